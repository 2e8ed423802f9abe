import type { BillStatus } from '../../billing/bill.ts';
import { dateIn } from '../../values/date.ts';
import { addMonths, type Month, monthOfDate } from '../../values/month.ts';
import { dueDay } from './late-fee.ts';

/** A bill, or a revision of one, as far as the day on which it is due depends on it. */
export interface DatedBill {
  readonly month: Month;
  readonly status: BillStatus;
  /** `YYYY-MM-DD` */
  readonly madeOn: string;
}

/** The days on which a bill was made and ended, `YYYY-MM-DD`. */
export interface BillDays {
  readonly madeOn: string;
  /** Null for a live one. */
  readonly endedOn: string | null;
}

/** Bills with the days on which they were made and ended, by the clock of the mess. */
export function withDays<T extends { readonly madeAt: string; readonly endedAt: string | null }>(
  bills: readonly T[],
  timeZone: string,
): (T & BillDays)[] {
  const on = (at: string) => dateIn(timeZone, new Date(at));
  return bills.map((bill) => ({
    ...bill,
    madeOn: on(bill.madeAt),
    endedOn: bill.endedAt === null ? null : on(bill.endedAt),
  }));
}

/** The last day on which the bill of a month is paid in time, `YYYY-MM-DD`. */
export type DueOf = (month: Month) => string;

/**
 * On which day each bill is due, as it was known on a day. A revision leaves the day as it is; a bill that
 * was made anew after a void counts from the day of the new one.
 *
 * @param bills in the order of months and revisions
 * @param asOf `YYYY-MM-DD`
 */
export function findDueDays(day: number, bills: readonly DatedBill[], asOf: string): DueOf {
  const made = new Map<Month, string>();
  let before: DatedBill | undefined;
  for (const bill of bills) {
    const isRevision = before?.month === bill.month && before.status !== 'void';
    if (!isRevision && bill.madeOn <= asOf) made.set(bill.month, bill.madeOn);
    before = bill;
  }
  // Asked of every student's bills anew.
  const known = new Map<Month, string>();
  return (month) => {
    let due = known.get(month);
    if (due === undefined) {
      due = dueDay({ due: { monthsAfter: 1, day } }, month, made.get(month));
      known.set(month, due);
    }
    return due;
  };
}

/** Of which bills the due day is not over. */
export interface NotDue {
  /** Those of this month and of all later ones. */
  readonly from: Month;
  /** Those of months before it that were made late. */
  readonly before: readonly Month[];
}

/** @param asOf `YYYY-MM-DD` */
export function findNotDue(
  dueOf: DueOf,
  bills: readonly Pick<DatedBill, 'month'>[],
  asOf: string,
): NotDue {
  let from = addMonths(monthOfDate(asOf), -1);
  while (dueOf(from) < asOf) from = addMonths(from, 1);
  const months = new Set(bills.map(({ month }) => month));
  return { from, before: [...months].filter((month) => month < from && dueOf(month) >= asOf) };
}

/**
 * The first month of the newest bills, so that no bill of a month before it is due after any of them.
 *
 * @param bills in the order of their months
 * @param newest the first month, unless one before it was made late
 */
export function firstOfNewest(
  dueOf: DueOf,
  bills: readonly Pick<DatedBill, 'month'>[],
  newest: Month,
): Month {
  const months = [...new Set(bills.map(({ month }) => month))];
  let first = newest;
  let [earliest, seen] = [LAST_DAY, LAST_DAY];
  for (const month of months.reverse()) {
    const due = dueOf(month);
    if (due < seen) seen = due;
    if (month >= newest) earliest = seen;
    else if (due > earliest) [first, earliest] = [month, seen];
  }
  return first;
}

/** After all days. */
const LAST_DAY = '9999-12-31';
