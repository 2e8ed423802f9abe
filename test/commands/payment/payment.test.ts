import { expect, test } from 'vitest';
import type { RecordedPaymentDocument } from '../../../src/documents/schemas/payments/payments.ts';
import { createMess, type TestMess } from '../../support/mess.ts';
import { createBilledMay, signInAs } from '../../support/records/month.ts';
import { createCron } from '../../support/records/service-token.ts';

/** The four of May, of whom S001 owes 17,475.73, with accounts. */
async function createAccounts(): Promise<TestMess> {
  const mess = await createBilledMay();
  await mess.do('settings --accounts-from 2025-05 --quiet');
  return mess;
}

const CASH: readonly string[] = [
  ...['payment', 'record', 'S001', '--amount', '3,150', '--method', 'cash'],
];

/** What a command answers to a person. */
async function tell(mess: TestMess, line: string): Promise<string> {
  return (await mess(...line.split(' '))).stdout;
}

test('money that was taken has a receipt, and stands on the account', async () => {
  const mess = await createAccounts();
  const owed = '17,475.73';
  expect(await mess(...CASH)).toEqual({
    code: 0,
    stdout: `Receipt 2025-26/0001: 3,150.00 by cash from S001 Asha Rao. Before: ${owed} is owed; now: 14,325.73 is owed.\n`,
    stderr: '',
  });
  const upi =
    '--method upi --reference 515412345678 --date 2025-05-31 --month 2025-05 --note "by app"';
  await mess.do(`payment record S002 --amount 500 ${upi}`);
  expect(await tell(mess, 'payment list')).toMatchInlineSnapshot(`
    "Receipt       Date        ID    Name           Amount  Method  Reference     Month    Note    By
    ────────────  ──────────  ────  ───────────  ────────  ──────  ────────────  ───────  ──────  ──────
    2025-26/0001  2025-06-01  S001  Asha Rao     3,150.00  cash                                   warden
    2025-26/0002  2025-05-31  S002  Vikram Shah    500.00  upi     515412345678  2025-05  by app  warden

    cash 3,150.00 (1), upi 500.00 (1): 2 payments, 3,650.00 in all
    "
  `);
  expect(await tell(mess, 'dues show S001')).toMatchInlineSnapshot(`
    "S001 Asha Rao, CSE (INR)

    Date                        Receipt           Debit    Credit    Balance
    ──────────  ──────────────  ────────────  ─────────  ────────  ─────────
    2025-06-01  Bill, May 2025                17,475.73            17,475.73
    2025-06-01  Paid, cash      2025-26/0001             3,150.00  14,325.73

    14,325.73 is owed.
      14,325.73  bill of May 2025, due 2025-06-10
    "
  `);
  expect(await mess.json('payment', 'show', '2025-26/2')).toMatchObject({
    receipt: '2025-26/0002',
    studentId: 'S002',
    amount: '500.00',
    method: 'upi',
    reference: '515412345678',
    month: '2025-05',
    note: 'by app',
    by: 'warden',
    reversed: false,
  });
  expect((await mess('db', 'verify')).code).toBe(0);
});

test('receipts are numbered by the financial year of the money', async () => {
  const mess = await createAccounts();
  const receipts = [];
  for (const date of ['2025-04-01', '2025-03-31', '2025-05-31', '2024-04-01']) {
    const { receipt } = await mess.json<RecordedPaymentDocument>(...CASH, '--date', date);
    receipts.push(receipt);
  }
  expect(receipts).toEqual(['2025-26/0001', '2024-25/0001', '2025-26/0002', '2024-25/0002']);
});

test('a payment that is taken back leaves the account as it was, and its number used', async () => {
  const mess = await createAccounts();
  await mess(...CASH);
  const reverse = ['payment', 'reverse', '2025-26/0001', '--reason', 'was of S002'] as const;
  expect(await mess(...reverse)).toEqual({
    code: 0,
    stdout: 'Reversed receipt 2025-26/0001: 3,150.00 of S001 Asha Rao. Now: 17,475.73 is owed.\n',
    stderr: '',
  });
  const again = await mess.json<RecordedPaymentDocument>(...CASH.with(2, 'S002'));
  expect(again).toMatchObject({ receipt: '2025-26/0002', balance: '13160.68' });
  expect(await tell(mess, 'dues show S001')).toMatchInlineSnapshot(`
    "S001 Asha Rao, CSE (INR)

    Date                                               Receipt           Debit    Credit    Balance
    ──────────  ─────────────────────────────────────  ────────────  ─────────  ────────  ─────────
    2025-06-01  Bill, May 2025                                       17,475.73            17,475.73
    2025-06-01  Paid, cash                             2025-26/0001             3,150.00  14,325.73
    2025-06-01  Reversal of 2025-26/0001, was of S002  2025-26/0001   3,150.00            17,475.73

    17,475.73 is owed.
      17,475.73  bill of May 2025, due 2025-06-10
    "
  `);
  expect(await mess.json('payment', 'list')).toMatchObject({
    payments: [{ receipt: '2025-26/0002' }],
    total: '3150.00',
  });
  expect(await mess.json('payment', 'list', '--all')).toMatchObject({
    payments: [{ reversed: true }, { reversed: false }],
    total: '3150.00',
  });
});

