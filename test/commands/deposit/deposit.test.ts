import { expect, test } from 'vitest';
import type { TestMess } from '../../support/mess.ts';
import { createBilledMay, signInAs } from '../../support/records/month.ts';

/** The four of May, of whom S001 owes 17,475.73, with a deposit of 5,000. */
async function createDeposit(): Promise<TestMess> {
  const mess = await createBilledMay();
  await mess.do(
    'settings --accounts-from 2025-05 --quiet',
    'deposit receive S001 --amount 5,000 --method cash --date 2025-05-02',
  );
  return mess;
}

/** What a command answers to a person. */
async function tell(mess: TestMess, line: string): Promise<string> {
  return (await mess(...line.split(' '))).stdout;
}

test('a deposit has receipts of its own, and pays no dues by itself', async () => {
  const mess = await createDeposit();
  expect(
    await tell(mess, 'deposit receive S002 --amount 5000 --method upi --reference 515412345678'),
  ).toBe(
    'Receipt D/2025-26/0002: 5,000.00 by upi from S002 Vikram Shah, held as a deposit. Now: 16,310.68 is owed; deposit held: 5,000.00.\n',
  );
  expect(await tell(mess, 'payment record S001 --amount 100 --method cash')).toContain(
    'Receipt 2025-26/0001',
  );
  expect(await tell(mess, 'dues show S001')).toMatchInlineSnapshot(`
    "S001 Asha Rao, CSE (INR)

    Date                        Receipt           Debit  Credit    Balance
    ──────────  ──────────────  ────────────  ─────────  ──────  ─────────
    2025-06-01  Bill, May 2025                17,475.73          17,475.73
    2025-06-01  Paid, cash      2025-26/0001             100.00  17,375.73

    17,375.73 is owed.
      17,375.73  bill of May 2025, due 2025-06-10
    Deposit held apart: 5,000.00.
    "
  `);
  expect(await mess.json('dues', 'show', 'S001')).toMatchObject({
    balance: '17375.73',
    deposit: '5000.00',
  });
  expect(await mess.json('dues', 'show', 'S001', '--to', '2025-05-01')).toMatchObject({
    deposit: '0.00',
  });
  expect(await tell(mess, 'deposit list')).toMatchInlineSnapshot(`
    "ID    Name         Branch  Received  Used  Refunded      Held
    ────  ───────────  ──────  ────────  ────  ────────  ────────
    S001  Asha Rao     CSE     5,000.00  0.00      0.00  5,000.00
    S002  Vikram Shah  ECE     5,000.00  0.00      0.00  5,000.00

    2 students: 10,000.00 held
    "
  `);
  expect((await mess('db', 'verify')).code).toBe(0);
});

test('dues are paid out of it as far as it goes, and the rest is given back', async () => {
  const mess = await createDeposit();
  await mess.do('payment record S001 --amount 16,000 --method cash');
  expect(await tell(mess, 'deposit use S001 --month 2025-05')).toBe(
    'Voucher V3: Used 1,475.73 of the deposit of S001 Asha Rao for May 2025. Now: nothing is owed; deposit held: 3,524.27.\n',
  );
  expect(await tell(mess, 'deposit refund S001 --amount 24.27 --method cash')).toBe(
    'Voucher V4: Paid back 24.27 by cash of the deposit of S001 Asha Rao. Now: nothing is owed; deposit held: 3,500.00.\n',
  );
  expect(await mess.json('deposit', 'refund', 'S001', '--method', 'bank')).toMatchObject({
    kind: 'deposit refund',
    amount: '3500.00',
    deposit: '0.00',
  });
  expect(await tell(mess, 'deposit list')).toBe('No deposits are held.\n');
  expect(await mess.json('deposit', 'list', '--all')).toMatchObject([
    { studentId: 'S001', received: '5000.00', used: '1475.73', refunded: '3524.27', held: '0.00' },
  ]);
});

test.each([
  ['deposit use S001 --amount 5000.01', 'Of S001, 5,000.00 are held as a deposit.'],
  ['deposit use S002', 'Of S002, nothing is held as a deposit.'],
  ['deposit use S003 --amount 9000', 'S003 owes 8,737.86, not 9,000.00.'],
  ['deposit refund S001 --amount 5000.01 --method cash', 'Of S001, 5,000.00 are held'],
  ['deposit refund S002 --method cash', 'Of S002, nothing is held as a deposit.'],
])('%s is refused', async (line, sentence) => {
  const mess = await createDeposit();
  expect(await mess(...line.split(' '))).toMatchObject({
    code: 8,
    stdout: '',
    stderr: expect.stringContaining(sentence),
  });
});

test('a deposit that was entered wrongly is taken back by its receipt, unless it is used', async () => {
  const mess = await createDeposit();
  expect(await mess.json('payment', 'show', 'D/2025-26/0001')).toMatchObject({
    studentId: 'S001',
    amount: '5000.00',
  });
  await mess.do('deposit use S001 --amount 0.01');
  const reverse = ['payment', 'reverse', 'D/2025-26/0001', '--reason', 'typo'] as const;
  expect((await mess(...reverse)).code).toBe(8);
  await mess.do(
    'deposit receive S001 --amount 10 --method cash',
    'payment reverse D/2025-26/0002 --reason typo',
    'deposit receive S002 --amount 10 --method cash',
  );
  expect(await mess.json('deposit', 'list')).toMatchObject([
    { studentId: 'S001', received: '5000.00', held: '4999.99' },
    { studentId: 'S002', received: '10.00', held: '10.00' },
  ]);
  expect(await mess.json('dues', 'show', 'S001')).toMatchObject({ balance: '17475.72' });
});

test('a clerk receives deposits, and a manager alone uses and refunds them', async () => {
  const mess = await createDeposit();
  await signInAs(mess, 'clerk');
  await mess.do('deposit receive S002 --amount 10 --method cash');
  expect((await mess('deposit', 'use', 'S001')).code).toBe(5);
  expect((await mess('deposit', 'refund', 'S001', '--method', 'cash')).code).toBe(5);
});
