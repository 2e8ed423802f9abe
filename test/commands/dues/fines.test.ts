import { expect, test } from 'vitest';
import type { AccountDocument } from '../../../src/documents/schemas/payments/payments.ts';
import type { TestMess } from '../../support/mess.ts';
import { createBilledMay, signInAs } from '../../support/records/month.ts';
import { OWNER, PASSWORD } from '../../support/template.ts';

/** The bill of May, due on 10 June, with late fees, and who it is that pays on which day. */
async function createLate(lateFee: string): Promise<TestMess> {
  const mess = await createBilledMay();
  await mess.do(
    'settings --accounts-from 2025-05 --quiet',
    `settings --late-fee "${lateFee}" --quiet`,
  );
  return mess;
}

async function goTo(mess: TestMess, date: string): Promise<void> {
  mess.now = new Date(`${date}T06:00:00Z`);
  await signIn(mess);
}

/** The session of the owner ended long ago. */
async function signIn(mess: TestMess): Promise<void> {
  await mess.with({ stdin: PASSWORD })('admin', 'login', OWNER, '--password-stdin');
}

const FINES = ['dues', 'fines', '--month', '2025-05'] as const;

test('late fees are shown, asked for and entered, and never twice', async () => {
  const mess = await createLate('from 11: 50; from 1 next: 100');
  await mess.do('payment record S001 --amount 17475.73 --method cash');
  await goTo(mess, '2025-06-10');
  expect((await mess(...FINES)).stdout).toBe(
    'No late fees of May 2025 to enter on 2025-06-10: the bill is due on 2025-06-10, and they begin on 2025-06-11.\n',
  );
  await goTo(mess, '2025-06-11');
  await mess.do('payment record S003 --amount 8737.86 --method cash');
  const shown = await mess(...FINES, '--dry-run');
  expect(shown.stdout).toMatchInlineSnapshot(`
    "ID    Name         Outstanding  Paid on     Late fee
    ────  ───────────  ───────────  ──────────  ────────
    S002  Vikram Shah    16,310.68                 50.00
    S003  सीता देवी            0.00  2025-06-11     50.00
    S004  Dev Anand      17,475.73                 50.00

    Late fees of May 2025: 3 students, 150.00 would be entered
    "
  `);
  expect(await mess(...FINES)).toMatchObject({ code: 2, stdout: '' });
  const asked = await mess.with({ answers: [true] })(...FINES);
  expect(asked.code).toBe(0);
  expect(asked.stderr).toContain('Enter this? Late fees of May 2025: 3 students, 150.00');
  expect(await mess.json(...FINES, '--yes')).toEqual({
    month: '2025-05',
    asOf: '2025-06-11',
    dryRun: false,
    fees: [],
    total: '0.00',
    tooMuch: [],
  });
  await goTo(mess, '2025-07-20');
  // Who paid on 11 June is charged no more; who did not pay is charged what came in addition.
  expect((await mess(...FINES, '--yes')).stdout).toMatchInlineSnapshot(`
    "ID    Name         Outstanding  Before  Late fee
    ────  ───────────  ───────────  ──────  ────────
    S002  Vikram Shah    16,310.68   50.00     50.00
    S004  Dev Anand      17,475.73   50.00     50.00

    Late fees of May 2025: 2 students, 100.00 entered
    "
  `);
  const account = await mess.json<AccountDocument>('dues', 'show', 'S002');
  expect(account).toMatchObject({
    balance: '16410.68',
    outstanding: [
      { kind: 'bill', amount: '16310.68' },
      { kind: 'late fee', month: '2025-05', amount: '100.00' },
    ],
  });
  expect(await mess.json('dues', 'list', '--over', '16400')).toMatchObject([
    { studentId: 'S004', billed: '17575.73' },
    { studentId: 'S002', billed: '16410.68', paid: '0.00', balance: '16410.68' },
  ]);
  expect((await mess('db', 'verify')).code).toBe(0);
});

