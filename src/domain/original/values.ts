import { createWarning, ValueError, type Warning } from '../../errors.ts';
import { divide } from '../billing/largest-remainder.ts';
import { decimalToMinor, parseDecimal } from '../values/money.ts';
import { type Month, monthName, parseMonth } from '../values/month.ts';

/**
 * A number as a database wrote it, as a person would: without an exponent, and without zeros behind
 * the second decimal. What is no number is left as it is.
 */
export function plainNumber(text: string): string {
  const trimmed = text.trim();
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i.exec(trimmed);
  if (parts === null) return trimmed;
  const [, sign = '', whole = '', fraction = '', exponent] = parts;
  const shift = Number(exponent ?? 0);
  const digits = whole + fraction;
  const point = whole.length + shift;
  const padded =
    point <= 0
      ? '0'.repeat(1 - point) + digits
      : digits.padEnd(Math.max(point, digits.length), '0');
  const split = Math.max(point, 1);
  const decimals = padded.slice(split).replace(/^(\d{2}\d*?)0+$/, '$1');
  return `${sign}${padded.slice(0, split)}${decimals === '' ? '' : `.${decimals}`}`;
}

/**
 * The shortest decimal that a single-precision number can have been: 12345.67 was stored as
 * 12345.669921875.
 *
 * @param text the number that is stored, exactly
 */
export function shortestSingle(text: string): string {
  const stored = Number(text);
  // Nine digits tell every single-precision number from its neighbours (IEEE 754).
  for (let digits = 1; digits <= 9; digits++) {
    const short = Number(stored.toPrecision(digits));
    if (Math.fround(short) === stored) return String(short);
  }
  return text;
}

/** Reads the months of a column, and notes how they are written. */
export interface MonthReader {
  /** @throws ValueError `missing` or `bad_month` */
  read(text: string): Month;
  /** One for each month that is written in more than one way. */
  warnAboutSpellings(table: string): Warning[];
}

/** @param year of the months that are written without one */
export function createMonthReader(year: number | undefined): MonthReader {
  const spellings = new Map<Month, Set<string>>();
  return {
    read(text) {
      const month = parseOriginalMonth(text, year);
      const ways = spellings.get(month);
      if (ways === undefined) spellings.set(month, new Set([text.trim()]));
      else ways.add(text.trim());
      return month;
    },
    warnAboutSpellings: (table) =>
      [...spellings]
        .filter(([, ways]) => ways.size > 1)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([month, ways]) =>
          createWarning(
            'written_in_several_ways',
            `${table}: ${monthName(month)} is written ${[...ways].join(' and ')}.`,
          ),
        ),
  };
}

function parseOriginalMonth(text: string, year: number | undefined): Month {
  if (!/^[a-z]+$/i.test(text.trim())) return parseMonth(text);
  // Any year will do: only the name of the month is of interest.
  const month = parseMonth(`${text.trim()} ${year ?? 2000}`);
  if (year !== undefined) return month;
  throw new ValueError('bad_month', 'a month without its year', { offer: 'year' });
}

/** @throws ValueError `bad_year` */
export function parseYear(text: string): number {
  const trimmed = text.trim();
  if (!/^(19|2\d)\d\d$/.test(trimmed)) {
    throw new ValueError('bad_year', 'not a year; write it like 2025');
  }
  return Number(trimmed);
}

/** Reads amounts of money as they were recorded, and counts those that have to be rounded. */
export interface AmountReader {
  /**
   * An amount in minor units. More decimals than the currency has are rounded half up, by digits.
   *
   * @throws ValueError `missing` or `bad_amount`
   */
  read(text: string, least: 'more than 0' | '0 or more'): bigint;
  countRounded(): number;
}

export function createAmountReader(currencyDecimals: number): AmountReader {
  let rounded = 0;
  return {
    countRounded: () => rounded,
    read(text, least) {
      const plain = plainNumber(text);
      if (least === '0 or more' && /^0+(\.0+)?$/.test(plain)) return 0n;
      const amount = parseDecimal(plain);
      if (amount.decimals <= currencyDecimals) return decimalToMinor(amount, currencyDecimals);
      const unit = 10n ** BigInt(amount.decimals - currencyDecimals);
      const digits = divide(2n * amount.digits + unit, 2n * unit).quotient;
      if (digits * unit !== amount.digits) rounded++;
      if (digits === 0n && least === 'more than 0') {
        throw new ValueError('bad_amount', 'an amount must be more than 0');
      }
      return decimalToMinor({ digits, decimals: currencyDecimals }, currencyDecimals);
    },
  };
}

/**
 * A bcrypt hash in the form that signing in reads. `$2y$` is what others call `$2b$`.
 *
 * @throws ValueError `missing` or `bad_hash`
 */
export function parseBcryptHash(text: string): string {
  const hash = text.trim();
  if (hash === '') throw new ValueError('missing', 'the password is missing');
  if (!/^\$2[aby]\$(0[4-9]|[12]\d|3[01])\$[./A-Za-z0-9]{53}$/.test(hash)) {
    throw new ValueError('bad_hash', 'not a bcrypt hash, so nobody could sign in with it');
  }
  return hash.replace(/^\$2y/, '$2b');
}
