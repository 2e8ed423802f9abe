import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { encodeStudent } from '../../../src/domain/payments/journal/names.ts';
import { expectBeancount } from '../../support/journal/beancount.ts';
import { checkJournal, readJournal } from '../../support/journal/exported.ts';
import { hasHledger, runHledger } from '../../support/journal/hledger.ts';
import { createMess, type TestMess } from '../../support/mess.ts';
import { NAMES } from '../../support/records/hostile.ts';
import { insertStudents } from '../../support/records/students.ts';

async function createSmallMess(): Promise<TestMess> {
  const mess = await createMess();
  await mess.do(
    'student add a/b --name "Asha Rao" --branch CSE --phone 9876543210',
    'student add S.2 --name "Ravi \\; Shah" --branch ECE --phone 9876543211',
    'settings --accounts-from 2025-05',
    'attendance record a/b --month 2025-05 --days 10',
    'attendance record S.2 --month 2025-05 --days 20',
    'bill register --month 2025-05 --total 90 --fixed 11 --yes',
    'payment record a/b --amount 30.50 --method upi --reference 515412345678 --note "x; y | z"',
  );
  return mess;
}

test('bills, receipts and what takes them back, each in an entry that adds up to nothing', async () => {
  const mess = await createSmallMess();
  await mess.do(
    'payment reverse 2025-26/0001 --reason twice',
    'attendance record a/b --month 2025-05 --days 20 --replace',
    'bill revise --month 2025-05 --reason corrected --yes',
    'deposit receive S.2 --amount 500 --method cash',
    'bill void --month 2025-05 --reason wrong --yes',
  );
  const { stdout } = await mess('export', 'journal');
  expect(stdout).toBe(`; The journal of Ganga Mess

decimal-mark .
commodity 1000.00 INR

account Assets:Cash
account Assets:Bank:UPI
account Assets:Bank:Account
account Assets:Bank:Cheques
account Assets:Other
account Assets:Clearing
account Liabilities:Suspense
account Equity:Opening
account Income:Mess:Dividing
account Income:Mess:PerHead
account Income:Mess:Fixed
account Income:Mess:Charges
account Income:Mess:Undivided
account Income:LateFees
account Income:Other
account Expenses:WrittenOff
account Expenses:CashDifference
account Equity:CashTakenOut
account Liabilities:Creditors
account Assets:Receivable:S.2  ; Ravi \\, Shah
account Assets:Receivable:a/b  ; Asha Rao
account Liabilities:Deposits:S.2  ; Ravi \\, Shah

2025-06-01 * (bill-2025-05-1) Bill of May 2025
    Assets:Receivable:a/b  35.50 INR
    Assets:Receivable:S.2  65.50 INR
    Income:Mess:Dividing  -90.00 INR
    Income:Mess:Fixed  -11.00 INR

2025-06-01 * (payment-1) Payment 2025-26/0001, upi, 515412345678, x, y , z
    Assets:Bank:UPI  30.50 INR
    Assets:Receivable:a/b  -30.50 INR

2025-06-01 * (reversal-2) Reversal, of payment-1, upi, twice
    ; reverses:payment-1
    Assets:Bank:UPI  -30.50 INR
    Assets:Receivable:a/b  30.50 INR

2025-06-01 * (bill-2025-05-2) Bill of May 2025, revision 2
    Assets:Receivable:a/b  15.00 INR
    Assets:Receivable:S.2  -15.00 INR

2025-06-01 * (deposit-3) Deposit D/2025-26/0001, cash
    Assets:Cash  500.00 INR
    Liabilities:Deposits:S.2  -500.00 INR

2025-06-01 * (bill-2025-05-2-void) Bill of May 2025 voided
    ; reverses:bill-2025-05-2
    Assets:Receivable:a/b  -50.50 INR
    Assets:Receivable:S.2  -50.50 INR
    Income:Mess:Dividing  90.00 INR
    Income:Mess:Fixed  11.00 INR

2025-06-01 * (proof) Proof
    Assets:Receivable:S.2  0 = 0.00 INR
    Assets:Receivable:a/b  0 = 0.00 INR
    Liabilities:Deposits:S.2  0 = -500.00 INR
`);
  await checkJournal(mess);
});

