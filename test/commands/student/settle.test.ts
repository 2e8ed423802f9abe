import { expect, test } from 'vitest';
import type { TestMess } from '../../support/mess.ts';
import { createBilledMay } from '../../support/records/month.ts';

/** The bill of May, of which S001 owes 17,475.73, and a deposit of 5,000 of S001. */
async function createDeposit(): Promise<TestMess> {
  const mess = await createBilledMay();
  await mess.do(
    'settings --accounts-from 2025-05 --quiet',
    'deposit receive S001 --amount 5000 --method cash',
  );
  return mess;
}

test('what is owed is set against the deposit, and the rest is to be collected or paid back', async () => {
  const mess = await createDeposit();
  const removed = await mess('student', 'remove', 'S001', '--on', '2025-05-31');
  expect(removed.stderr).toBe(
    'warning: S001 owes 17,475.73 and has a deposit of 5,000.00. mess student settle S001\n',
  );
  const settled = await mess('student', 'settle', 'S001');
  expect(settled.stdout).toMatchInlineSnapshot(`
    "S001 Asha Rao, CSE, left on 2025-05-31 (INR)

    Last bill, May 2025                  17,475.73
    Owed in all                          17,475.73
    Deposit held                          5,000.00
    Of the deposit against what is owed   5,000.00
    To be collected                      12,475.73
    "
  `);
  expect(settled.stderr).toMatchInlineSnapshot(`
    "mess deposit use S001 --amount 5000.00
    mess payment record S001 --amount 12475.73 --method METHOD
    "
  `);
  await mess.do(
    'deposit use S001 --amount 5000.00',
    'payment record S001 --amount 12500 --method cash',
    'deposit receive S001 --amount 10 --method cash',
  );
  expect(await mess.json('student', 'settle', 'S001')).toEqual({
    student: { id: 'S001', name: 'Asha Rao', branch: 'CSE' },
    left: '2025-05-31',
    lastBill: { month: '2025-05', amount: '17475.73' },
    unbilled: [],
    balance: '-24.27',
    deposit: '10.00',
    fromDeposit: '0.00',
    toCollect: '0.00',
    depositBack: '10.00',
    creditBack: '24.27',
  });
  await mess.do(
    'deposit refund S001 --amount 10.00 --method cash',
    'payment refund S001 --amount 24.27 --method cash',
  );
  expect((await mess('student', 'settle', 'S001')).stdout).toContain(
    'To be collected or paid back       0.00\n',
  );
  await mess.do('student anonymise S001 --yes');
});

test('the months that are still to be billed are named, up to that of leaving', async () => {
  const mess = await createDeposit();
  await mess.do('student remove S002 --on 2025-07-10 --yes');
  expect((await mess('student', 'settle', 'S002')).stdout).toContain(
    'Still to be billed, and not in this: June 2025, July 2025.\n',
  );
});

test('who owes anything or has a deposit is not anonymised, nor taken off the roll altogether', async () => {
  const mess = await createDeposit();
  await mess.do(
    'student add S009 --name "Not Billed" --branch CSE --phone 9876543219',
    'deposit receive S009 --amount 500 --method cash',
    'student remove S009 --on 2025-05-31 --yes',
    'student remove S002 --on 2025-05-31 --yes',
  );
  const refused = async (...words: string[]) => {
    const { code, stderr } = await mess('student', ...words, '--yes');
    return [code, stderr.split('\n')[0]];
  };
  expect(await refused('anonymise', 'S009')).toEqual([8, 'error: S009 has a deposit of 500.00.']);
  expect(await refused('anonymise', 'S002')).toEqual([8, 'error: S002 owes 16,310.68.']);
  expect(await refused('remove', 'S009', '--mistake')).toEqual([
    8,
    'error: S009 (Not Billed) stays on record: attendance, a bill or a payment names them.',
  ]);
  await mess.do('payment record S002 --amount 16311 --method cash');
  expect(await refused('anonymise', 'S002')).toEqual([8, 'error: S002 has credit of 0.32.']);
});

test('who is still to be billed is not anonymised: a month that is closed without a bill has none', async () => {
  const mess = await createBilledMay();
  await mess.do(
    'settings --accounts-from 2025-04 --quiet',
    'student add S009 --name "Not Billed" --branch CSE --phone 9876543219 --joined 2025-04-01',
    'attendance record S009 --month 2025-04 --days 3',
    'student remove S009 --on 2025-04-30 --yes',
  );
  expect(await mess('student', 'anonymise', 'S009', '--yes')).toMatchObject({
    code: 8,
    stderr: 'error: S009 is still to be billed for April 2025.\nhint: mess student settle S009\n',
  });
  await mess.do('attendance clear S009 --month 2025-04 --yes');
  await mess.do('student anonymise S009 --yes');
});
