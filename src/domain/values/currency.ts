import { ValueError } from '../../errors.ts';

/**
 * An ISO 4217 code this machine knows, in capitals.
 *
 * @throws ValueError `bad_currency`
 */
export function parseCurrency(text: string): string {
  const code = text.trim().toUpperCase();
  if (!/^[A-Z]{3}$/.test(code) || !Intl.supportedValuesOf('currency').includes(code)) {
    throw new ValueError('bad_currency', 'not a currency code; write it like INR, EUR or NPR');
  }
  return code;
}

/** How a mess writes its money. */
export interface MoneyStyle {
  /** ISO 4217. */
  readonly currency: string;
  readonly currencyDecimals: number;
  /** For grouping amounts that people read. */
  readonly locale: string;
}

/** How many decimals the currency has by ISO 4217: 2 for INR, 0 for JPY. */
export function currencyDecimals(code: string): number {
  if (code === 'INR') return 2;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency: code });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/** Currencies of countries that write 12,34,567 and not 1,234,567. */
const LAKH_CURRENCIES = new Set(['INR', 'NPR', 'PKR', 'BDT', 'LKR', 'BTN']);

/** The locale that groups the currency's amounts for people. */
export function currencyLocale(code: string): string {
  return LAKH_CURRENCIES.has(code) ? 'en-IN' : 'en';
}

/** In whose amounts people write `Rs` or `Rs.` for the sign. */
const RUPEES = new Set(['INR', 'NPR', 'PKR', 'LKR', 'MUR']);

/** What people write before an amount of the currency, in capitals: its code, its sign. */
export function currencySigns(code: string): string[] {
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency: code,
    currencyDisplay: 'narrowSymbol',
  });
  const sign = format.formatToParts(0).find(({ type }) => type === 'currency')?.value ?? code;
  return [code, sign.toUpperCase(), ...(RUPEES.has(code) ? ['RS.', 'RS'] : [])];
}
