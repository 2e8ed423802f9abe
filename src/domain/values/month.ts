import { ValueError } from '../../errors.ts';

/** A calendar month as `YYYY-MM`, so that text order is time order. */
export type Month = string;

/**
 * A month as it may be named at the keyboard; all but a month itself need the mess's clock. `latest 10` is
 * the latest October that is not in the future.
 */
export type MonthReference = Month | 'this' | 'previous' | `latest ${number}`;

const NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const HOW_TO_WRITE = 'write it like 2025-05, 05/2025 or May 2025';

/**
 * Reads `2025-05`, `05/2025`, `May 2025` and `Jun 2025` (English names in any case), and `May-25`:
 * spreadsheets turn all of these into it.
 *
 * @throws ValueError `missing` or `bad_month`
 */
export function parseMonth(text: string): Month {
  const trimmed = text.trim();
  if (trimmed === '') throw new ValueError('missing', 'the month is missing');
  const iso = /^(\d{4})-(\d{2})$/.exec(trimmed);
  if (iso) return monthOf(Number(iso[1]), Number(iso[2]));
  const slashed = /^(\d{1,2})\/(\d{4})$/.exec(trimmed);
  if (slashed) return monthOf(Number(slashed[2]), Number(slashed[1]));
  const named = /^([a-z]+)(?:\s+|-)(\d{4})$|^([a-z]+)-(\d{2})$/i.exec(trimmed);
  if (named) {
    const number = numberOfName(named[1] ?? named[3] ?? '');
    return monthOf(Number(named[2] ?? `20${named[4]}`), number);
  }
  throw new ValueError('bad_month', `not a month; ${HOW_TO_WRITE}`);
}

/** From 1; 0 for what is no English name of a month, full or of three letters. */
export function numberOfName(text: string): number {
  const word = text.toLowerCase();
  return (
    NAMES.findIndex((name, number) => {
      const full = name.toLowerCase();
      return word === full || word === full.slice(0, 3) || (word === 'sept' && number === 8);
    }) + 1
  );
}

/**
 * The month of which a date in any common form is the first day: spreadsheets turn `May 2025` into
 * `05/01/2025` or `01/05/2025`, by their region. Whether the 5th of January was meant nobody can
 * tell from the text, so this is for comparing, and no way to read a month.
 */
export function monthOfFirstDay(text: string): Month | undefined {
  const trimmed = text.trim();
  const iso = /^(\d{4})-(\d{2})-01$/.exec(trimmed);
  const digits = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/.exec(trimmed);
  const named = /^0?1[\s-]([a-z]{3,9})[\s-](\d{4}|\d{2})$/i.exec(trimmed);
  let year = '';
  let number = 0;
  if (iso) [year, number] = [iso[1] ?? '', Number(iso[2])];
  else if (named) [year, number] = [named[2] ?? '', numberOfName(named[1] ?? '')];
  else if (digits) {
    const [, first, , second] = digits.map(Number);
    year = digits[4] ?? '';
    number = first === 1 ? (second ?? 0) : second === 1 ? (first ?? 0) : 0;
  }
  if (number < 1 || number > 12) return undefined;
  return monthOf(Number(year.padStart(4, '20')), number);
}

/**
 * Like parseMonth, and also `this`, `previous` or `last`, and `October`, `Oct` or `10`.
 *
 * @throws ValueError `missing` or `bad_month`
 */
export function parseMonthReference(text: string): MonthReference {
  const word = text.trim().toLowerCase();
  if (word === 'this' || word === 'previous') return word;
  if (word === 'last') return 'previous';
  const number = /^\d{1,2}$/.test(word) ? Number(word) : numberOfName(word);
  if (number >= 1 && number <= 12) return `latest ${number}`;
  try {
    return parseMonth(text);
  } catch (error) {
    if (error instanceof ValueError && error.code === 'bad_month') {
      throw new ValueError('bad_month', `not a month; ${HOW_TO_WRITE}, or this, or previous`);
    }
    throw error;
  }
}

/**
 * @param today gives the date `YYYY-MM-DD` in the mess's time zone; not asked where it does not matter,
 *   since time zones take long to load
 */
export function resolveMonth(reference: MonthReference, today: () => string): Month {
  if (reference === 'this') return monthOfDate(today());
  if (reference === 'previous') return addMonths(monthOfDate(today()), -1);
  const [, number] = /^latest (\d+)$/.exec(reference) ?? [];
  if (number === undefined) return reference;
  const current = monthOfDate(today());
  const inThisYear = monthOf(Number(current.slice(0, 4)), Number(number));
  return inThisYear <= current ? inThisYear : addMonths(inThisYear, -12);
}

function monthOf(year: number, number: number): Month {
  if (number < 1 || number > 12 || year < 1900 || year > 2999) {
    throw new ValueError('bad_month', `not a month; ${HOW_TO_WRITE}`);
  }
  return `${year}-${String(number).padStart(2, '0')}`;
}

/** Whether it is a month in the one form that is stored. */
export function isMonth(value: unknown): value is Month {
  const parts = typeof value === 'string' ? /^(\d{4})-(\d{2})$/.exec(value) : null;
  if (parts === null) return false;
  const [year, number] = [Number(parts[1]), Number(parts[2])];
  return number >= 1 && number <= 12 && year >= 1900 && year <= 2999;
}

/** The month that a date `YYYY-MM-DD` lies in. */
export function monthOfDate(date: string): Month {
  return date.slice(0, 7);
}

/** Months since year 0: `year × 12 + month`, the number that moves the odd minor unit on. */
export function monthIndex(month: Month): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
}

/** The month `count` months later, or earlier when negative. */
export function addMonths(month: Month, count: number): Month {
  const index = monthIndex(month) - 1 + count;
  const number = index % 12;
  return `${String((index - number) / 12).padStart(4, '0')}-${String(number + 1).padStart(2, '0')}`;
}

/** Calendar days of the month, by the Gregorian calendar. */
export function calendarDays(month: Month): number {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
}

/** The first day, as `YYYY-MM-DD`. */
export function firstDay(month: Month): string {
  return `${month}-01`;
}

/** The last day, as `YYYY-MM-DD`. */
export function lastDay(month: Month): string {
  return `${month}-${String(calendarDays(month)).padStart(2, '0')}`;
}

/** For people: `May 2025`. */
export function monthName(month: Month): string {
  return `${NAMES[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`;
}

/**
 * A day to begin with that is another one as time goes on: the first of this month, the first of the one
 * before, or the day after the last month that is closed.
 */
export type SinceWord = 'this' | 'previous' | 'open';

export const SINCE_WORDS: readonly SinceWord[] = ['this', 'previous', 'open'];

/** Undefined for what is none of the words. */
export function findSinceWord(text: string): SinceWord | undefined {
  const word = text.trim().toLowerCase();
  return SINCE_WORDS.find((each) => each === word);
}
