import { ValueError } from '../../errors.ts';
import { currencySigns } from '../values/currency.ts';
import { decimalToMinor, type WrittenAmount } from '../values/money.ts';
import type { MessSettings } from './settings.ts';

/**
 * Minor units of an amount as somebody wrote it, in the currency of the mess.
 *
 * @throws ValueError `bad_amount` it has the sign of another currency, or more decimals than this one
 */
export function amountInCurrency(
  { currency, currencyDecimals }: Pick<MessSettings, 'currency' | 'currencyDecimals'>,
  amount: WrittenAmount,
): bigint {
  if (amount.sign !== '' && !currencySigns(currency).includes(amount.sign)) {
    throw new ValueError(
      'bad_amount',
      `${amount.sign} is no sign of ${currency}, the mess's currency`,
    );
  }
  return decimalToMinor(amount, currencyDecimals);
}
