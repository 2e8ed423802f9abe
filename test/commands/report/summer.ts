import { createMess, type TestMess } from '../../support/mess.ts';
import { addMay } from '../../support/records/month.ts';
import { OWNER, PASSWORD } from '../../support/template.ts';

/**
 * May and June 2025 with purchases, payments, a revision after payment, a charge, a late fee that was waived, a
 * deposit, money given back, and a write-off. Ends on 20 July.
 */
export async function createSummer(): Promise<TestMess> {
  const mess = await createMess();
  await addMay(mess);
  await mess.do(
    'settings --accounts-from 2025-05 --due-day 10 --quiet',
    'settings --late-fee "from 11: 50" --upi-address gangamess@sbi --quiet',
    'opening set S003 --amount 120.50',
    'purchase add --date 2025-05-03 --head Groceries --amount 41000 --quiet',
    'purchase add --date 2025-05-20 --head Milk --amount 7500.50 --quiet',
    'purchase add --date 2025-05-31 --head Wages --amount 11500 --quiet',
    'bill register --month 2025-05 --from-purchases --yes --quiet',
  );
  await onDay(mess, '2025-06-20');
  await mess.do(
    'payment record S001 --amount 17000 --method cash --date 2025-06-02',
    'payment record S002 --amount 5000 --method upi --reference 515412345601 --date 2025-06-18',
    'deposit receive S004 --amount 5000 --method cash --date 2025-06-18',
    'purchase add --date 2025-05-31 --head Gas --amount 900 --quiet',
    'bill revise --month 2025-05 --from-purchases --reason "gas came late" --yes --quiet',
    'dues fines --month 2025-05 --yes --quiet',
    'dues waive S002 --month 2025-05 --reason ill',
    'charge add S001 --month 2025-06 --kind guest --amount 300 --quiet',
  );
  await onDay(mess, '2025-07-20');
  await mess.do(
    'attendance record S001 --month 2025-06 --days 30 --quiet',
    'attendance record S002 --month 2025-06 --days 10.5 --quiet',
    'purchase add --date 2025-06-12 --head Groceries --amount 21000 --quiet',
    'bill register --month 2025-06 --from-purchases --yes --quiet',
    'payment record S004 --amount 30000 --method upi --reference 515412345699 --date 2025-07-04',
    'payment refund S004 --amount 1000 --method cash --date 2025-07-05 --reason "paid too much"',
    'dues write-off S003 --amount 0.41 --reason "too little to ask for"',
  );
  return mess;
}

/** The same in March 2026, with large purchases in between: its tables are as wide as any. */
export async function createWideYear(): Promise<TestMess> {
  const mess = await createSummer();
  await onDay(mess, '2026-03-31');
  for (const month of ['08', '09', '10', '11', '12']) {
    await mess.do(
      `purchase add --date 2025-${month}-03 --head Groceries --amount 9999999.99 --unlikely --quiet`,
    );
  }
  return mess;
}

async function onDay(mess: TestMess, day: string): Promise<void> {
  mess.now = new Date(`${day}T06:00:00Z`);
  await mess.with({ stdin: PASSWORD })('admin', 'login', OWNER, '--password-stdin');
}
