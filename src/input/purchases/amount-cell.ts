import { currencySigns } from '../../domain/values/currency.ts';
import { decimalToMinor, parseDecimal } from '../../domain/values/money.ts';
import { ValueError } from '../../errors.ts';

export interface AmountOptions {
  /** ISO 4217. */
  readonly currency: string;
  readonly currencyDecimals: number;
  /** Between the cells of the file. */
  readonly delimiter: string;
}

/** `1234,5` and `1234,50`: no grouping comma has one or two digits behind it. */
const DECIMAL_COMMA = /^\d+,\d{1,2}$/;
/** `1,234`: a thousand and more, or one and a bit. */
const EITHER = /^\d{1,3},\d{3}$/;

/**
 * Reads the amounts of a file, in minor units. The sign of the mess's own currency may stand before an
 * amount, and `/-` behind it. A comma groups, as on the command line. Where semicolons stand between
 * the cells, as they do in files of people who write a decimal comma, it is one; and there what could
 * be either is refused. A minus before it, or brackets around it, make it a refund: less than 0.
 *
 * @returns a parser that throws ValueError `missing` or `bad_amount`
 */
export function amountParser(options: AmountOptions): (text: string) => bigint {
  const { currency, currencyDecimals, delimiter } = options;
  // The longest first, so that of `Rs.` no point is left over.
  const signs = currencySigns(currency).sort((a, b) => b.length - a.length);
  const readsDecimalComma = delimiter === ';' && currencyDecimals > 0;

  function stripSigns(text: string): string {
    const sign = signs.find((each) => text.toUpperCase().startsWith(each));
    const amount = sign === undefined ? text : text.slice(sign.length);
    return amount.replace(/\/[-=]$/, '').trim();
  }

  return (text) => {
    const { isRefund, rest } = takeSign(text.trim());
    if (isRefund) return -read(stripSigns(rest));
    const inner = takeSign(stripSigns(rest));
    return inner.isRefund ? -read(inner.rest) : read(inner.rest);
  };

  function read(amount: string): bigint {
    if (DECIMAL_COMMA.test(amount)) {
      if (readsDecimalComma) return toMinor(amount.replace(',', '.'));
      throw new ValueError('bad_amount', `a comma groups thousands; is it ${dotted(amount)}?`);
    }
    if (readsDecimalComma && EITHER.test(amount)) {
      throw new ValueError(
        'bad_amount',
        `may be ${amount.replace(',', '')} or ${dotted(amount)}; write it without the comma`,
      );
    }
    return toMinor(amount);
  }

  function toMinor(amount: string): bigint {
    return decimalToMinor(parseDecimal(amount), currencyDecimals);
  }
}

function dotted(amount: string): string {
  return amount.replace(',', '.');
}

/**
 * Whether two neighbouring cells may be one amount that its own comma cut in two: `1,234` or `1234,50`
 * without quotes, in a file with commas between the cells.
 */
export function mayBeSplitAmount(amount: string, next: string): boolean {
  const [first, second] = [amount.trim().replace(/^\D+/, ''), next.trim()];
  if (!/^\d+$/.test(first)) return false;
  if (/^\d{3}(\.\d+)?$/.test(second)) return first.length <= 3;
  return /^\d{1,2}(\/-)?$/.test(second);
}

/** Accountants write `-120`, `−120` or `(120)`. */
function takeSign(text: string): { readonly isRefund: boolean; readonly rest: string } {
  const [, bracketed, behindMinus] = /^\((.+)\)$|^[-\u2212]\s*(.+)$/.exec(text) ?? [];
  const rest = bracketed ?? behindMinus;
  return { isRefund: rest !== undefined, rest: (rest ?? text).trim() };
}
