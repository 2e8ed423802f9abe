import { expect, test } from 'vitest';
import type { DuesDocument } from '../../../src/documents/schemas/payments/payments.ts';
import type { TestMess } from '../../support/mess.ts';
import { createBilledMay, signInAs } from '../../support/records/month.ts';

async function createAccounts(): Promise<TestMess> {
  const mess = await createBilledMay();
  await mess.do('settings --accounts-from 2025-06 --quiet');
  return mess;
}

const importing = (mess: TestMess, csv: string, ...options: string[]) =>
  mess.with({ stdin: csv })('opening', 'import', '-', ...options);

const balances = async (mess: TestMess) =>
  (await mess.json<DuesDocument[]>('dues', 'list')).map(({ studentId, balance }) => [
    studentId,
    balance,
  ]);

const PAPER = [
  'Roll No,Name,Old Dues',
  's001,Asha Rao,"₹1,250.50"',
  'S002,Vikram Shah,-300',
  'S003,Sita Devi,75 Cr',
  'S004,Dev Anand,0',
  '',
].join('\n');

test('what each owed is taken from a file, as people write it, all at once', async () => {
  const mess = await createAccounts();
  expect((await importing(mess, PAPER, '--dry-run')).stdout).toContain(
    '3 new, 0 changed, 1 unchanged',
  );
  expect(await balances(mess)).toEqual([]);
  expect(await importing(mess, PAPER)).toMatchObject({ code: 0, stderr: '' });
  const owed = [
    ['S001', '1250.50'],
    ['S003', '-75.00'],
    ['S002', '-300.00'],
  ];
  expect(await balances(mess)).toEqual(owed);
  // The same again is nothing new, also with a row more.
  const grown = PAPER.replace('S004,Dev Anand,0', 'S004,Dev Anand,40 Dr');
  expect((await importing(mess, grown)).stdout).toContain('1 new, 0 changed, 3 unchanged');
  expect(await balances(mess)).toEqual([owed[0], ['S004', '40.00'], owed[1], owed[2]]);
  expect((await mess('db', 'verify')).code).toBe(0);
});

test('of a file with mistakes nothing is written, and each is named', async () => {
  const mess = await createAccounts();
  await mess.do('opening set S004 --amount 12');
  const faulty = 'id,amount\nS001,10\nS0O2,20\nS001,30\nS003,ten\nS002,\nS004,13\n';
  expect(await importing(mess, faulty)).toMatchInlineSnapshot(`
    {
      "code": 6,
      "stderr": "stdin:3: id: no such student; is it S002? (S0O2)
    stdin:4: id: the student is on line 2 already (S001)
    stdin:5: amount: not an amount of money; write it like 74000 or 74,000.50 (ten)
    stdin:7: id: 12.00 was stated already (S004)
    error: stdin has 4 mistakes: bad amount, duplicate, opening stated, unknown student. Nothing was written.
    hint: correct the file and import it again, or take its good rows with --partial
    ",
      "stdout": "",
    }
  `);
  expect(await balances(mess)).toEqual([['S004', '12.00']]);
});

test('what was stated meanwhile is not stated twice', async () => {
  const mess = await createAccounts();
  await mess.do('opening set S001 --amount 1250.50');
  expect((await importing(mess, PAPER)).stdout).toContain('2 new, 0 changed, 2 unchanged');
  expect((await importing(mess, PAPER.replace('75 Cr', '76 Cr'))).code).toBe(6);
});

test('without accounts nothing is stated, nor by a clerk', async () => {
  const mess = await createBilledMay();
  expect((await importing(mess, PAPER)).code).toBe(8);
  await mess.do('settings --accounts-from 2025-06 --quiet');
  await signInAs(mess, 'clerk');
  expect((await importing(mess, PAPER)).code).toBe(5);
});
