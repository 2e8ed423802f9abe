import type { Language } from '../mess/language.ts';

/** How a language writes figures. */
export interface Formats {
  /** @param amount decimal text, as documents have it: a number would lose a paisa of a large one */
  money(amount: string, currency: { readonly code: string; readonly decimals: number }): string;
  number(value: number): string;
  /** @param month `YYYY-MM` */
  month(month: string): string;
  /** The same for a table. */
  shortMonth(month: string): string;
  /** @param date `YYYY-MM-DD` */
  date(date: string): string;
  shortDate(date: string): string;
  /** @param at ISO 8601 */
  time(at: string, timeZone: string): string;
}

/** Digits are Latin in both, as on receipts and in apps. */
const LOCALES: Readonly<Record<Language, string>> = {
  en: 'en-IN-u-nu-latn',
  hi: 'hi-IN-u-nu-latn',
};

/** In Hindi it is a time of the morning or the night, and none of `pm`. */
const TIME_OF: Readonly<Record<Language, Intl.DateTimeFormatOptions>> = {
  en: { dateStyle: 'medium', timeStyle: 'short' },
  hi: {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    dayPeriod: 'short',
  },
};

const made = new Map<Language, Formats>();

/** Made once for each language: a formatter takes longer to make than a page. */
export function formatsOf(language: Language): Formats {
  const found = made.get(language) ?? createFormats(language);
  made.set(language, found);
  return found;
}

function createFormats(language: Language): Formats {
  const locale = LOCALES[language];
  const amounts = new Map<string, Intl.NumberFormat>();
  const numbers = new Intl.NumberFormat(locale);
  const day = (month: 'short' | 'long') =>
    new Intl.DateTimeFormat(locale, { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' });
  const monthOnly = (month: 'short' | 'long') =>
    new Intl.DateTimeFormat(locale, { month, year: 'numeric', timeZone: 'UTC' });
  const [days, shortDays] = [day('long'), day('short')];
  const [months, shortMonths] = [monthOnly('long'), monthOnly('short')];
  const times = new Map<string, Intl.DateTimeFormat>();
  return {
    money(amount, { code, decimals }) {
      const format = once(amounts, code, () => currencyFormat(locale, code, decimals));
      // Text is formatted exactly, and the types of this library know numbers alone.
      return format.format(amount as unknown as number);
    },
    number: (value) => numbers.format(value),
    month: (month) => months.format(new Date(`${month}-01`)),
    shortMonth: (month) => shortMonths.format(new Date(`${month}-01`)),
    date: (date) => days.format(new Date(date)),
    shortDate: (date) => shortDays.format(new Date(date)),
    time(at, timeZone) {
      const format = once(
        times,
        timeZone,
        () => new Intl.DateTimeFormat(locale, { ...TIME_OF[language], timeZone }),
      );
      return format.format(new Date(at));
    },
  };
}

function currencyFormat(locale: string, currency: string, decimals: number): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

function once<T>(kept: Map<string, T>, key: string, make: () => T): T {
  const found = kept.get(key) ?? make();
  kept.set(key, found);
  return found;
}
