import { expect, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import { withoutRecord } from '../../support/records/audit.ts';
import { readBooks } from '../../support/records/bills.ts';
import { addMay, signInStudent } from '../../support/records/month.ts';

const on = (command: string, words: string) => [
  'bill',
  command,
  '--month',
  '2025-05',
  ...words.split(' '),
];

interface BillDocument {
  readonly stale: boolean;
  readonly warnings: readonly string[];
  readonly purchases: readonly object[] | null;
}

const shown = async (mess: TestMess) =>
  withoutRecord(await mess.json<BillDocument>('bill', 'show', '--month', '2025-05'));

/** The four and their May, with what was bought. */
async function createSpent(): Promise<TestMess> {
  const mess = await createMess();
  await addMay(mess);
  await mess.do(
    'purchase add --date 2025-05-01 --head Groceries --amount 40000',
    'purchase add --date 2025-05-31 --head Groceries --amount 17500.50',
    'purchase add --date 2025-05-03 --head Gas --amount 1200',
    'purchase add --date 2025-05-15 --head Milk --amount 2499.50',
    'purchase add --date 2025-05-15 --head Milk --amount 9999',
    'purchase void 5 --reason twice --yes',
    // Of other months, however near.
    'purchase add --date 2025-04-30 --head Milk --amount 7',
    'purchase add --date 2025-06-01 --head Rent --amount 7',
  );
  return mess;
}

const HEADS = [
  { head: 'Groceries', kind: 'dividing', purchases: 2, amount: '57500.50' },
  { head: 'Milk', kind: 'dividing', purchases: 1, amount: '2499.50' },
  { head: 'Gas', kind: 'fixed', purchases: 1, amount: '1200.00' },
] as const;

test('a bill takes both amounts from the purchases of its month, and shows how they were made up', async () => {
  const mess = await createSpent();
  const dry = await mess.json<BillDocument>(...on('register', '--from-purchases --dry-run'));
  const { stdout } = await mess(...on('register', '--from-purchases'));
  expect(stdout).toBe(
    [
      'Bill of May 2025 (INR, 31 days)',
      '',
      'ID     Name         Branch  Days   Dividing     Fixed     Amount',
      '─────  ───────────  ──────  ────  ─────────  ────────  ─────────',
      'S001   Asha Rao     CSE       30  17,475.73    300.00  17,775.73',
      'S002   Vikram Shah  ECE       28  16,310.68    300.00  16,610.68',
      'S003   सीता देवी     CSE       15   8,737.86    300.00   9,037.86',
      'S004   Dev Anand    ME        30  17,475.73    300.00  17,775.73',
      '─────  ───────────  ──────  ────  ─────────  ────────  ─────────',
      'Total  4 students            103  60,000.00  1,200.00  61,200.00',
      '',
      'Shares add up to the bill: 61,200.00 (60,000.00 divided by days, 1,200.00 fixed)',
      '',
      'Purchases  Count     Amount  Shared',
      '─────────  ─────  ─────────  ───────',
      'Groceries      2  57,500.50  by days',
      'Milk           1   2,499.50  by days',
      'Gas            1   1,200.00  equally',
      '',
    ].join('\n'),
  );
  const bill = await shown(mess);
  expect(bill).toMatchObject({ total: '60000.00', perHead: null, fixed: '1200.00', stale: false });
  expect(bill.purchases).toEqual(HEADS);
  expect(dry).toEqual({ ...bill, dryRun: true });
  const [entry] = mess.rows<{ after: string }>(
    `select "after" from audit_entries where command = 'bill register'`,
  );
  expect(JSON.parse(entry?.after ?? '')).toMatchObject({
    purchases: { Groceries: '57500.50', Milk: '2499.50', Gas: '1200.00' },
  });

  const explain = ['bill', 'explain', 'S002', '--month', '2025-05'];
  const explained = (await mess(...explain)).stdout.split('\n');
  expect(explained.slice(2, 6)).toEqual([
    'Divided by days present',
    '    Groceries                                          57,500.50',
    '    Milk                                                2,499.50',
    '  To be divided by days                                60,000.00',
  ]);
  expect(explained.slice(16, 19)).toEqual([
    'The same for everybody',
    '    Gas                                                 1,200.00',
    '  Fixed cost, such as wages, gas and rent               1,200.00',
  ]);
  const asAdmin = await mess.json<{ purchases: object[] }>(...explain);
  expect(asAdmin.purchases).toEqual(HEADS);
  await signInStudent(mess, 'S002', '9876543211');
  expect(await mess.json('bill', 'explain', '--month', '2025-05')).toEqual(asAdmin);
});

test('only food, only what is shared equally, and a charge per head beside', async () => {
  const mess = await createMess();
  await addMay(mess);
  const dryRun = (words: string) =>
    mess.json(...on('register', `--from-purchases --dry-run ${words}`.trim()));
  await mess.do('purchase add --date 2025-05-02 --head Milk --amount 103');
  expect(await dryRun('')).toMatchObject({ total: '103.00', fixed: null, billed: '103.00' });
  expect(await dryRun('--per-head 31 --days 31')).toMatchObject({
    total: '103.00',
    perHead: '31.00',
    fixed: null,
    billed: '206.00',
  });
  await mess.do(
    'purchase void 1 --reason x --yes',
    'purchase add --date 2025-05-02 --head Rent --amount 40',
  );
  expect(await dryRun('')).toMatchObject({ total: null, fixed: '40.00', billed: '40.00' });
});

test('it is refused beside an amount by hand, and where nothing was spent', async () => {
  const mess = await createSpent();
  const books = readBooks(mess);
  for (const flag of ['--total', '--fixed']) {
    for (const command of ['register', 'revise']) {
      expect(await mess(...on(command, `--from-purchases ${flag} 3`))).toEqual({
        code: 2,
        stdout: '',
        stderr:
          `error: --from-purchases and ${flag} exclude each other.\n` +
          'hint: record what is missing with mess purchase add, or give both amounts by hand\n',
      });
    }
  }
  await mess.do('attendance record S001 --month 2025-03 --days 3');
  const march = await mess('bill', 'register', '--month', '2025-03', '--from-purchases');
  expect(march).toMatchObject({ code: 6, stdout: '' });
  expect(march.stderr).toContain(
    'error: No purchases are recorded in March 2025, so there is nothing to bill.\n',
  );
  expect(readBooks(mess).bills).toEqual(books.bills);
});

test('a purchase that is added or taken back makes it stale, until a revision takes it in', async () => {
  const mess = await createSpent();
  await mess.do('bill register --month 2025-05 --from-purchases --per-head 31 --quiet');
  const before = await shown(mess);
  await mess.do(
    'purchase add --date 2025-05-31 --head Rent --amount 400',
    'purchase add --date 2025-05-31 --head Gas --amount 0.04',
    'purchase void 4 --reason returned --yes',
  );
  const stale =
    'Purchases changed after this bill was made: Milk 0.00, not 2,499.50, Gas 1,200.04, not 1,200.00, Rent 400.00, not 0.00. To take it in: mess bill revise --month 2025-05 --reason TEXT.';
  expect(await shown(mess)).toMatchObject({ stale: true, warnings: [stale], purchases: HEADS });
  expect((await mess('month', 'close', '--month', '2025-05')).code).toBe(8);
  expect((await mess('status')).stdout).toContain('May 2025: the bill is stale');

  const revised = await mess.json<object>(...on('revise', '--reason late --yes'));
  expect(revised).toMatchObject({
    total: '57500.50',
    perHead: '31.00',
    fixed: '1600.04',
    warnings: [],
    purchases: [
      HEADS[0],
      { ...HEADS[2], purchases: 2, amount: '1200.04' },
      { head: 'Rent', kind: 'fixed', purchases: 1, amount: '400.00' },
    ],
  });
  expect(await shown(mess)).toMatchObject({ stale: false, warnings: [] });
  expect(
    withoutRecord(await mess.json('bill', 'show', '--month', '2025-05', '--revision', '1')),
  ).toEqual({ ...before, status: 'superseded' });
  // One head more and one less of the same is the same bill.
  await mess.do(
    'purchase void 3 --reason typo --yes',
    'purchase add --date 2025-05-04 --head Gas --amount 1200',
  );
  expect(await shown(mess)).toMatchObject({ stale: false });
  expect(await mess.json(...on('revise', '--dry-run'))).toMatchObject({ revised: false });
  // Between two heads, and nobody owes another amount.
  await mess.do(
    'purchase void 8 --reason "wrong head" --yes',
    'purchase add --date 2025-05-31 --head Repairs --amount 400',
  );
  const moved = await mess.json<{ shares: { difference: string }[] }>(
    ...on('revise', '--reason moved --yes'),
  );
  expect(moved).toMatchObject({ revised: true, fixed: '1600.04', revision: 3 });
  expect(new Set(moved.shares.map(({ difference }) => difference))).toEqual(new Set(['0.00']));
});

test('with an amount by hand a revision leaves the purchases, with a warning, and can come back', async () => {
  const mess = await createSpent();
  await mess.do('bill register --month 2025-05 --from-purchases --quiet');
  const leaves = [
    'Purchases of 61,200.00 are recorded in May 2025, and this bill is not made up of them; --from-purchases would be.',
    'With amounts given, the bill is no longer made up of the purchases of the month.',
  ];
  // A charge per head is no part of the purchases.
  expect(await mess.json(...on('revise', '--per-head 31 --dry-run'))).toMatchObject({
    perHead: '31.00',
    total: '60000.00',
    fixed: '1200.00',
    purchases: HEADS,
    warnings: [],
  });
  // Half of it by hand would leave the other half as it was then.
  for (const [given, missing] of [
    ['--total 60000', '--fixed'],
    ['--fixed 1300 --per-head 31', '--total'],
  ] as const) {
    expect(await mess(...on('revise', `${given} --dry-run`))).toEqual({
      code: 2,
      stdout: '',
      stderr:
        `error: The bill of May 2025 is made up of purchases, so ${missing} must be given too.\n` +
        'hint: or record what is missing with mess purchase add, and mess bill revise --month 2025-05\n',
    });
  }
  const dry = await mess(...on('revise', '--total 60000 --fixed 1250 --dry-run'));
  const warned = leaves.map((sentence) => `warning: ${sentence}\n`).join('');
  expect(dry).toMatchObject({ code: 0, stderr: warned });
  const revised = await mess.json(
    ...on('revise', '--total 60000 --fixed 1300 --reason rent --yes'),
  );
  expect(revised).toMatchObject({
    total: '60000.00',
    fixed: '1300.00',
    purchases: null,
    warnings: leaves,
  });
  const late = await mess(...'purchase add --date 2025-05-31 --head Rent --amount 400'.split(' '));
  expect(late.stderr).toContain('The bill of May 2025 is not made up of purchases');
  expect(await shown(mess)).toMatchObject({ stale: false, purchases: null });
  expect((await mess('month', 'close', '--month', '2025-05')).stderr).toBe(
    'warning: Purchases are recorded in May 2025, and its bill is not made up of them.\n',
  );
  await mess.do('month reopen --month 2025-05 --reason x');
  expect(await mess.json(...on('revise', '--yes'))).toMatchObject({ revised: false });
  const back = await mess.json(...on('revise', '--from-purchases --reason back --yes'));
  expect(back).toMatchObject({ total: '60000.00', fixed: '1600.00', revision: 3 });
  // With all of them taken back there is nothing to revise it by.
  await mess.do(...[1, 2, 3, 4, 8].map((no) => `purchase void ${no} --reason x --yes`));
  expect(await shown(mess)).toMatchObject({ stale: true });
  expect((await mess(...on('revise', '--reason x --yes'))).code).toBe(6);
});
