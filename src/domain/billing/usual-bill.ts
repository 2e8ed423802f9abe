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
