import { InvalidInputError, ValueError } from '../../errors.ts';

/** The most one amount may be, in minor units: 2^53 − 1. Sums may be larger. */
export const MAX_AMOUNT_MINOR = 9_007_199_254_740_991n;

/** A decimal number as it was written, before the currency says how many decimals it has. */
export interface Decimal {
  /** All digits, without the point. */
  readonly digits: bigint;
  /** How many of them stand after the point. */
  readonly decimals: number;
}

const PLAIN = /^\d+(\.\d+)?$/;
/** 90,000.00 and 12,34,567.50: groups of three, or of two before a last one of three. */
const GROUPED = /^(\d{1,3}(,\d{3})+|\d{1,2}(,\d{2})*,\d{3})(\.\d+)?$/;

/**
 * Reads an amount of money by its digits; group commas are taken off.
 *
 * @throws ValueError `bad_amount` when it is no amount, or not more than 0
 */
export function parseDecimal(text: string): Decimal {
  const trimmed = text.trim();
  if (trimmed === '') throw new ValueError('missing', 'the amount is missing');
  if (/^[-\u2212]/.test(trimmed)) {
    throw new ValueError('bad_amount', 'an amount must be more than 0', { offer: 'refund' });
  }
  if (!PLAIN.test(trimmed) && !GROUPED.test(trimmed)) {
    throw new ValueError('bad_amount', 'not an amount of money; write it like 74000 or 74,000.50');
  }
  const [whole = '', fraction = ''] = trimmed.replaceAll(',', '').split('.');
  const digits = BigInt(whole + fraction);
  if (digits === 0n) throw new ValueError('bad_amount', 'an amount must be more than 0');
  return { digits, decimals: fraction.length };
}

/** An amount as people write it: with the sign of its currency, in capitals; empty where there is none. */
export interface WrittenAmount extends Decimal {
  readonly sign: string;
}

/**
 * The same where a sign may stand before the amount and `/-` behind it: `Rs. 3,150/-`. Whether the sign is
 * that of the mess only its settings tell.
 *
 * @throws ValueError `missing` or `bad_amount`
 */
export function parseWrittenAmount(text: string): WrittenAmount {
  const [, sign = '', amount = ''] =
    /^([^\d\s.,+-]*\.?)\s*(.*?)(?:\/[-=])?$/.exec(text.trim()) ?? [];
  return { ...parseDecimal(amount === '' ? text : amount), sign: sign.toUpperCase() };
}

/**
 * Minor units of an amount in a currency with `currencyDecimals` decimals.
 *
 * @throws ValueError `bad_amount` when it has more decimals than the currency or exceeds
 *   MAX_AMOUNT_MINOR
 */
export function decimalToMinor(amount: Decimal, currencyDecimals: number): bigint {
  if (amount.decimals > currencyDecimals) {
    throw new ValueError(
      'bad_amount',
      currencyDecimals === 0
        ? 'the currency has no decimals'
        : `the currency has ${currencyDecimals} decimals, not ${amount.decimals}`,
    );
  }
  const minor = amount.digits * 10n ** BigInt(currencyDecimals - amount.decimals);
  if (minor > MAX_AMOUNT_MINOR) {
    throw new ValueError(
      'bad_amount',
      `the largest amount is ${formatMinor(MAX_AMOUNT_MINOR, currencyDecimals)}`,
    );
  }
  return minor;
}

/** A decimal string with exactly the currency's decimals, never grouped: `74000.00`. */
export function formatMinor(minor: bigint, currencyDecimals: number): string {
  const sign = minor < 0n ? '-' : '';
  const digits = (minor < 0n ? -minor : minor).toString().padStart(currencyDecimals + 1, '0');
  if (currencyDecimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -currencyDecimals)}.${digits.slice(-currencyDecimals)}`;
}

/** The same, or null where there is none. */
export function formatMinorOrNull(minor: bigint | null, currencyDecimals: number): string | null {
  return minor === null ? null : formatMinor(minor, currencyDecimals);
}

/** What amounts of one kind above 0 may come to, and those below, so that no sum of some is more than a BIGINT holds. */
const MOST_IN_ALL_MINOR = 2n ** 61n;

/** Of smaller ones no mess has enough to come to as much. */
export const LARGE_MINOR = 2n ** 31n;

export function isLarge(amountMinor: bigint): boolean {
  return amountMinor > LARGE_MINOR || amountMinor < -LARGE_MINOR;
}

/**
 * Before anything is stored. Only large amounts are looked at: they are few, and all others together stay below the
 * same bound.
 *
 * @param what they are of, for the sentence: `the accounts`
 * @param standing the large ones that count already, in minor units
 * @throws InvalidInputError `sum_too_large`
 */
export function refuseBeyondSums(
  what: string,
  standing: readonly bigint[],
  added: readonly bigint[],
): void {
  const large = [...standing, ...added].filter(isLarge);
  const sumOf = (amounts: readonly bigint[]) => amounts.reduce((sum, each) => sum + each, 0n);
  const above = sumOf(large.filter((each) => each > 0n));
  const below = -sumOf(large.filter((each) => each < 0n));
  if (above <= MOST_IN_ALL_MINOR && below <= MOST_IN_ALL_MINOR) return;
  throw new InvalidInputError(
    'sum_too_large',
    `With these amounts ${what} would come to more than can be added up. Nothing was recorded.`,
  );
}
