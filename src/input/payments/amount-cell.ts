import { currencySigns } from '../../domain/values/currency.ts';
import { decimalToMinor, parseDecimal } from '../../domain/values/money.ts';
import { ValueError } from '../../errors.ts';

/** An amount as a bank writes it. */
export interface BankAmount {
  /** In minor units, 0 or more. */
  readonly minor: bigint;
  /** What stands before or behind it says; undefined where nothing does. */
  readonly side: Side | undefined;
}

export const SIDES = ['credit', 'debit'] as const;

export type Side = (typeof SIDES)[number];

/** What nearly all cells are: groups of three, or of two before a last one of three, and two decimals. */
const USUAL = /^(?:\d{1,13}|\d{1,2}(?:,\d{2}){0,4},\d{3}|\d{1,3}(?:,\d{3}){1,3})\.\d{2}$/;
const ZERO = /^[0,]*\.?0*$/;
const SIDE = /\s*\(?\s*(?<![a-z])(cr|dr|credit|debit)\.?\s*\)?$/i;

/**
 * Reads the amounts of statements: with groups, the sign of the currency, a side behind (`Cr`, `(Dr)`), in
 * brackets or with a minus for what went out; `-,77,65,682.30` has its minus on a group that was left out.
 *
 * @returns a parser that throws ValueError `bad_amount`; undefined for an empty cell
 */
export function bankAmountParser(money: {
  readonly currency: string;
  readonly currencyDecimals: number;
}): (text: string) => BankAmount | undefined {
  const { currency, currencyDecimals } = money;
  // The longest first, so that of `Rs.` no point is left over.
  const signs = currencySigns(currency).sort((a, b) => b.length - a.length);

  function stripSign(text: string): string {
    const upper = text.toUpperCase();
    const sign = signs.find((each) => upper.startsWith(each));
    return sign === undefined ? text : text.slice(sign.length).trim();
  }

  /** Zeros beyond the decimals of the currency are none. */
  function toMinor(text: string): bigint {
    if (ZERO.test(text)) return 0n;
    const { digits, decimals } = parseDecimal(text);
    let [left, over] = [digits, decimals - currencyDecimals];
    for (; over > 0 && left % 10n === 0n; over--) left /= 10n;
    return decimalToMinor({ digits: left, decimals: currencyDecimals + over }, currencyDecimals);
  }

  return (cell) => {
    const text = cell.trim();
    if (text === '' || text === '-') return undefined;
    if (currencyDecimals === 2 && USUAL.test(text)) {
      return { minor: BigInt(text.replace(/[,.]/g, '')), side: undefined };
    }
    const word = SIDE.exec(text)?.[1]?.toLowerCase();
    const written = stripSign(text.replace(SIDE, '').trim());
    const [, bracketed, before, behind] =
      /^\((.+)\)$|^[-\u2212]\s*,?\s*(.+)$|^(.+?)\s*[-\u2212]$/.exec(written) ?? [];
    const lowered = bracketed ?? before ?? behind;
    const number = stripSign((lowered ?? written).replace(/^\+\s*/, ''));
    if (!/\d/.test(number)) throw new ValueError('bad_amount', 'not an amount of money');
    const isOut = word === undefined ? lowered !== undefined : word.startsWith('d');
    if (word !== undefined && lowered !== undefined && !isOut) {
      throw new ValueError(
        'bad_amount',
        'a minus before it and Cr behind it contradict each other',
      );
    }
    const side =
      word === undefined && lowered === undefined && !/^\+/.test(written)
        ? undefined
        : isOut
          ? 'debit'
          : 'credit';
    return { minor: toMinor(number), side };
  };
}