test('two exports differ by what is new, which stands at the end', async () => {
  const mess = await createSmallMess();
  const entries = async () => readJournal((await mess('export', 'journal')).stdout).transactions;
  const before = await entries();
  await mess.do('payment record S.2 --amount 1 --method cash --date 2025-05-31');
  const after = await entries();
  expect(after.slice(0, -1)).toEqual(before);
  expect(after.at(-1)).toMatchObject({ code: 'payment-2', date: '2025-05-31' });
});

test('money of a closed day stands on the first open one, and says of which day it is', async () => {
  const mess = await createSmallMess();
  await mess.do(
    'books close --through 2025-05-30',
    'payment record S.2 --amount 1 --method cash --date 2025-05-29',
  );
  const [hledger, beancount] = await Promise.all(
    ['hledger', 'beancount'].map((format) => mess('export', 'journal', '--format', format)),
  );
  expect(hledger?.stdout).toContain(
    '\n2025-05-31 * (payment-2) Payment 2025-26/0002, cash\n    ; money-date:2025-05-29\n',
  );
  expect(beancount?.stdout).toContain(
    '\n2025-05-31 * "Payment 2025-26/0002, cash" ^payment-2\n  money-date: 2025-05-29\n',
  );
  expectBeancount(beancount?.stdout ?? '');
});

test('names that are hostile break nothing', async (ctx) => {
  const mess = await createMess();
  const students = NAMES.map((name, index) => ({
    id: `S${index}`,
    name: name.slice(0, 100),
    branch: 'B',
  }));
  insertStudents(mess, students);
  await mess.do('settings --accounts-from 2025-05', 'opening set S1 --amount 1');
  const notes = ['a; b', 'date:2020-01-01', 'two  blanks', '"quoted" \\', '(x) | y', '= 5', '@ 3'];
  for (const note of notes) {
    const line = ['payment', 'record', 'S1', '--amount', '1', '--method', 'cash', '--again'];
    expect(await mess(...line, '--yes', '--note', note)).toMatchObject({ code: 0 });
  }
  for (const head of ['Gas: LPG', '(Milk)', 'Rice;', '[Tea]', 'सब्ज़ी']) {
    await mess('purchase', 'heads', 'add', head, '--kind', 'fixed');
    await mess('purchase', 'add', '--date', '2025-05-01', '--head', head, '--amount', '5');
  }
  await mess.do('purchase void 1 --reason twice --yes');
  const { transactions } = await checkJournal(mess);
  const bought = transactions.filter(({ code }) => code.startsWith('purchase-'));
  expect(bought.map(({ code, sides }) => `${code} ${sides[0]?.join(' ')}`)).toEqual([
    'purchase-1 Expenses:Purchases:Gas-3a LPG 500',
    'purchase-2 Expenses:Purchases:-28Milk) 500',
    'purchase-3 Expenses:Purchases:Rice-3b 500',
    'purchase-4 Expenses:Purchases:-5bTea-5d 500',
    'purchase-5 Expenses:Purchases:सब्ज़ी 500',
    'purchase-1-void Expenses:Purchases:Gas-3a LPG -500',
  ]);
  expect(transactions.length).toBeGreaterThan(notes.length);
  const { stdout } = await mess('export', 'journal', '--format', 'beancount', '--with-purchases');
  expectBeancount(stdout);
  if (!hasHledger) ctx.skip('hledger is not installed');
});

