import { expect, test } from 'vitest';
import { checkJournal, sumJournal } from '../../../support/journal/exported.ts';
import { sumByHledger } from '../../../support/journal/hledger.ts';
import type { TestMess } from '../../../support/mess.ts';
import { signInAs } from '../../../support/records/month.ts';
import { passMs, trySignIn } from '../../../support/records/sign-in.ts';
import { balances, createPayers, mustImport } from '../../../support/records/statements.ts';

const HEADER = 'Date,Narration,Ref,Debit,Credit\n';
const UNCLE = 'UPI/UNCLE/UNCLE.SAM@OKAXIS/RENT';
const FILE = `${HEADER}03/06/2025,UPI/ZOYA/ZOYA@OKAXIS/MESS 22CE017,515412345601,,500.00
04/06/2025,${UNCLE},515512345602,,600.00
`;

const suspended = (mess: TestMess) => mess.json('payment', 'suspense', 'list');

/** What the bank has of it, at the end of a day. */
async function bankAt(mess: TestMess, day: string) {
  return sumJournal(await checkJournal(mess), day).get('Assets:Bank:UPI');
}

/** With line 1 booked for 22CE017 by its note, and line 2 in suspense. */
async function createImported(): Promise<TestMess> {
  const mess = await createPayers();
  await mustImport(mess, FILE);
  return mess;
}

test('what an import booked for the wrong student is in suspense again when its receipt is taken back', async () => {
  const mess = await createImported();
  expect(await mess('payment', 'reverse', '2025-26/0001', '--reason', 'of two others')).toEqual({
    code: 0,
    stdout:
      "Reversed receipt 2025-26/0001: 500.00 of 22CE017 Zoya Ansari. Now: nothing is owed. The money is in suspense, as line 1 of the bank's files.\n",
    stderr: 'Whose it is, you say: mess payment suspense assign 1 ID\n',
  });
  expect(await suspended(mess)).toMatchObject([
    { no: 1, date: '2025-06-03', amount: '500.00', reference: '515412345601' },
    { no: 2 },
  ]);
  expect(balances(mess)).toEqual({ suspense: -110000, upi: 110000 });
  const record = 'payment record 22CH009 --amount 500 --method upi --reference 515412345601';
  expect((await mess(...record.split(' '))).stderr).toBe(
    "error: 515412345601 is in the bank's file, as line 1 in suspense.\n" +
      'hint: if it is that money: mess payment suspense assign 1 ID\n',
  );
  await mess.do('payment suspense split 1 22CH009 200 21CS014 300 --yes');
  expect(await suspended(mess)).toMatchObject([{ no: 2 }]);
  expect(await mess.json('payment', 'show', '2025-26/0003')).toMatchObject({
    studentId: '21CS014',
    date: '2025-06-03',
    amount: '300.00',
    reference: '515412345601',
  });
  expect(balances(mess)).toEqual({ dues: -50000, suspense: -60000, upi: 110000 });
  // At no day the bank has the money twice, or not at all.
  for (const day of ['2025-06-03', '2025-07-31', '2025-08-01']) {
    expect([day, await bankAt(mess, day)]).toEqual([day, day < '2025-06-04' ? 50000n : 110000n]);
  }
  expect(Object.fromEntries(sumByHledger((await checkJournal(mess)).text))).toEqual({
    'Assets:Bank:UPI': 110000n,
    'Assets:Receivable:21CS014': -30000n,
    'Assets:Receivable:22CH009': -20000n,
    'Liabilities:Suspense': -60000n,
  });
  expect(await mustImport(mess, FILE, '--again')).toMatchObject({ posted: [], suspense: [] });
  await mess.do('db verify', 'audit verify');
});

test('of a line that was shared, what is taken back is in suspense, also both parts together', async () => {
  const mess = await createImported();
  await mess.do(
    'payment suspense split 2 22CE017 350 22CH009 250',
    'payment reverse 2025-26/0003 --reason wrong',
  );
  expect(await suspended(mess)).toMatchObject([{ no: 2, amount: '250.00' }]);
  const assign = await mess('payment', 'suspense', 'split', '2', '21CS014', '600');
  expect(assign).toMatchObject({
    code: 8,
    stderr: expect.stringContaining(
      'The parts come to 600.00, and of line 2 there is to assign 250.00.',
    ),
  });
  await mess.do('payment reverse 2025-26/0002 --reason wrong');
  expect(await suspended(mess)).toMatchObject([{ no: 2, amount: '600.00' }]);
  const { stdout } = await mess('payment', 'suspense', 'assign', '2', '21CS014');
  expect(stdout).toMatch(/^Receipt 2025-26\/0004: 600.00 of 2025-06-04 from 21CS014 /);
  expect(stdout).toContain('What comes from uncle.sam@okaxis is taken for that of 21CS014');
  // Who was wrong taught nothing.
  expect(await mess.json('payment', 'payers')).toEqual([
    { payer: 'uncle.sam@okaxis', studentId: '21CS014', payments: 1, last: '2025-06-04' },
    { payer: 'zoya@okaxis', studentId: '22CE017', payments: 1, last: '2025-06-03' },
  ]);
  expect(balances(mess)).toEqual({ dues: -110000, upi: 110000 });
  await mess.do('db verify');
});

