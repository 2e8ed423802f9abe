import { daysBetween } from '../../values/date.ts';
import type { Month } from '../../values/month.ts';
import type { OutstandingDebt } from './allocation.ts';

/** How long what is owed has been due, in minor units; keys as documents have them. */
export interface Ageing {
  readonly notDue: bigint;
  readonly days1to30: bigint;
  readonly days31to60: bigint;
  readonly days61to90: bigint;
  readonly over90: bigint;
}

/** @returns days since the due day; 0 where it is not over */
export function daysLate(due: string, asOf: string): number {
  return due >= asOf ? 0 : daysBetween(due, asOf);
}

/**
 * @param debts of which what is outstanding counts
 * @param asOf `YYYY-MM-DD`
 */
export function ageDebts(
  debts: readonly Pick<OutstandingDebt, 'due' | 'outstandingMinor'>[],
  asOf: string,
): Ageing {
  const between = (least: number, most: number) =>
    debts.reduce((total, { due, outstandingMinor }) => {
      const late = daysLate(due, asOf);
      return late >= least && late <= most ? total + outstandingMinor : total;
    }, 0n);
  return {
    notDue: between(0, 0),
    days1to30: between(1, 30),
    days31to60: between(31, 60),
    days61to90: between(61, 90),
    over90: between(91, Number.POSITIVE_INFINITY),
  };
}

/** By when what is owed is to be paid. Days `YYYY-MM-DD`; null where there is none. */
export interface OwedDays {
  /** Of the oldest that is owed, also where that day is over. */
  readonly due: string | null;
  /** Of the next that is owed and not late. */
  readonly next: string | null;
  /** The oldest bill of which anything is owed; a payment by UPI has it in its note. */
  readonly month: Month | null;
}

/**
 * One answer for the statement, the messages and the page of the student, so that none names another day.
 *
 * @param open what is owed, in the order of its due days
 * @param asOf `YYYY-MM-DD`
 */
export function findOwedDays(
  open: readonly { readonly due: string; readonly month: Month | null }[],
  asOf: string,
): OwedDays {
  return {
    due: open[0]?.due ?? null,
    next: open.find(({ due }) => due >= asOf)?.due ?? null,
    month: open.find(({ month }) => month !== null)?.month ?? null,
  };
}
