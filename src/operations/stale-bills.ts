import type { Knex } from 'knex';
import { listDaysChangedAfter } from '../data/attendance.ts';
import { findLiveBill, listShares, type ShareRecord } from '../data/bills.ts';
import type { BillRecord } from '../domain/bill.ts';
import { type Month, monthName } from '../domain/month.ts';
import { findChangedStudents, findStaleStudents } from '../domain/stale-bill.ts';
import { listRoll } from './roll.ts';

export async function listSharesOf(db: Knex, bill: BillRecord): Promise<ShareRecord[]> {
  return listShares(db, bill.month, bill.revision);
}

/** Ids of the students for whom a bill no longer matches what is recorded. */
export async function findStale(
  db: Knex,
  bill: BillRecord,
  shares: readonly ShareRecord[],
): Promise<string[]> {
  const billed = shares.map(({ studentId, daysHundredths }) => ({ id: studentId, daysHundredths }));
  if (bill.origin === 'recorded') {
    return findChangedStudents(billed, await listDaysChangedAfter(db, bill));
  }
  const roll = await listRoll(db, bill.month);
  // Entered later, without a joining date and without attendance: not of this bill.
  const counted = roll.filter(
    ({ enteredAt, joined, daysHundredths }) =>
      enteredAt <= bill.registeredAt || joined !== null || daysHundredths !== null,
  );
  return findStaleStudents(bill, billed, counted);
}

/** How a stale bill is mended, as the end of a sentence about it. */
export function howToRenew({ month, origin }: BillRecord): string {
  const renew = `mess bill void --month ${month} --reason TEXT, then register it again`;
  return origin === 'recorded'
    ? `It was taken over as it was recorded. To work it out anew for everybody: ${renew}.`
    : `To take it in: ${renew}.`;
}

/** Bills that no longer match what is recorded in months that were just changed, in words. */
export async function warnAboutBills(db: Knex, months: Iterable<Month>): Promise<string[]> {
  const warnings: string[] = [];
  for (const month of months) {
    const bill = await findLiveBill(db, month);
    if (bill === undefined) continue;
    if ((await findStale(db, bill, await listSharesOf(db, bill))).length === 0) continue;
    warnings.push(
      `The bill of ${monthName(month)} was made before this change. ${howToRenew(bill)}`,
    );
  }
  return warnings;
}
