import { expect, test } from 'vitest';
import type { AccountDocument } from '../../../src/documents/schemas/payments/payments.ts';
import { readRows } from '../../support/books/schema.ts';
import type { TestMess } from '../../support/mess.ts';
import { createBilledMay, signInAs } from '../../support/records/month.ts';
import { OWNER, PASSWORD } from '../../support/template.ts';

/** May, due on 10 June, in which everything was done that has no receipt: each a voucher. */
async function createVouchers(): Promise<TestMess> {
  const mess = await createBilledMay();
  await mess.do(
    'settings --accounts-from 2025-05 --quiet',
    'settings --late-fee "from 11: 50" --quiet',
  );
  mess.now = new Date('2025-06-20T06:00:00Z');
  await signInOwner(mess);
  await mess.do(
    'dues fines --month 2025-05 --yes --quiet',
    'payment record S001 --amount 18000 --method cash',
    'deposit receive S002 --amount 5000 --method cash',
  );
  return mess;
}

async function signInOwner(mess: TestMess): Promise<void> {
  await mess.with({ stdin: PASSWORD })('admin', 'login', OWNER, '--password-stdin');
}

/** What everybody owes and has a deposit of, and what is in each account of the books. */
async function standing(mess: TestMess) {
  const dues = await mess.json('dues', 'list');
  const deposits = await mess.json('deposit', 'list', '--all');
  const accounts = mess.rows(
    'select account, student_no, sum(amount_minor) as amount from ledger_postings group by 1, 2 having sum(amount_minor) <> 0 order by 1, 2',
  );
  return { dues, deposits, accounts };
}

const UNDONE = [
  [
    'payment refund S001 --amount 24.27 --method cash',
    'Paid back 24.27 by cash to S001 Asha Rao. Now: 450.00 is credit',
    '24.27 of S001 Asha Rao, paid back. Now: 474.27 is credit.',
  ],
  [
    'dues waive S002 --month 2025-05 --reason ill',
    'Waived 50.00 of late fees of S002 Vikram Shah for May 2025',
    '50.00 of S002 Vikram Shah, waived. Now: 16,360.68 is owed.',
  ],
  [
    'dues write-off S002 --amount 60.68 --reason left',
    'Wrote off 60.68 of S002 Vikram Shah',
    '60.68 of S002 Vikram Shah, written off. Now: 16,360.68 is owed.',
  ],
  [
    'deposit use S002 --amount 1000 --month 2025-05',
    'Used 1,000.00 of the deposit of S002 Vikram Shah for May 2025',
    '1,000.00 of S002 Vikram Shah, used of the deposit. Now: 16,360.68 is owed.',
  ],
  [
    'deposit refund S002 --method cash',
    'Paid back 5,000.00 by cash of the deposit of S002 Vikram Shah',
    '5,000.00 of S002 Vikram Shah, paid back of the deposit. Now: 16,360.68 is owed.',
  ],
] as const;

test('what has no receipt is taken back by its voucher, exactly and once', async () => {
  const mess = await createVouchers();
  const before = await standing(mess);
  const reverse = (number: string) => mess('payment', 'reverse', number, '--reason', 'mistake');
  for (const [line, done, undone] of UNDONE) {
    const { stdout } = await mess(...line.split(' '));
    const [, voucher = ''] = /^Voucher (V\d+): /.exec(stdout) ?? [];
    expect(stdout).toContain(`Voucher ${voucher}: ${done}`);
    expect(await standing(mess)).not.toEqual(before);
    expect(await reverse(voucher.toLowerCase())).toEqual({
      code: 0,
      stdout: `Reversed voucher ${voucher}: ${undone}\n`,
      stderr: '',
    });
    expect(await standing(mess)).toEqual(before);
    expect(await reverse(voucher)).toEqual({
      code: 8,
      stdout: '',
      stderr: `error: Voucher ${voucher} is reversed already.\nhint: mess payment list --all\n`,
    });
    expect(await mess.json('payment', 'show', voucher)).toMatchObject({
      ...{ voucher, receipt: null, reversed: true },
    });
  }
  await mess.do('db verify', 'audit verify');
});