test('money that the bank took back is nowhere, until somebody says that it is there', async () => {
  const mess = await createImported();
  await mess.do(
    'payment reverse 2025-26/0001 --bounced --reason "sent back"',
    'payment suspense ignore 2 --bounced --reason "sent back"',
  );
  expect(balances(mess)).toEqual({});
  expect(await suspended(mess)).toEqual([]);
  const assign = (no: string) => mess('payment', 'suspense', 'assign', no, '22CH009');
  expect((await assign('1')).stderr).toBe(
    'error: Line 1 was that of receipt 2025-26/0001, reversed since.\n' +
      'hint: to put it into suspense again: mess payment suspense reopen 1 --reason TEXT\n',
  );
  expect((await assign('2')).stderr).toBe(
    'error: Line 2 was taken out of the books.\n' +
      'hint: to put it into suspense again: mess payment suspense reopen 2 --reason TEXT\n',
  );
  expect(await mess('payment', 'suspense', 'reopen', '1', '--reason', 'it is there')).toMatchObject(
    { code: 0, stdout: 'Line 1 of 2025-06-03, 500.00: in suspense again.\n' },
  );
  await mess.do('payment suspense reopen 2 --reason "it is there"');
  expect(balances(mess)).toEqual({ suspense: -110000, upi: 110000 });
  await mess.do(
    'payment suspense assign 1 22CH009 --yes',
    'payment suspense ignore 2 --reason tins',
  );
  expect(await mess.json('payment', 'payers')).toMatchObject([
    { payer: 'zoya@okaxis', studentId: '22CH009' },
  ]);
  expect(balances(mess)).toEqual({ dues: -50000, income: -60000, upi: 110000 });
  // What was said to be no student's comes back, too.
  await mess.do('payment suspense reopen 2 --reason "a student came"');
  expect(balances(mess)).toEqual({ dues: -50000, suspense: -60000, upi: 110000 });
  await mess.do('payment suspense ignore 2 --reason tins');
  expect(balances(mess)).toEqual({ dues: -50000, income: -60000, upi: 110000 });
  expect((await mess('payment', 'suspense', 'reopen', '1', '--reason', 'x')).stderr).toBe(
    'error: Line 1 is that of receipt 2025-26/0002.\n' +
      "hint: if it is another's: mess payment reverse 2025-26/0002 --reason TEXT, and then mess payment suspense assign 1 ID\n",
  );
  await checkJournal(mess);
  await mess.do('db verify', 'audit verify');
});

test('an import is undone with what came back into suspense, and none of it comes back then', async () => {
  const mess = await createImported();
  await mess.do(
    'payment reverse 2025-26/0001 --reason wrong',
    'payment suspense assign 1 22CH009 --yes',
  );
  expect((await mess('payment', 'undo', '1', '--reason', 'x')).stderr).toContain(
    'receipts were given for its lines: 2025-26/0002.',
  );
  await mess.do('payment reverse 2025-26/0002 --reason wrong');
  expect((await mess('payment', 'undo', '1', '--reason', 'x')).stdout).toContain(
    ': 2 lines of no student taken out.\n',
  );
  expect(balances(mess)).toEqual({});
  expect(await suspended(mess)).toEqual([]);
  expect((await mess('payment', 'suspense', 'reopen', '1', '--reason', 'x')).stderr).toBe(
    'error: Line 1 was taken back with its import.\nhint: mess payment suspense list\n',
  );
  expect(await mustImport(mess, FILE)).toMatchObject({ posted: [{ receipt: '2025-26/0003' }] });
  await mess.do('db verify');
});