test('a reference is taken once, also in other letters, and again when that receipt was reversed', async () => {
  const mess = await createAccounts();
  const pay = (...more: string[]) => mess(...CASH, '--reference', ...more);
  expect((await pay('ABC123')).code).toBe(0);
  expect(await pay('abc123')).toEqual({
    code: 8,
    stdout: '',
    stderr:
      'error: abc123 is that of receipt 2025-26/0001 already.\nhint: mess payment show 2025-26/0001; if it is another payment all the same, give --again\n',
  });
  expect((await pay('abc123', '--again')).code).toBe(0);
  await mess.do(
    'payment reverse 2025-26/0001 --reason wrong',
    'payment reverse 2025-26/0002 --reason wrong',
  );
  expect((await pay('ABC123')).code).toBe(0);
});

test.each([
  [[...CASH, '--date', '2025-06-16'], 2, '2025-06-16 is yet to come'],
  [CASH.with(4, '0'), 2, 'an amount must be more than 0'],
  [CASH.with(6, 'gold'), 2, 'cash'],
  [CASH.with(2, 'S9'), 3, 'There is no student S9.'],
  [['payment', 'show', '12'], 2, 'not the number of a receipt'],
])('%j is refused', async (words, code, sentence) => {
  const mess = await createAccounts();
  const refused = await mess(...words);
  expect(refused).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(sentence) });
  expect(await mess.json('payment', 'list')).toMatchObject({ payments: [] });
});

test('nobody owes anything until the accounts begin', async () => {
  const mess = await createBilledMay();
  expect(await tell(mess, 'dues list')).toBe('Nobody owes anything.\n');
  expect((await mess(...CASH)).code).toBe(8);
  await mess.do('settings --accounts-from 2025-06');
  expect(await tell(mess, 'dues list')).toBe('Nobody owes anything.\n');
});

test('a clerk takes money, and takes none back', async () => {
  const mess = await createAccounts();
  await signInAs(mess, 'clerk');
  expect((await mess(...CASH)).code).toBe(0);
  expect((await mess('payment', 'reverse', '2025-26/0001', '--reason', 'x')).code).toBe(5);
});

test('who is asked for the student and answers with nobody is asked again', async () => {
  const mess = await createAccounts();
  const record = (answers: readonly string[], ...words: readonly string[]) =>
    mess.with({ answers })('payment', 'record', ...words);
  expect(await record(['S01', 'S001', '500', 'cash'])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Receipt 2025-26\/0001: 500.00 by cash from S001 /),
    stderr: expect.stringContaining(
      'There is no student S01.\nhint: did you mean S001 Asha Rao?\n? Id of the student',
    ),
  });
  // On the command line it stands as it is.
  expect((await record(['500', 'cash'], 'S01')).code).toBe(3);
  expect((await record([], 'S01', '--amount', '500', '--method', 'cash')).code).toBe(3);
});

test('what is missing is asked for at a terminal alone', async () => {
  const mess = await createMess();
  await mess.do('student add S001 --name "Asha Rao" --branch CSE --phone 9876543210');
  await mess.do('settings --accounts-from 2025-05');
  expect(await mess('payment', 'record', 'S001')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--amount'),
  });
  await mess.do('opening set S001 --amount 700');
  const taken = await mess.with({ answers: ['500', 'cash'] })('payment', 'record', 'S001');
  expect(taken.stderr).toBe(
    [
      'S001 Asha Rao, CSE: 700.00 is owed.',
      '? Amount',
      '? Method [cash, upi, bank, cheque, other]',
      'Dated 2025-06-01. If anything is wrong: mess payment reverse 2025-26/0001 --reason TEXT',
      '',
    ].join('\n'),
  );
  const back = await mess.with({ answers: ['typed twice'] })('payment', 'reverse', '2025-26/0001');
  expect(back).toMatchObject({ code: 0, stderr: '? Why (the student reads it)\n' });
  expect((await mess('payment', 'list')).stderr).toBe('Left out, reversed: 1; --all has them.\n');
  expect((await mess('payment', 'list', '--all')).stderr).toBe('');
});

test('a service token takes payments where its words say so, and takes none back', async () => {
  const mess = await createAccounts();
  const usual = await createCron(mess);
  expect((await usual(CASH.join(' '))).code).toBe(5);
  await mess.do('admin token revoke cron');
  const desk = await createCron(mess, '--may', 'payments');
  expect((await desk(CASH.join(' '))).code).toBe(0);
  expect((await desk('payment reverse 2025-26/0001 --reason x')).code).toBe(5);
});