test('the account says the voucher of what can be taken back, and of what was', async () => {
  const mess = await createVouchers();
  await mess.do(
    'dues waive S002 --month 2025-05 --reason ill',
    'payment reverse V7 --reason "was of S003"',
    'dues waive S002 --month 2025-05 --reason "ill indeed"',
  );
  expect((await mess('dues', 'show', 'S002')).stdout).toMatchInlineSnapshot(`
    "S002 Vikram Shah, ECE (INR)

    Date                                               Receipt      Debit  Credit    Balance
    ──────────  ─────────────────────────────────────  ───────  ─────────  ──────  ─────────
    2025-06-01  Bill, May 2025                                  16,310.68          16,310.68
    2025-06-20  Late fee, May 2025                                  50.00          16,360.68
    2025-06-20  Late fee waived, May 2025, ill         V7                   50.00  16,310.68
    2025-06-20  Reversal of V7, May 2025, was of S003  V7           50.00          16,360.68
    2025-06-20  Late fee waived, May 2025, ill indeed  V9                   50.00  16,310.68

    16,310.68 is owed.
      16,310.68  bill of May 2025, due 2025-06-10, 10 days overdue
    Deposit held apart: 5,000.00.
    "
  `);
  const { lines } = await mess.json<AccountDocument>('dues', 'show', 'S002');
  expect(lines.map(({ kind, voucher }) => [kind, voucher])).toEqual([
    ['bill', null],
    ['late fee', null],
    ['waiver', 'V7'],
    ['waiver', 'V7'],
    ['waiver', 'V9'],
  ]);
  // A late fee is waived, and has no voucher; nor has what takes something back.
  for (const voucher of ['V1', 'V5', 'V8', 'V99']) {
    expect(await mess('payment', 'reverse', voucher, '--reason', 'x')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining(`There is no voucher ${voucher}.`),
    });
  }
});

test('of the counts of the box the last is taken back, and the one before it is the last then', async () => {
  const mess = await createVouchers();
  const box = async () => (await mess('status')).stdout.match(/^Cash .*/m)?.[0];
  const before = [await standing(mess), await box()];
  const count = async (...more: string[]) =>
    (await mess('cash', 'count', '--yes', '--amount', ...more)).stdout.trimEnd().split('\n').at(-1);
  expect(await count('22990')).toBe('Voucher V7, by which it can be taken back.');
  expect(await count('90', '--taken-out', '22900')).toContain('Voucher V8,');
  const reverse = (voucher: string) =>
    mess('payment', 'reverse', voucher, '--reason', 'miscounted');
  expect(await reverse('V7')).toEqual({
    code: 8,
    stdout: '',
    stderr:
      'error: The box was counted again after V7: V8 is the last count.\nhint: the last count goes first: mess payment reverse V8 --reason TEXT\n',
  });
  expect((await reverse('V8')).stdout).toBe(
    'Reversed voucher V8: the count of 2025-06-20, with its difference of 0.00.\n',
  );
  expect(await box()).toBe(
    'Cash       22,990.00 in the box by the books; 0.00 since the count of 2025-06-20 11:30 by warden',
  );
  expect((await reverse('V7')).stdout).toContain('with its difference of -10.00.');
  expect([await standing(mess), await box()]).toEqual(before);
  await mess.do('db verify');
});

test('what an owner wrote off an owner takes back; a manager the rest', async () => {
  const mess = await createVouchers();
  await mess.do(
    'dues write-off S002 --amount 10 --reason left',
    'payment refund S001 --amount 1 --method cash',
  );
  await signInAs(mess, 'manager');
  const rows = readRows(mess.database);
  expect(await mess('payment', 'reverse', 'V7', '--reason', 'x')).toMatchObject({
    code: 5,
    stdout: '',
    stderr: expect.stringContaining('A manager may not write off dues.'),
  });
  expect(readRows(mess.database)).toEqual(rows);
  expect((await mess('payment', 'reverse', 'V8', '--reason', 'x')).code).toBe(0);
});
