import { divide } from '../billing/largest-remainder.ts';

/**
 * What something cost for each of so many, rounded half up to the minor unit. For people to compare months by:
 * no share and no bill is ever made of it.
 *
 * @param amountMinor in minor units
 * @param hundredths of days, or of whatever it is for
 * @returns in minor units; null where there is nothing to divide by, or the amount is below 0
 */
export function rateOf(amountMinor: bigint, hundredths: number): bigint | null {
  if (hundredths <= 0 || amountMinor < 0n) return null;
  const by = BigInt(hundredths);
  return divide(amountMinor * 200n + by, 2n * by).quotient;
}
