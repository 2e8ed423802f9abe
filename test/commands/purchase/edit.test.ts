import { expect, test } from 'vitest';
import { createMess } from '../../support/mess.ts';
import { addMay } from '../../support/records/month.ts';
import { closeMonth, importPurchases, purchases } from '../../support/records/purchases.ts';

const SHEET = [
  'date,head,amount,note',
  '2025-05-01,Groceries,9600,rice',
  '2025-05-02,Milk,240.50,',
  '',
].join('\n');

test('a corrected purchase gets a number of its own, and the old one stays readable', async () => {
  const mess = await createMess();
  await importPurchases(mess, SHEET);
  expect(await mess('purchase', 'edit', '2', '--amount', '420.50', '--head', 'gas')).toEqual({
    code: 0,
    stdout: 'Purchase 2 is now purchase 3: 2025-05-02, Gas, 420.50.\n',
    stderr: '',
  });
  expect(purchases(mess)).toEqual([
    '1 2025-05-01 Groceries 9600.00 rice',
    '2 2025-05-02 Milk 240.50 void',
    '3 2025-05-02 Gas 420.50',
  ]);
  expect((await mess('purchase', 'list', '--month', '2025-05', '--all')).stdout).toContain(
    'void: corrected by purchase 3',
  );
  expect(await mess.json('purchase', 'edit', '1', '--date', '2025-04-30', '--note', '')).toEqual({
    no: 4,
    date: '2025-04-30',
    amount: '9600.00',
    head: 'Groceries',
    kind: 'dividing',
    note: null,
    by: 'warden',
    at: '2025-06-01T06:30:00.000Z',
    status: 'counted',
    voidReason: null,
    warnings: [],
    replaces: 1,
  });
  expect((await mess('audit', 'list', '--on', 'purchase 2')).stdout).toMatch(
    /purchase 2 → 3.*head Milk → Gas.*amount 240\.50 → 420\.50/s,
  );
  // The sheet that still has the old rows does not bring them back.
  expect(await importPurchases(mess, `${SHEET}2025-05-03,Milk,1,\n`)).toMatchObject({
    stdout: expect.stringContaining('3 rows: 1 new, 0 changed, 0 unchanged, 2 passed over'),
  });
  expect(await mess('db', 'verify')).toMatchObject({ code: 0 });
});

test('what is no correction is refused or changes nothing', async () => {
  const mess = await createMess();
  await importPurchases(mess, SHEET);
  const before = mess.rows('select sequence from audit_entries').length;
  for (const [line, code, said] of [
    ['2', 2, 'Nothing to change was given.'],
    [
      '2 --amount 240.50 --note ""',
      0,
      'Nothing changed: purchase 2 is recorded like that already.',
    ],
    ['9 --amount 1', 3, 'There is no purchase 9.'],
    ['2 --head Milc', 3, 'is it Milk?'],
    ['2 --amount 1.234', 2, 'the currency has 2 decimals'],
  ] as const) {
    const words = line.split(' ').map((word) => (word === '""' ? '' : word));
    const result = await mess('purchase', 'edit', ...words);
    expect({ line, code: result.code }).toEqual({ line, code });
    expect(result.stdout + result.stderr).toContain(said);
  }
  await mess.do('purchase void 1 --reason x --yes');
  expect((await mess('purchase', 'edit', '1', '--amount', '1')).code).toBe(8);
  closeMonth(mess, '2025-04');
  const moved = await mess('purchase', 'edit', '2', '--date', '2025-04-30');
  expect(moved).toMatchObject({
    code: 8,
    stderr: expect.stringContaining('April 2025 is closed.'),
  });
  closeMonth(mess, '2025-05');
  expect((await mess('purchase', 'edit', '2', '--amount', '1')).code).toBe(8);
  // The voiding is all that was written.
  expect(mess.rows('select sequence from audit_entries')).toHaveLength(before + 1);
});

test('bills made from purchases are stale then; a slip is asked about', async () => {
  const mess = await createMess();
  await addMay(mess);
  await importPurchases(mess, SHEET);
  await mess.do('bill register --month 2025-05 --from-purchases');
  const edit = ['purchase', 'edit', '2', '--date', '2025-06-02'];
  expect(await mess.with({ answers: [false] })(...edit)).toMatchObject({
    code: 130,
    stderr:
      'warning: 2025-06-02 is in the future.\n? Correct it like that?\nNothing was changed.\n',
  });
  expect(await mess('purchase', 'edit', '2', '--amount', '300')).toMatchObject({
    code: 0,
    stderr:
      'warning: The bill of May 2025 was made before this change. To take it in: mess bill revise --month 2025-05 --reason TEXT.\n',
  });
  expect(await mess.json('bill', 'list')).toMatchObject([
    { stale: true, changed: { students: [], charges: [], heads: ['Milk'] } },
  ]);
});

test('what was piped in is no sheet of the same name', async () => {
  const mess = await createMess();
  const pipe = (rows: string) =>
    mess.with({ stdin: `date,head,amount\n${rows}` })('purchase', 'import', '-');
  expect((await pipe('2025-05-01,Milk,1\n')).code).toBe(0);
  expect((await pipe('2025-05-02,Gas,2\n')).code).toBe(0);
  expect(await pipe('2025-05-01,Milk,1\n2025-05-03,Milk,3\n')).toMatchObject({
    code: 0,
    stderr: '',
  });
});
