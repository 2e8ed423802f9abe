import { expect, test } from 'vitest';
import { signInAs } from '../../../support/records/month.ts';
import { balances, createPayers, mustImport } from '../../../support/records/statements.ts';

const HEADER = 'Date,Narration,Ref,Debit,Credit\n';
const line = (day: number, text: string, amount: number, rrn = '') =>
  `0${day}/06/2025,${text},${rrn},,${amount}.00\n`;
const UNCLE = 'UPI/UNCLE/UNCLE.SAM@OKAXIS/RENT';

async function tell(mess: Awaited<ReturnType<typeof createPayers>>, words: string) {
  return (await mess(...words.split(' '))).stdout;
}

test('money of nobody waits in suspense, and who is told of a payer knows it the next time', async () => {
  const mess = await createPayers();
  const june = HEADER + line(3, UNCLE, 500, '515412345601') + line(4, UNCLE, 600, '515512345602');
  expect(await mustImport(mess, june)).toMatchObject({ posted: [], suspense: [{}, {}] });
  expect(balances(mess)).toEqual({ suspense: -110000, upi: 110000 });
  expect(await tell(mess, 'status')).toContain('say whose the money in suspense is\n');
  expect(await tell(mess, 'status')).toContain(
    'Suspense   1,100.00 of nobody knows whom: mess payment suspense list\n',
  );
  expect(await tell(mess, 'payment suspense list')).toMatchInlineSnapshot(`
    "N  Date        Amount  Account  Narration                        Why              Maybe
    ─  ──────────  ──────  ───────  ───────────────────────────────  ───────────────  ─────
    1  2025-06-03  500.00  bank     UPI/UNCLE/UNCLE.SAM@OKAXIS/RENT  nobody is named
    2  2025-06-04  600.00  bank     UPI/UNCLE/UNCLE.SAM@OKAXIS/RENT  nobody is named
    "
  `);
  expect(await tell(mess, 'payment suspense assign 1 22CE017')).toMatchInlineSnapshot(`
    "Receipt 2025-26/0001: 500.00 of 2025-06-03 from 22CE017 Zoya Ansari. Now: 500.00 is credit.
    What comes from uncle.sam@okaxis is taken for that of 22CE017 from now on.
    Of the same payer in suspense: 2.
    "
  `);
  expect(await mess.json('payment', 'suspense')).toMatchObject([{ no: 2, suggestion: '22CE017' }]);
  expect(await tell(mess, 'payment payers')).toMatchInlineSnapshot(`
    "Payer             ID       Payments  Last
    ────────────────  ───────  ────────  ──────────
    uncle.sam@okaxis  22CE017         1  2025-06-03
    "
  `);
  // The receipt is of the day on which the money came.
  expect(await mess.json('payment', 'show', '2025-26/0001')).toMatchObject({
    date: '2025-06-03',
    amount: '500.00',
    reference: '515412345601',
    method: 'upi',
  });
  const next = HEADER + line(5, UNCLE, 700, '515612345603');
  expect(await mustImport(mess, next)).toMatchObject({
    posted: [{ studentId: '22CE017', rule: 'payer' }],
  });
  expect(await mustImport(mess, HEADER + line(6, UNCLE, 700), '--no-learned')).toMatchObject({
    suspense: [{ amount: '700.00' }],
  });
  await mess.do('payment payers forget Uncle.Sam@okaxis');
  expect(await mustImport(mess, HEADER + line(7, UNCLE, 800))).toMatchObject({
    suspense: [{ reason: 'nobody is named' }],
  });
  expect(await mustImport(mess, june, '--again')).toMatchObject({ posted: [], suspense: [] });
  expect((await mess('db', 'verify')).code).toBe(0);
});

test('a narration without a blank is shown whole at a narrow terminal, and teaches no payer', async () => {
  const mess = await createPayers();
  const sbi = 'TRANSFER-UPI/CR/630911112222/JOSEPH M/KKBK/jmathew99/payment';
  await mustImport(mess, HEADER + line(3, sbi, 500) + line(4, 'UPI/CR/x/uncle.sam@okax', 600));
  const narrow = await mess.with({ columns: 70, env: { MESS_HOME: mess.home, NO_COLOR: '1' } })(
    'payment',
    'suspense',
  );
  expect(narrow.stdout).toMatchInlineSnapshot(`
    "N  Date        Amount  Narration                 Why             Maybe
    ─  ──────────  ──────  ────────────────────────  ──────────────  ─────
    1  2025-06-03  500.00  TRANSFER-UPI/CR/          nobody is
                           630911112222/JOSEPH       named
                           M/KKBK/jmathew99/payment
    2  2025-06-04  600.00  UPI/CR/x/uncle.sam@okax   nobody is
                                                     named
    "
  `);
  expect(await tell(mess, 'payment suspense show 1')).toMatchInlineSnapshot(`
    "No          1
    Date        2025-06-03
    Amount      500.00
    Account     bank
    Narration   TRANSFER-UPI/CR/630911112222/JOSEPH M/KKBK/jmathew99/payment
    Reference   -
    Reason      nobody is named
    Suggestion  -
    "
  `);
  expect(await tell(mess, 'payment suspense assign 1 22CE017')).toContain(
    '\nNo whole UPI id stands in the line, so this payer is not known the next time.\n',
  );
  expect(await tell(mess, 'payment suspense assign 2 22CE017')).toContain(
    '\nThe bank cut off the UPI id in the line, which may be that of several, so this payer',
  );
  expect((await mess('payment', 'suspense', 'show', '1')).code).toBe(8);
});

