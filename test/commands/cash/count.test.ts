import { expect, test } from 'vitest';
import type { PaymentsDocument } from '../../../src/documents/schemas/payments/payments.ts';
import type { TestMess } from '../../support/mess.ts';
import { createBilledMay, signInAs } from '../../support/records/month.ts';

async function createCash(): Promise<TestMess> {
  const mess = await createBilledMay();
  await mess.do(
    'settings --accounts-from 2025-05 --quiet',
    'payment record S001 --amount 3150 --method cash',
    'payment record S002 --amount 500 --method upi',
    'payment record S003 --amount 1000 --method cash',
  );
  return mess;
}

test('what is in the box is compared with what must be, and what differs is booked after a yes', async () => {
  const mess = await createCash();
  const count = ['cash', 'count', '--amount', '4,140'] as const;
  const said = await mess.with({ prompter: { confirm: async () => false } })(...count);
  expect(said).toMatchObject({ code: 130, stdout: '' });
  expect(said.stderr).toContain('Missing: 10.00, not yet booked to the account cash difference.');
  expect((await mess(...count)).code).toBe(2);
  expect(await mess.json('status')).toMatchObject({ accounts: { cashSinceCount: '4150.00' } });
  expect((await mess(...count, '--yes')).stdout).toMatchInlineSnapshot(`
    "Last count none
    Recorded   4,150.00
    Counted    4,140.00
    Missing: 10.00, booked to the account cash difference.
    Voucher V4, by which it can be taken back.
    "
  `);
  // The next begins with what is there.
  await mess.do('payment record S004 --amount 60 --method cash');
  expect(
    (await mess('cash', 'count', '--amount', '200', '--taken-out', '4000')).stdout,
  ).toMatchInlineSnapshot(`
    "Last count 2025-06-01 12:00 by warden
    Taken out  4,000.00
    Recorded   200.00
    Counted    200.00
    Nothing is missing.
    Voucher V6, by which it can be taken back.
    "
  `);
  expect(await mess.json('cash', 'count', '--amount', '0', '--taken-out', '200')).toMatchObject({
    recorded: '0.00',
    difference: '0.00',
    lastBy: 'warden',
  });
  await mess.do('payment reverse V7 --reason "not all was taken out"');
  expect((await mess('cash', 'list')).stdout).toMatchInlineSnapshot(`
    "Voucher  At                By       Counted  Taken out  Difference  Reversed
    ───────  ────────────────  ──────  ────────  ─────────  ──────────  ────────
    V4       2025-06-01 12:00  warden  4,140.00       0.00      -10.00  no
    V6       2025-06-01 12:00  warden    200.00   4,000.00        0.00  no
    V7       2025-06-01 12:00  warden      0.00     200.00        0.00  yes
    "
  `);
  expect((await mess('db', 'verify')).code).toBe(0);
});

test('what comes in while the question stands is not booked as a difference', async () => {
  const mess = await createCash();
  const prompter = {
    confirm: async () => {
      await mess.do('payment record S004 --amount 60 --method cash');
      return true;
    },
  };
  expect(await mess.with({ prompter })('cash', 'count', '--amount', '4140')).toMatchObject({
    code: 7,
    stdout: '',
  });
  expect(await mess.json('status')).toMatchObject({ accounts: { cashSinceCount: '4210.00' } });
});

test('the status says what is owed, overdue, and in the box since it was counted', async () => {
  const mess = await createCash();
  await mess.do(
    'opening set S001 --amount 250',
    'opening set S004 --amount=-20000',
    'books close --through 2025-05-30',
  );
  const accounts = async () =>
    (await mess('status')).stdout.split('\n').filter((line) => /^(Owed|Cash|Books)/.test(line));
  expect(await accounts()).toMatchInlineSnapshot(`
    [
      "Owed       38,124.27, 0.00 of it overdue; credit of others: 2,524.27",
      "Cash       4,150.00 in the box by the books, never counted",
      "Books      closed through 2025-05-30",
    ]
  `);
  await mess.do('cash count --amount 4150', 'payment record S002 --amount 70 --method cash');
  expect(await accounts()).toMatchInlineSnapshot(`
    [
      "Owed       38,054.27, 0.00 of it overdue; credit of others: 2,524.27",
      "Cash       4,220.00 in the box by the books; 70.00 since the count of 2025-06-01 12:00 by warden",
      "Books      closed through 2025-05-30",
    ]
  `);
});

