import { ValueError, type Warning } from '../../errors.ts';
import type { Charge } from '../charges/charge.ts';
import type { DivisionChange } from '../charges/division.ts';
import type { HeadTotal } from '../purchases/purchase.ts';
import { calendarDays, type Month, monthName } from '../values/month.ts';

/** The amounts of a bill, in minor units; null for a part the bill does not have. */
export interface BillAmounts {
  /** The mess's whole expense, divided over all days eaten. */
  readonly totalMinor: bigint | null;
  /** One student's charge for a full month, pro-rated. */
  readonly perHeadMinor: bigint | null;
  /** Establishment cost, divided equally over everybody on the roll. */
  readonly fixedMinor: bigint | null;
}

/** What one student owes for one bill, by its parts, in minor units. */
export interface ShareAmounts {
  readonly dividingMinor: bigint | null;
  readonly perHeadMinor: bigint | null;
  readonly fixedMinor: bigint | null;
  /** What the student is charged besides, less than 0 for discounts; null where the bill has no charges. */
  readonly chargesMinor: bigint | null;
  /** The sum of the parts. */
  readonly amountMinor: bigint;
}

export type BillStatus = 'live' | 'superseded' | 'void';

/** Worked out by mess, or taken over with its shares as another program had recorded them. */
export type BillOrigin = 'computed' | 'recorded';

/** A bill without its shares. */
export interface BillRecord extends BillAmounts, DivisionChange {
  readonly month: Month;
  /** Counts up per month, from 1. */
  readonly revision: number;
  readonly status: BillStatus;
  readonly origin: BillOrigin;
  /** Null where it is not known, of a recorded bill. */
  readonly daysInMonth: number | null;
  /** The sum of the charges in its shares; null where it has none. */
  readonly chargesMinor: bigint | null;
  readonly billedMinor: bigint;
  /** ISO 8601, UTC. */
  readonly registeredAt: string;
  /**
   * Of a revision, the audit entry that made the first bill of its line: who was entered later, without
   * a joining date, is of none of them. Null for that first one.
   */
  readonly rollAsOf: number | null;
}

/** When the first bill of a line was made. */
export interface RollAsOf {
  /** Of the audit entry. */
  readonly sequence: number;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/**
 * Whether a bill means to know of what was spent. A charge per head is set beforehand: purchases beside it would
 * be charged twice.
 */
export function looksAtPurchases({
  totalMinor,
  perHeadMinor,
  fixedMinor,
  origin,
}: BillRecord): boolean {
  const isPerHeadAlone = perHeadMinor !== null && totalMinor === null && fixedMinor === null;
  // What was taken over is as another program had it.
  return !isPerHeadAlone && origin === 'computed';
}

/**
 * Whether a bill that is not made up of purchases leaves them out: not where somebody added them up by hand.
 *
 * @param spentMinor what was spent in its month
 */
export function leavesOutPurchases(bill: BillRecord, spentMinor: bigint): boolean {
  return looksAtPurchases(bill) && spentMinor !== 0n && spentMinor !== costOf(bill);
}

/** What the shares come to without charges, and without what these changed of the cost that is divided. */
function costOf({ billedMinor, chargesMinor, loweredMinor, raisedMinor }: BillRecord): bigint {
  return billedMinor - (chargesMinor ?? 0n) + loweredMinor - raisedMinor;
}

/** A bill with who made it, and who ended it and why. Times are ISO 8601, UTC. */
export interface BillRevision extends BillRecord {
  /** The admin or the service token; null where the database's holder did it. */
  readonly madeBy: string | null;
  /** Null for the one that is live, and where it is not known. */
  readonly endedAt: string | null;
  readonly endedBy: string | null;
  readonly endedReason: string | null;
}

/** In what a bill no longer matches what is recorded: it is stale where there is anything. */
export interface Staleness {
  /** Ids of students whose days or whose place on the roll changed, sorted. */
  readonly students: readonly string[];
  /** Ids of students who were charged since, or whose charges were taken back, sorted. */
  readonly charged: readonly string[];
  /** Heads of which other money was spent by now. */
  readonly heads: readonly ChangedHead[];
}

export interface ChangedHead {
  readonly name: string;
  /** In minor units. */
  readonly billedMinor: bigint;
  readonly spentMinor: bigint;
}

export const NOT_STALE: Staleness = { students: [], charged: [], heads: [] };

/** A bill as it is listed. */
export interface BillSummary extends BillRecord {
  /** Only a live one can be stale. */
  readonly staleness: Staleness;
}

/** A bill in a list of them all, with why it was ended. */
export interface ListedBill extends BillSummary, Pick<BillRevision, 'endedReason'> {}

/** A share, with the student as he is called now. */
export interface Share extends ShareAmounts {
  readonly studentId: string;
  readonly name: string;
  readonly branch: string;
  readonly daysHundredths: number;
}

/** A share as stored. */
export interface ShareRecord extends Share {
  readonly studentNo: number;
}

/** A share with the id its student had then. */
export interface ShareOfStudent extends ShareRecord {
  readonly idThen: string;
}

/** A bill with its shares. */
export interface Bill extends BillSummary {
  /** Nothing of it is stored. */
  readonly dryRun: boolean;
  /** What its amounts were made up of; null where they were given. */
  readonly purchases: readonly HeadTotal[] | null;
  /** Those in its shares, in the order of their numbers. */
  readonly charges: readonly Charge[];
  /** Ordered by id. */
  readonly shares: readonly Share[];
  readonly warnings: readonly Warning[];
}

/**
 * The dining days of a month: `1` to its calendar days.
 *
 * @throws ValueError `bad_days_in_month`
 */
export function refuseBadDaysInMonth(days: number, month: Month): number {
  if (days > calendarDays(month)) {
    throw new ValueError(
      'bad_days_in_month',
      `${monthName(month)} has ${calendarDays(month)} days, not more`,
    );
  }
  return days;
}

/** @throws ValueError `bad_days_in_month` */
export function parseDaysInMonth(text: string): number {
  const trimmed = text.trim();
  if (!/^\d{1,2}$/.test(trimmed) || Number(trimmed) < 1 || Number(trimmed) > 31) {
    throw new ValueError('bad_days_in_month', 'not a number of dining days; write 1 to 31');
  }
  return Number(trimmed);
}

/** @throws ValueError `bad_revision` */
export function parseRevision(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text.trim())) {
    throw new ValueError('bad_revision', 'not a revision; write a number from 1');
  }
  return Number(text);
}
