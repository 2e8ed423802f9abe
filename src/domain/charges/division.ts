import type { ChargePolicy } from '../mess/charge-policy.ts';
import type { CountsAs } from './charge.ts';

interface CountedCharge {
  readonly countsAs: CountsAs;
  /** Less than 0 for a discount. */
  readonly amountMinor: bigint;
}

/** By how much charges change what is divided, in minor units. */
export interface DivisionChange {
  /** The income from guests that is taken off, never more than there is to divide. */
  readonly loweredMinor: bigint;
  /** The discounts that are put on. */
  readonly raisedMinor: bigint;
}

export const NO_CHANGE: DivisionChange = { loweredMinor: 0n, raisedMinor: 0n };

/**
 * By how much the charges of a month change the cost that is divided.
 *
 * @param totalMinor what was spent; null where nothing is divided
 */
export function changeDivision(
  totalMinor: bigint | null,
  charges: readonly CountedCharge[],
  { guestIncome, discountsBy }: ChargePolicy,
): DivisionChange {
  if (totalMinor === null) return NO_CHANGE;
  const raisedMinor = discountsBy === 'pool' ? -sumOf(charges, 'discount') : 0n;
  const income = guestIncome === 'lowers' ? sumOf(charges, 'guest') : 0n;
  const room = totalMinor + raisedMinor;
  return { loweredMinor: income < room ? income : room, raisedMinor };
}

/**
 * What is divided by days: the cost, as charges changed it.
 *
 * @param totalMinor what was spent; null where nothing is divided
 */
export function dividedOf(
  totalMinor: bigint | null,
  { loweredMinor, raisedMinor }: DivisionChange,
): bigint | null {
  return totalMinor === null ? null : totalMinor - loweredMinor + raisedMinor;
}

/** What charges leave over of a cost that is divided, in minor units. */
export interface LeftOver {
  /** Income from guests beside the cost. */
  readonly surplusMinor: bigint;
  /** Discounts that nobody bears but the mess. */
  readonly shortfallMinor: bigint;
}

export function leftOver(
  charges: readonly CountedCharge[],
  { loweredMinor, raisedMinor }: DivisionChange,
): LeftOver {
  return {
    surplusMinor: sumOf(charges, 'guest') - loweredMinor,
    shortfallMinor: -sumOf(charges, 'discount') - raisedMinor,
  };
}

function sumOf(charges: readonly CountedCharge[], countsAs: CountsAs): bigint {
  return charges.reduce(
    (sum, charge) => (charge.countsAs === countsAs ? sum + charge.amountMinor : sum),
    0n,
  );
}
