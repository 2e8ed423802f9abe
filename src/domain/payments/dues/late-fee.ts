import { divide } from '../../billing/largest-remainder.ts';
import type { DayAfterMonth, LateFeeStep, LateFeeTerms } from '../../mess/late-fee-terms.ts';
import { dayAfter, daysAfter, daysBetween } from '../../values/date.ts';
import { addMonths, firstDay, lastDay, type Month } from '../../values/month.ts';

export interface LateFeePolicy extends LateFeeTerms {
  readonly due: DayAfterMonth;
}

/** A student's bill, as far as its late fees depend on it. */
export interface LateBill {
  readonly month: Month;
  /** Of the bill alone: there is no fee on a fee. In minor units. */
  readonly outstandingMinor: bigint;
  /** The day on which nothing of it was outstanding any more; null while something is. */
  readonly paidOn: string | null;
  /** Late fees that stand on the account for it already. */
  readonly postedMinor: bigint;
  /** The day on which it is due, `YYYY-MM-DD`, where that is not the policy's: it was made too late. */
  readonly dueOn?: string;
}

export interface LateFee {
  /** All that is to be paid for being late. */
  readonly feeMinor: bigint;
  /** What is still to be entered of it. */
  readonly toPostMinor: bigint;
  /** What was entered and is too much by now; it is never taken back by itself. */
  readonly excessMinor: bigint;
}

/**
 * The last day on which a bill is paid in time, `YYYY-MM-DD`: of its month the due day, or the month's last where
 * it has no such day; the day on which it was made, where that is later.
 */
export function dueDay(
  policy: Pick<LateFeePolicy, 'due'>,
  month: Month,
  madeOn?: string | undefined,
): string {
  const of = addMonths(month, policy.due.monthsAfter);
  const day = `${of}-${String(policy.due.day).padStart(2, '0')}`;
  const due = day < lastDay(of) ? day : lastDay(of);
  return madeOn !== undefined && madeOn > due ? madeOn : due;
}

/**
 * The late fees of one bill by a day. The same day twice gives the same, and so does a day that was left
 * out. Source: the rule of the late fee vectors.
 *
 * @param asOf `YYYY-MM-DD`
 */
export function computeLateFee(policy: LateFeePolicy, bill: LateBill, asOf: string): LateFee {
  const feeMinor = isCharged(policy, bill) ? sumSteps(policy, bill, asOf) : 0n;
  const more = feeMinor - bill.postedMinor;
  return {
    feeMinor,
    toPostMinor: more > 0n ? more : 0n,
    excessMinor: more < 0n ? -more : 0n,
  };
}

/** Who has paid all of it by now was late all the same. */
function isCharged({ thresholdMinor }: LateFeePolicy, bill: LateBill): boolean {
  return bill.paidOn !== null || bill.outstandingMinor > thresholdMinor;
}

function sumSteps(policy: LateFeePolicy, bill: LateBill, asOf: string): bigint {
  const { capMinor, steps } = policy;
  const until = bill.paidOn !== null && bill.paidOn < asOf ? bill.paidOn : asOf;
  const begun = steps
    .map((step) => ({ ...step, from: beginningOf(policy, step, bill) }))
    .filter(({ from }) => from <= until)
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  let fee = 0n;
  for (const [place, step] of begun.entries()) {
    const next = begun[place + 1]?.from;
    const days = daysBetween(step.from, next ?? dayAfter(until));
    if (step.totalMinor !== undefined) fee = step.totalMinor;
    fee += step.addMinor ?? 0n;
    fee += (step.perDayMinor ?? 0n) * BigInt(days);
    fee += percentOf(bill.outstandingMinor, step.percentHundredths ?? 0);
  }
  return capMinor !== null && fee > capMinor ? capMinor : fee;
}

/** @returns the first day on which a late fee of a bill is entered, `YYYY-MM-DD` */
export function findFirstFeeDay(
  policy: LateFeePolicy,
  bill: Pick<LateBill, 'month' | 'dueOn'>,
): string {
  const days = policy.steps.map((step) => beginningOf(policy, step, bill));
  return days.reduce((first, day) => (day < first ? day : first));
}

/** Never a day on which the bill is still paid in time; of a bill that was made too late, as much later. */
function beginningOf(
  policy: LateFeePolicy,
  step: LateFeeStep,
  bill: Pick<LateBill, 'month' | 'dueOn'>,
): string {
  const { month, dueOn } = bill;
  const due = dueDay(policy, month);
  const moved = dueOn === undefined ? 0 : daysBetween(due, dueOn);
  if ('daysLate' in step) return daysAfter(due, step.daysLate + moved);
  const day = firstDayOf(step, month);
  return daysAfter(day > due ? day : dayAfter(due), moved);
}

/** The 31st of a month of 30 days is the first of the next one. */
function firstDayOf({ monthsAfter, day }: DayAfterMonth, month: Month): string {
  const of = addMonths(month, monthsAfter);
  const written = `${of}-${String(day).padStart(2, '0')}`;
  return written <= lastDay(of) ? written : firstDay(addMonths(of, 1));
}

/** Half up. */
function percentOf(amountMinor: bigint, hundredths: number): bigint {
  return divide(amountMinor * BigInt(hundredths) * 2n + 10_000n, 20_000n).quotient;
}
