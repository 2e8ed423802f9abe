import { expect, test } from 'vitest';
import { plant } from '../../../support/books/planted.ts';
import type { TestMess } from '../../../support/mess.ts';
import { createPayers, mustImport } from '../../../support/records/statements.ts';

const FILE = `Date,Narration,Ref,Debit,Credit
03/06/2025,UPI/ZOYA ANSARI/ZOYA@OKAXIS/MESS 22CE017,515412345601,,100.00
04/06/2025,UPI/UNCLE  ANSARI/UNCLE.SAM@OKAXIS/RENT,,,200.00
05/06/2025,UPI/SOMEBODY/SOME.BODY@OKAXIS/RENT,515612345603,,300.00
`;

/** Whose two lines came by her note and by hand, and who left with nothing owed; one is of nobody yet. */
async function createLeaver(): Promise<TestMess> {
  const mess = await createPayers();
  await mustImport(mess, FILE);
  await mess.do(
    'payment suspense assign 2 22CE017',
    'payment refund 22CE017 --amount 300 --method cash',
    'student remove 22CE017 --on 2025-07-31',
  );
  return mess;
}

const anonymise = (mess: TestMess) => mess('student', 'anonymise', '22CE017', '--yes');

test('who is anonymised is named in no line of the bank, and no line is booked twice for that', async () => {
  const mess = await createLeaver();
  const lines = () => JSON.stringify(mess.rows('select narration, payer from bank_lines'));
  expect((await mess.json<object[]>('payment', 'payers')).length).toBe(2);
  expect(lines()).toContain('UNCLE');
  expect(await anonymise(mess)).toMatchObject({
    code: 0,
    stdout:
      "22CE017 is anonymised: name, phone number and e-mail address are out of the roll, of 2 entries of the record and of 2 lines of the bank's files.\n",
  });
  for (const text of ['ZOYA', 'UNCLE', 'zoya', 'uncle']) expect(lines()).not.toContain(text);
  expect(lines()).toContain('SOMEBODY');
  expect(await mess.json('payment', 'payers')).toEqual([]);
  await mess.do('db verify', 'audit verify');
  const longer = `${FILE.replace('UNCLE  ANSARI', 'UNCLE ANSARI')}06/06/2025,UPI/NEW/NEW@OKAXIS,,,1.00\n`;
  expect(await mustImport(mess, longer)).toMatchObject({
    known: { lines: 3, amount: '600.00' },
    posted: [],
    suspense: [{ amount: '1.00' }],
    missing: [],
  });
  await mess.do('payment undo 2 --reason x');
  await mess.do('db verify');
  plant(mess, ["update bank_lines set narration = '(anonymised) 0' where no = 1"]);
  expect((await mess('db', 'verify')).stderr).toContain('1 to 3 are not those that entry');
});

test('lines that are not what was written are not made unknown', async () => {
  const mess = await createLeaver();
  plant(mess, ["update bank_lines set narration = 'UPI/ELSE' where no = 3"]);
  expect(await anonymise(mess)).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(
      /^error: The lines of import \d are not those that were written\./,
    ),
  });
});
