/**
 * The middle one of an odd number of amounts.
 *
 * @param amounts in minor units, at least one, in any order
 */
export function median(amounts: readonly bigint[]): bigint {
  const sorted = amounts.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new RangeError('median: of nothing');
  return middle;
}

/** What of a bill is compared: its amount, and the hundredths of days that it was shared over. */
export interface BilledDays {
  readonly billedMinor: bigint;
  readonly daysHundredths: bigint;
}

/**
 * Whether a bill is far from another one in all and for each day eaten: in a month of holidays either
 * may be far off alone.
 */
export function isUnlike(bill: BilledDays, other: BilledDays): boolean {
  if (!isUnusual(bill.billedMinor, other.billedMinor)) return false;
  if (bill.daysHundredths === 0n || other.daysHundredths === 0n) return true;
  return isUnusual(
    bill.billedMinor * other.daysHundredths,
    other.billedMinor * bill.daysHundredths,
  );
}

/** Whether an amount is more than three times, or less than a third of, the usual one. */
export function isUnusual(amountMinor: bigint, usualMinor: bigint): boolean {
  return amountMinor > usualMinor * 3n || amountMinor * 3n < usualMinor;
}
