import type { PartialMonth } from '../attendance/month-comparison.ts';
import type { Month } from '../values/month.ts';
import type { BillRecord, Staleness } from './bill.ts';
import { isStale } from './stale-bill.ts';

/** A month whose attendance, purchases and bill are not to change any more. */
export interface ClosedMonth {
  readonly month: Month;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Null where the database's holder did it. */
  readonly by: string | null;
  /** Why it was closed without a bill, or with a stale one. */
  readonly asIsReason: string | null;
}

/** How far a month is. */
export interface MonthState {
  readonly month: Month;
  /** Null while it is open. */
  readonly closed: ClosedMonth | null;
  /** How many are on the roll. */
  readonly students: number;
  /** How many of them have no attendance recorded. */
  readonly unrecorded: number;
  /** The days for which attendance was imported, where the month is over, not billed yet, and lacks many. */
  readonly partial: PartialMonth | null;
  /** What was spent, in minor units. */
  readonly spentMinor: bigint;
  /** The live bill. */
  readonly bill: BillRecord | null;
  /** Of the live bill. */
  readonly staleness: Staleness;
  /** Something was spent, and the live bill, which looks at purchases, is not made up of them. */
  readonly leavesOutPurchases: boolean;
  /** Purchases were entered or taken back after the live bill was made. */
  readonly isBoughtSince: boolean;
  readonly isOver: boolean;
}

/** What a month lacks before it can be closed, the first thing first. */
export type Lack = 'end' | 'attendance' | 'bill' | 'revision' | 'purchases' | 'closing';

/** What is to be done yet; nothing of a month that is closed. */
export function listLacks(state: MonthState): Lack[] {
  const { closed, unrecorded, partial, bill, staleness, isOver } = state;
  if (closed !== null) return [];
  const attendance: Lack[] = unrecorded > 0 || partial !== null ? ['attendance'] : [];
  if (bill === null) return isOver ? [...attendance, 'bill'] : ['end'];
  // Who has no figure was billed without one: that may be right, and is to be seen.
  if (isStale(staleness)) return ['revision', ...attendance];
  // Of those that were there before, whoever made the bill was told, and wanted it so.
  const isLacking = state.leavesOutPurchases && state.isBoughtSince;
  const purchases: Lack[] = isLacking ? ['purchases'] : [];
  return [...purchases, isOver ? 'closing' : 'end', ...attendance];
}