test('what is waived is not entered again, and what was paid of it is credit', async () => {
  const mess = await createLate('after 5 days: 20 a day; at most 60');
  await goTo(mess, '2025-06-18');
  await mess.do(
    'dues fines --month 2025-05 --yes --quiet',
    'payment record S001 --amount 17535.73 --method cash',
  );
  const waive = (...more: string[]) =>
    mess('dues', 'waive', 'S001', '--month', '2025-05', '--reason', 'ill', ...more);
  expect(await waive('--amount', '60.01')).toEqual({
    code: 8,
    stdout: '',
    stderr:
      'error: The late fees of S001 for May 2025 are 60.00, not 60.01.\nhint: mess dues show S001\n',
  });
  expect((await waive('--amount', '20')).stdout).toBe(
    'Voucher V6: Waived 20.00 of late fees of S001 Asha Rao for May 2025. Now: 20.00 is credit.\n',
  );
  expect((await waive()).stdout).toContain('Waived 40.00');
  expect((await waive()).stderr).toContain('S001 has no late fee for May 2025.');
  await goTo(mess, '2025-06-30');
  expect(await mess.json(...FINES, '--yes')).toMatchObject({ fees: [] });
  expect(await mess.json('dues', 'show', 'S001')).toMatchObject({ balance: '-60.00' });
  expect(await mess.json('dues', 'list')).toMatchObject([
    { studentId: 'S004' },
    { studentId: 'S002' },
    { studentId: 'S003' },
    { studentId: 'S001', billed: '17475.73', paid: '17535.73', credit: '60.00' },
  ]);
});

test('they are reckoned to a day that is past, by the days of the money, and never twice', async () => {
  const mess = await createLate('after 0 days: 10 a day');
  await goTo(mess, '2025-06-20');
  await mess.do(
    'payment record S001 --amount 17475.73 --method cash --date 2025-06-10',
    'payment record S003 --amount 8737.86 --method cash --date 2025-06-14',
  );
  // Paid in time, and entered when the books were closed.
  await mess.do('books close --through 2025-06-15');
  await mess.do('payment record S004 --amount 17475.73 --method cash --date 2025-06-09');
  const fees = async (...more: string[]) =>
    (await mess.json<{ fees: object[] }>(...FINES, ...more, '--yes')).fees;
  expect(await fees('--as-of', '2025-06-12')).toMatchObject([
    { studentId: 'S002', amount: '20.00', paidOn: null },
    { studentId: 'S003', amount: '20.00', paidOn: null },
  ]);
  expect(await mess(...FINES, '--as-of', '2025-06-21', '--yes')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--as-of: 2025-06-21 is yet to come'),
  });
  expect(await fees()).toMatchObject([
    { studentId: 'S002', entered: '20.00', amount: '80.00', paidOn: null },
    { studentId: 'S003', entered: '20.00', amount: '20.00', paidOn: '2025-06-14' },
  ]);
  expect(await fees('--as-of', '2025-06-19')).toEqual([]);
});

test('there are none where none are set, of no bill, and of no month before the accounts', async () => {
  const mess = await createLate('none');
  expect(await mess(...FINES)).toMatchObject({
    code: 8,
    stderr:
      'error: This mess has no late fees.\nhint: an owner says what they are: mess settings --late-fee "from 11: 50"\n',
  });
  await mess.do('settings --late-fee "from 11: 2.5%" --accounts-from 2025-06');
  await goTo(mess, '2025-08-01');
  expect((await mess('dues', 'fines', '--month', '2025-06')).code).toBe(3);
  expect(await mess.json(...FINES, '--yes')).toMatchObject({ fees: [] });
  await mess.do('settings --accounts-from 2025-05');
  expect(await mess.json(...FINES, '--yes')).toMatchObject({
    fees: [{ studentId: 'S001', amount: '436.89' }, {}, {}, {}],
  });
  await signInAs(mess, 'clerk');
  expect((await mess(...FINES, '--yes')).code).toBe(5);
});

test.each([
  ['from 11', 'not understood; write it like'],
  ['from 32: 50', 'not understood'],
  ['from 11: 50 and 60', 'not understood'],
  ['at most 200', 'not understood'],
  ['from 11: fifty', 'not understood'],
  ['from 11: 0.555', 'the currency has 2 decimals, not 3'],
  ['from 11: 0', 'an amount must be more than 0'],
])('%s is no late fee', async (text, sentence) => {
  const mess = await createLate('none');
  const { code, stderr } = await mess('settings', '--late-fee', text);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining(`--late-fee: ${sentence}`),
  });
});

test('late fees are kept as they are understood', async () => {
  const mess = await createLate('From  16 :50;FROM 1 next: 1,000 and 2.5% ; over 5;');
  expect(await mess.json('settings')).toMatchObject({
    lateFee: 'from 16: 50; from 1 next: 1,000 and 2.5%; over 5',
  });
});