test('a payer of two teaches neither', async () => {
  const mess = await createPayers();
  const twice = HEADER + line(3, `${UNCLE} 22CE017`, 500) + line(4, `${UNCLE} 22CH009`, 600);
  expect((await mustImport(mess, twice)).posted).toHaveLength(2);
  expect(await mustImport(mess, HEADER + line(5, UNCLE, 700))).toMatchObject({
    suspense: [{ reason: 'this payer pays for 22CE017 and 22CH009' }],
  });
});

test("a line is shared by several, or is nobody's", async () => {
  const mess = await createPayers();
  await mustImport(mess, HEADER + line(3, 'CHQ DEP 000123', 500) + line(4, 'CHQ DEP TINS', 40));
  const split = 'payment suspense split 1 22CE017';
  expect(await mess(...`${split} 300 22CH009 150`.split(' '))).toMatchObject({
    code: 8,
    stderr: expect.stringContaining('The parts come to 450.00, and line 1 is 500.00.'),
  });
  expect((await mess(...`${split} 300 22CH009`.split(' '))).code).toBe(2);
  expect(await tell(mess, `${split} 300 22CH009 200`)).toMatchInlineSnapshot(`
    "Receipt 2025-26/0001: 300.00 of 2025-06-03 from 22CE017 Zoya Ansari. Now: 300.00 is credit.
    Receipt 2025-26/0002: 200.00 of 2025-06-03 from 22CH009 Kavya Reddy. Now: 200.00 is credit.
    "
  `);
  expect(await mess('payment', 'suspense', 'ignore', '2', '--reason', 'old tins')).toMatchObject({
    stdout: 'Line 2 of 2025-06-04, 40.00: other income of the mess.\n',
  });
  expect(await tell(mess, 'payment suspense')).toBe('Nothing is in suspense.\n');
  expect(balances(mess)).toEqual({ cheque: 54000, dues: -50000, income: -4000 });
  expect(await mess('payment', 'undo', '1', '--reason', 'x')).toMatchObject({
    code: 8,
    stderr: expect.stringContaining(
      'receipts were given for its lines: 2025-26/0001, 2025-26/0002.',
    ),
  });
});

test('what was ignored is given to a student after all, or goes with its import', async () => {
  const mess = await createPayers();
  const text = HEADER + line(3, UNCLE, 500, '515412345601') + line(4, 'CHQ DEP TINS', 40);
  await mustImport(mess, text);
  await mess.do(
    'payment suspense ignore 1 --reason tins',
    'payment suspense ignore 2 --reason tins',
  );
  const record = 'payment record 22CE017 --amount 500 --method upi --reference 515412345601';
  expect(await mess(...record.split(' '))).toMatchObject({
    code: 8,
    stderr:
      "error: 515412345601 is in the bank's file, as line 1, which was ignored.\n" +
      'hint: if it is that money: mess payment suspense assign 1 ID\n',
  });
  await mess.do('payment suspense assign 1 22CE017');
  expect(balances(mess)).toEqual({ upi: 50000, cheque: 4000, dues: -50000, income: -4000 });
  await mess.do('payment reverse 2025-26/0001 --reason "Of another"');
  await mess.do('payment undo 1 --reason twice');
  expect(balances(mess)).toEqual({});
  expect((await mess('db', 'verify')).code).toBe(0);
});

test('an import that was undone leaves nothing but used numbers, and what it taught is forgotten', async () => {
  const mess = await createPayers();
  const text = HEADER + line(3, `${UNCLE} MESS 22CE017`, 500) + line(4, 'CHQ DEP 1', 40);
  await mustImport(mess, text);
  expect(await tell(mess, 'payment undo 1 --reason twice')).toBe(
    `Undone: import 1 of ${mess.home}/statement.csv: 1 receipt reversed, 1 line of no student taken out.\n`,
  );
  expect(balances(mess)).toEqual({});
  expect(await mess.json('payment', 'payers')).toEqual([]);
  expect(await mess.json('payment', 'imports')).toMatchObject([
    { import: 1, new: 2, undone: true },
  ]);
  expect(await mustImport(mess, text)).toMatchObject({ posted: [{ receipt: '2025-26/0002' }] });
});

test('what stands in suspense is not taken a second time by hand', async () => {
  const mess = await createPayers();
  await mustImport(mess, HEADER + line(3, UNCLE, 500, '515412345601'));
  const record = 'payment record 22CE017 --amount 500 --method upi --reference 0000515412345601';
  expect((await mess(...record.split(' '))).code).toBe(8);
  await mess.do('payment suspense assign 1 22CE017');
  expect((await mess(...record.split(' '))).stderr).toContain('is that of receipt 2025-26/0001');
});

test('a clerk imports and assigns, and takes nothing back', async () => {
  const mess = await createPayers();
  await signInAs(mess, 'clerk');
  await mustImport(mess, HEADER + line(3, UNCLE, 500) + line(4, UNCLE, 600));
  await mess.do('payment suspense assign 1 22CE017');
  for (const words of [
    'payment undo 2 --reason x',
    'payment suspense ignore 2 --reason x',
    'payment payers forget uncle.sam@okaxis',
  ]) {
    expect([words, (await mess(...words.split(' '))).code]).toEqual([words, 5]);
  }
});
