import { daysBetween } from '../values/date.ts';
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