test('who takes the cash does not make its difference vanish', async () => {
  const mess = await createCash();
  await signInAs(mess, 'clerk');
  expect((await mess('cash', 'count', '--amount', '1')).code).toBe(5);
});

test('what the list of money comes to in cash is what must be in the box', async () => {
  const mess = await createCash();
  const listed = async () => {
    const { totals } = await mess.json<PaymentsDocument>('payment', 'list', '--method', 'cash');
    return totals.map(({ inAll }) => inAll);
  };
  const recorded = async () => {
    const box = ['cash', 'count', '--amount', '0'] as const;
    const { stderr } = await mess.with({ answers: [false] })(...box);
    return stderr.match(/^Recorded +(.*)$/m)?.[1]?.replace(',', '');
  };
  for (const line of [
    'deposit receive S002 --amount 5000 --method cash',
    'deposit receive S004 --amount 400 --method upi',
    'deposit refund S002 --amount 1200 --method cash',
    'opening set S001 --amount=-20000',
    'payment refund S001 --amount 300 --method cash',
    'payment refund S001 --amount 200 --method bank',
    'payment reverse 2025-26/0001 --reason bounced',
    'cash count --amount 5450 --taken-out 3000 --yes',
    'payment record S004 --amount 60 --method cash',
    'payment reverse V8 --reason "given to S004"',
  ]) {
    await mess.do(line);
    expect(await listed(), line).toEqual([await recorded()]);
  }
  expect((await mess('payment', 'list')).stdout).toMatchInlineSnapshot(`
    "Receipt         Date        ID    Name            Amount  Method  Reference  Month  Note  By      Kind
    ──────────────  ──────────  ────  ───────────  ─────────  ──────  ─────────  ─────  ────  ──────  ──────────────
    2025-26/0002    2025-06-01  S002  Vikram Shah     500.00  upi                             warden  payment
    2025-26/0003    2025-06-01  S003  सीता देवी      1,000.00  cash                            warden  payment
    D/2025-26/0001  2025-06-01  S002  Vikram Shah   5,000.00  cash                            warden  deposit
    D/2025-26/0002  2025-06-01  S004  Dev Anand       400.00  upi                             warden  deposit
    V6              2025-06-01  S002  Vikram Shah  -1,200.00  cash                            warden  deposit refund
    V9              2025-06-01  S001  Asha Rao       -200.00  bank                            warden  refund
    2025-26/0004    2025-06-01  S004  Dev Anand        60.00  cash                            warden  payment

    Method  Payments  Deposits  Given back  Counted, taken out    In all
    ──────  ────────  ────────  ──────────  ──────────────────  ────────
    cash    1,060.00  5,000.00   -1,200.00              950.00  5,810.00
    upi       500.00    400.00                                    900.00
    bank                           -200.00                       -200.00
    ──────  ────────  ────────  ──────────  ──────────────────  ────────
    Total   1,560.00  5,400.00   -1,400.00              950.00  6,510.00
    "
  `);
  expect(await mess.json('payment', 'list', '--method', 'cash')).toMatchObject({
    payments: [
      { kind: 'payment', amount: '1000.00', receipt: '2025-26/0003', voucher: null },
      { kind: 'deposit', amount: '5000.00', receipt: 'D/2025-26/0001', voucher: null },
      { kind: 'deposit refund', amount: '-1200.00', receipt: null, voucher: 'V6' },
      { kind: 'payment', amount: '60.00' },
    ],
    totals: [
      {
        ...{ method: 'cash', payments: 2, amount: '1060.00', deposits: '5000.00' },
        ...{ givenBack: '-1200.00', others: '950.00', inAll: '5810.00' },
      },
    ],
    total: '1060.00',
    inAll: '5810.00',
  });
});