test('what somebody typed and the file only knew again is not of the file when it is taken back', async () => {
  const mess = await createPayers();
  await mess.do(
    'payment record 22CH009 --amount 500 --method cash --reference 515412345601 --date 2025-06-03',
  );
  await mustImport(mess, FILE);
  await mess.do('payment reverse 2025-26/0001 --reason "by UPI, and of another"');
  expect(await suspended(mess)).toMatchObject([{ no: 2 }]);
  expect((await mess('payment', 'suspense', 'reopen', '1', '--reason', 'x')).stderr).toBe(
    'error: Line 1 was that of receipt 2025-26/0001, reversed since.\n' +
      'hint: whose it is: mess payment record ID --amount 500.00 --method cash --date 2025-06-03 --reference 515412345601\n',
  );
  expect(await mustImport(mess, FILE, '--again')).toMatchObject({
    posted: [{ studentId: '22CE017' }],
  });
});

test('who was given the money for a while is named in no line of the bank once anonymised', async () => {
  const mess = await createImported();
  await mess.do(
    'payment suspense assign 2 22CE017',
    'payment reverse 2025-26/0002 --reason wrong',
    'payment suspense assign 2 22CH009',
    'payment refund 22CH009 --amount 600 --method cash',
    'student remove 22CH009 --on 2025-07-31',
    'student anonymise 22CH009 --yes',
  );
  const lines = JSON.stringify(mess.rows('select narration, payer from bank_lines order by no'));
  expect(lines).toContain('ZOYA');
  expect(lines.toLowerCase()).not.toContain('uncle');
  await mess.do('db verify', 'audit verify');
});

test('a line whose note names others is given to somebody else after a warning', async () => {
  const mess = await createPayers();
  await mustImport(mess, `${HEADER}03/06/2025,NEFT 22CE017 22CH009 FEES,,,500.00\n`);
  const assign = 'payment suspense assign 1 21CS014'.split(' ');
  expect(await mess.with({ answers: [false] })(...assign)).toMatchObject({
    code: 130,
    stdout: '',
    stderr: expect.stringContaining('warning: Its note names 22CE017 and 22CH009.\n'),
  });
  const done = await mess(...assign);
  expect(done).toMatchObject({
    code: 0,
    stderr:
      'warning: Its note names 22CE017 and 22CH009.\n' +
      'If that is wrong: mess payment reverse 2025-26/0001 --reason TEXT\n',
  });
  await mess.do('payment reverse 2025-26/0001 --reason wrong');
  expect(
    await mess.json('payment', 'suspense', 'split', '1', '22CE017', '200', '22CH009', '300'),
  ).toMatchObject({ warnings: [] });
});

test('a clerk gives to a student what came back into suspense, and puts nothing there', async () => {
  const mess = await createImported();
  await mess.do(
    'payment reverse 2025-26/0001 --reason wrong',
    'payment suspense ignore 2 --bounced --reason "sent back"',
  );
  await signInAs(mess, 'clerk');
  expect((await mess('payment', 'suspense', 'reopen', '2', '--reason', 'x')).code).toBe(5);
  await mess.do('payment suspense assign 1 22CE017');
});

test('parts that came back on different days are in suspense until they are given on', async () => {
  const mess = await createImported();
  await mess.do(
    'payment suspense split 2 22CE017 400 22CH009 200',
    'payment reverse 2025-26/0003 --reason wrong',
  );
  passMs(mess, 8 * 24 * 3600_000);
  await trySignIn(mess);
  await mess.do(
    'payment reverse 2025-26/0002 --reason wrong',
    'payment suspense assign 2 21CS014 --yes',
  );
  // On no day the bank has less than came by then.
  for (const day of ['2025-08-01', '2025-08-05', '2025-08-09']) {
    expect([day, await bankAt(mess, day)]).toEqual([day, 110000n]);
  }
});

test('what bounced of a line that was shared is put back although another part is in suspense', async () => {
  const mess = await createImported();
  await mess.do(
    'payment suspense split 2 22CE017 400 22CH009 200',
    'payment reverse 2025-26/0002 --reason wrong',
    'payment reverse 2025-26/0003 --bounced --reason "sent back"',
  );
  expect(await suspended(mess)).toMatchObject([{ no: 2, amount: '400.00' }]);
  expect((await mess('payment', 'suspense', 'reopen', '2', '--reason', 'it is there')).stdout).toBe(
    'Line 2 of 2025-06-04, 200.00: in suspense again.\n',
  );
  expect(await suspended(mess)).toMatchObject([{ no: 2, amount: '600.00' }]);
  expect((await mess('payment', 'suspense', 'reopen', '2', '--reason', 'x')).stderr).toContain(
    'Line 2 is in suspense already.',
  );
  expect((await mess('payment', 'reverse', '2025-26/0001', '--reason', 'x')).code).toBe(0);
  expect((await mess('payment', 'undo', '1', '--reason', 'x')).stdout).toContain(
    ': 2 lines of no student taken out.\n',
  );
});
