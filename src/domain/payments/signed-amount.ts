import { ValueError } from '../../errors.ts';
import { currencySigns } from '../values/currency.ts';
import { decimalToMinor, parseWrittenAmount, type WrittenAmount } from '../values/money.ts';

/** An amount that is owed, or has been paid too much, before the currency says how many decimals it has. */
export interface SignedAmount {
  /** Null for nothing at all. */
  readonly amount: WrittenAmount | null;
  /** Whether it is in the student's favour. */
  readonly isCredit: boolean;
}

/**
 * What was owed as people write it: `1,250`, `0`; in the student's favour as `-300` or `300 Cr`.
 *
 * @throws ValueError `missing` or `bad_amount`
 */
export function parseSignedAmount(text: string): SignedAmount {
  const [, minus = '', written = '', side = ''] =
    /^([-\u2212]?)\s*(.*?)\s*(dr|cr)?\.?$/i.exec(text.trim()) ?? [];
  if (/^0+(\.0*)?$/.test(written)) return { amount: null, isCredit: false };
  const isCredit = (minus !== '') !== (side.toLowerCase() === 'cr');
  return { amount: parseWrittenAmount(written), isCredit };
}

/**
 * What is in a box, which may be empty.
 *
 * @throws ValueError `missing` or `bad_amount`
 */
export function parseCounted(text: string): SignedAmount {
  const amount = parseSignedAmount(text);
  if (!amount.isCredit) return amount;
  throw new ValueError('bad_amount', 'a box holds nothing less than 0');
}

/**
 * In minor units: above 0 is owed.
 *
 * @throws ValueError `bad_amount` it has the sign of another currency, or more decimals
 */
export function signedToMinor(
  { amount, isCredit }: SignedAmount,
  { currency, currencyDecimals }: { readonly currency: string; readonly currencyDecimals: number },
): bigint {
  if (amount === null) return 0n;
  if (amount.sign !== '' && !currencySigns(currency).includes(amount.sign)) {
    throw new ValueError(
      'bad_amount',
      `${amount.sign} is no sign of ${currency}, the mess's currency`,
    );
  }
  const minor = decimalToMinor(amount, currencyDecimals);
  return isCredit ? -minor : minor;
}