test('a bill that is made after its due day is due on the day it is made; money counts by its own day', async () => {
  const mess = await createLate('from 11: 50; from 21: 5 a day');
  await mess.do('bill void --month 2025-05 --reason "Wrong total" --yes');
  await goTo(mess, '2025-07-05');
  await mess.do(
    'bill register --month 2025-05 --total 60000 --yes',
    'payment record S001 --amount 17475.73 --method upi --date 2025-06-05',
  );
  expect((await mess(...FINES)).stdout).toBe(
    'No late fees of May 2025 to enter on 2025-07-05: the bill is due on 2025-07-05, and they begin on 2025-07-06.\n',
  );
  // What is overdue, and since when, goes by the same day.
  const overdue = async () => [
    (await mess('dues', 'show', 'S004')).stdout.split('\n').at(-2),
    (await mess.json<{ overdue: string }[]>('dues', 'list')).map((each) => each.overdue)[0],
    (await mess.json<{ accounts: { overdue: string } }>('status')).accounts.overdue,
  ];
  const asOwed = '  17,475.73  bill of May 2025, due 2025-07-05';
  expect(await overdue()).toEqual([asOwed, '0.00', '0.00']);
  await goTo(mess, '2025-07-06');
  await mess.do('payment record S002 --amount 16310.68 --method upi --date 2025-07-05');
  const first = await mess.json<{ fees: unknown[] }>(...FINES, '--yes');
  const fees = ['S003', 'S004'].map((studentId) =>
    expect.objectContaining({ studentId, amount: '50.00' }),
  );
  expect(first.fees).toEqual(fees);
  // The late fee of a day is owed at once.
  expect(await overdue()).toEqual([
    '  50.00  late fee of May 2025, due 2025-07-05, 1 day overdue',
    '17525.73',
    '26313.59',
  ]);
  await goTo(mess, '2025-07-17');
  const later = await mess.json<{ fees: unknown[] }>(...FINES, '--yes');
  expect(later.fees).toEqual(
    fees.map((_, at) => expect.objectContaining({ studentId: `S00${at + 3}`, amount: '10.00' })),
  );
});

test('a late fee takes nothing of what was paid for a later bill, and is told apart from dues', async () => {
  const mess = await createLate('from 11: 50');
  await mess.do(
    'attendance record S001 --month 2025-06 --days 30',
    'bill register --month 2025-06 --total 1000 --early --yes',
  );
  await goTo(mess, '2025-07-09');
  await mess.do('payment record S001 --amount 18475.73 --method cash');
  await goTo(mess, '2025-07-12');
  await mess.do('dues fines --month 2025-05 --yes --quiet');
  const { outstanding } = await mess.json<AccountDocument>('dues', 'show', 'S001');
  expect(outstanding).toMatchObject([
    { kind: 'late fee', month: '2025-05', amount: '50.00', due: '2025-07-11' },
  ]);
  expect(await mess.json('dues', 'list')).toContainEqual(
    expect.objectContaining({ studentId: 'S001', balance: '50.00', oldestDue: '2025-07-11' }),
  );
  // The board says of June what it is of.
  const { rows } = await mess.json<{ rows: object[] }>('report', 'notice', '2025-06');
  expect(rows[0]).toMatchObject({
    ...{ studentId: 'S001', amount: '1000.00', previous: '0.00' },
    ...{ lateFees: '50.00', paid: '1000.00', total: '50.00' },
  });
  const { texts } = await mess.json<{ texts: { studentId: string; text: string }[] }>(
    ...['notify', 'texts', '2025-06'],
  );
  const text = texts.find(({ studentId }) => studentId === 'S001')?.text;
  expect(text).toContain('Late fees: ₹50.00');
  expect(text).not.toContain('Owed from before');
});

test('money that came in time and is entered after the late fee is told, and waived by hand', async () => {
  const mess = await createLate('from 11: 50');
  await goTo(mess, '2025-06-12');
  await mess.do(
    'payment record S002 --amount 16310.68 --method cash',
    'dues fines --month 2025-05 --yes --quiet',
    'payment record S001 --amount 17475.73 --method upi --date 2025-06-09',
  );
  expect(await mess(...FINES)).toEqual({
    code: 0,
    stdout:
      'No late fees of May 2025 to enter on 2025-06-12.\n' +
      'More was entered than is due, by what is known now: S001 50.00.\n',
    stderr:
      'Nothing is taken back by itself: mess dues waive ID --month 2025-05 --amount AMOUNT --reason TEXT\n',
  });
  await mess.do('dues waive S001 --month 2025-05 --amount 50 --reason "Paid on the 9th"');
  expect(await mess.json(...FINES)).toMatchObject({ fees: [], tooMuch: [] });
});

test('late fees of a bill that is taken back stay, which is said', async () => {
  const mess = await createLate('from 11: 50');
  await goTo(mess, '2025-06-12');
  await mess.do('dues fines --month 2025-05 --yes --quiet');
  await mess.do('dues waive S001 --month 2025-05 --reason ill');
  const { stderr } = await mess('bill', 'void', '--month', '2025-05', '--reason', 'x', '--yes');
  expect(stderr).toBe(
    'Its late fees stay, 150.00 of 3 students: mess dues waive ID --month 2025-05 --reason TEXT\n',
  );
});
