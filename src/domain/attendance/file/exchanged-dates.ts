import { exchangeDayAndMonth } from '../../values/date.ts';
import type { Month } from '../../values/month.ts';
import { countDays, type MonthFigures } from '../figures.ts';

/** What the dates of a log come to, and would come to with day and month exchanged: `YYYY-MM-DD` each. */
interface ExchangedDates {
  readonly months: number;
  readonly first: string;
  readonly last: string;
  readonly meantFirst: string;
  readonly meantLast: string;
}

const LEAST_MONTHS = 3;
const LAST_MONTH_BIT = 11;

/**
 * Whether the punches of a log fall on the same day or two of many months, and exchanged on many days of
 * a month or two: nobody eats like that.
 *
 * @param figures of a log, in the order of months, with the days that they cover
 */
export function findExchangedDates(figures: readonly MonthFigures[]): ExchangedDates | undefined {
  const days = figures.reduce((mask, { covered }) => mask | covered, 0);
  const months = figures.filter(({ covered }) => covered !== 0);
  if (months.length < LEAST_MONTHS || countDays(days) * 2 > months.length) return undefined;
  if (days >>> (LAST_MONTH_BIT + 1) !== 0) return undefined;
  const dates = months.flatMap(({ month, covered }) => datesOf(month, covered));
  const meant = dates.map(exchangeDayAndMonth).sort();
  return {
    months: months.length,
    first: dates[0] ?? '',
    last: dates.at(-1) ?? '',
    meantFirst: meant[0] ?? '',
    meantLast: meant.at(-1) ?? '',
  };
}

function datesOf(month: Month, covered: number): string[] {
  return Array.from({ length: 31 }, (_, index) => index)
    .filter((bit) => (covered & (1 << bit)) !== 0)
    .map((bit) => `${month}-${String(bit + 1).padStart(2, '0')}`);
}
