import type { Month } from './month.ts';

/** One month of a student's history. */
export interface Expense {
  readonly month: Month;
  readonly daysHundredths: number;
  readonly amountMinor: bigint;
}

/** What a student owes, month by month. */
export interface Expenses {
  readonly student: { readonly id: string; readonly name: string; readonly branch: string };
  /** Newest last. */
  readonly expenses: readonly Expense[];
  readonly totalMinor: bigint;
}