test('a file is for the program that its name is of, and other answers are no journals', async () => {
  const mess = await createSmallMess();
  const [journal, beancount] = ['a.journal', 'a.beancount'].map((name) => join(mess.home, name));
  await mess.do(`export journal --output ${journal}`, `export journal -o ${beancount}`);
  expect(await readFile(journal ?? '', 'utf8')).toBe((await mess('export', 'journal')).stdout);
  expectBeancount(await readFile(beancount ?? '', 'utf8'));
  const refused: readonly (readonly [string, string])[] = [
    ['student list --format hledger', 'error: --format hledger: this answer is no journal.'],
    ['student list --output HOME/s.journal', 's.journal: this answer is no journal.'],
    ['export journal --json', '"json: a journal is for hledger or beancount."'],
    ['export journal --output HOME/j.csv', 'error: csv: a journal is for hledger or beancount.'],
    ['export journal --fields date', 'error: --fields is not for a journal.'],
  ];
  for (const [line, said] of refused) {
    const { code, stderr } = await mess(...line.replace('HOME', mess.home).split(' '));
    expect([line, code]).toEqual([line, 2]);
    expect(stderr).toContain(said);
  }
  await expect(stat(join(mess.home, 'j.csv'))).rejects.toThrow();
});

test('of some days alone there is no proof; without accounts there is no journal', async () => {
  const mess = await createSmallMess();
  await mess.do('payment record S.2 --amount 1 --method cash --date 2025-05-31');
  const read = async (...options: string[]) =>
    readJournal((await mess('export', 'journal', ...options)).stdout);
  const [early, late] = [await read('--to', '2025-05-31'), await read('--from', '2025-06-01')];
  expect(early.transactions.map(({ code }) => code)).toEqual(['payment-2']);
  expect(late.transactions.map(({ code }) => code)).toEqual(['bill-2025-05-1', 'payment-1']);
  expect([early.proof, late.proof]).toEqual([undefined, undefined]);
  const other = await createMess();
  expect(await other('export', 'journal')).toMatchObject({
    code: 8,
    stdout: '',
    stderr: expect.stringContaining('keeps no accounts of its students yet'),
  });
});

describe('accounts that the mess names', () => {
  test('are so in the journal, until all are reset', async () => {
    const mess = await createSmallMess();
    await mess.do(
      'export accounts set receivable Assets:Debtors',
      'export accounts set upi Assets:Bank:SBI-1',
    );
    const { stdout } = await mess('export', 'journal');
    expect(stdout).toContain(
      '    Assets:Bank:SBI-1  30.50 INR\n    Assets:Debtors:a/b  -30.50 INR\n',
    );
    if (hasHledger) runHledger(stdout, 'check', '--strict');
    expect(await mess.json('export', 'accounts', 'reset')).toContainEqual({
      ...{ name: 'upi', account: 'Assets:Bank:UPI', own: false },
    });
    await checkJournal(mess);
    expect((await mess('export', 'accounts', 'reset')).stdout).toMatch(/^Nothing changed/);
  });

  test('are none of students, and are written so that both programs take them', async () => {
    const mess = await createSmallMess();
    const line = ['export', 'accounts', 'set', 'cash'];
    for (const account of ['Assets:Receivable', 'Assets:Receivable:X', 'Liabilities:Deposits:1']) {
      expect(await mess(...line, account)).toMatchObject({ code: 8 });
    }
    for (const account of ['Cash', 'Assets', 'assets:cash', 'Assets:a b', 'Assets:', 'Assets::X']) {
      expect(await mess(...line, account)).toMatchObject({ code: 2 });
    }
    expect(await mess('export', 'accounts', 'set', 'deposit', 'Assets:Receivable:D')).toMatchObject(
      {
        code: 8,
      },
    );
    expect(await mess(...line, 'Assets:Bank:UPI')).toMatchObject({ code: 0 });
    await checkJournal(mess);
  });
});

test.each([
  ['21CS014', 'S-21CS014'],
  ['a/b', 'S-a-2fb'],
  ['a-2fb', 'S-a-2d2fb'],
  ['a_b.c', 'S-a-5fb-2ec'],
])('%s is %s for beancount', (id, name) => {
  expect(encodeStudent(id)).toBe(name);
});
