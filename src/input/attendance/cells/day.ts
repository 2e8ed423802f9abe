import type { RowError } from '../../../domain/imports/report.ts';
import { LATER_THAN_NOW } from '../../../domain/mess/date-doubt.ts';
import { minutesOfDay } from '../../../domain/values/date.ts';
import { type Month, monthOfDate } from '../../../domain/values/month.ts';
import { ValueError } from '../../../errors.ts';
import type { CsvRow } from '../../csv/csv.ts';
import type { DateJudge } from '../../csv/dates/judge.ts';
import type { TimestampOptions } from '../../csv/dates/timestamp.ts';

export interface DayOptions extends Omit<TimestampOptions, 'format' | 'dayStartMinutes'> {
  readonly month?: Month | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly dateFormat?: string | undefined;
  /** `HH:MM`, when a day of the mess begins. */
  readonly dayStarts: string;
}

/** A day of a log. */
export interface Day {
  readonly month: Month;
  /** Bit 0 is the first of the month. */
  readonly daysMask: number;
}

/** `outside` of the dates asked for; undefined where it cannot be read, and there is an error more. */
export type DayCell = (
  text: string,
  row: CsvRow,
  errors: RowError[],
) => Day | 'outside' | undefined;

/**
 * Reads the day of a row.
 *
 * @param column how the file calls its days
 * @throws ValueError `bad_date_format`
 */
export async function dayCell(
  column: string,
  options: DayOptions,
  judge: DateJudge,
): Promise<DayCell> {
  const parseDay = await createDayParser(options, judge);
  return (text, { line }, errors) => {
    try {
      return parseDay(text) ?? 'outside';
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      const { code, message, remedy } = error;
      errors.push({ line, column, code, value: text.trim(), message, remedy });
      return undefined;
    }
  };
}

/**
 * Reads the day of a timestamp; undefined for one outside of the dates asked for.
 *
 * @returns a parser that throws ValueError `missing`, `bad_timestamp`, `other_month` or `in_the_future`
 * @throws ValueError `bad_date_format`
 */
async function createDayParser(
  options: DayOptions,
  judge: DateJudge,
): Promise<(text: string) => Day | undefined> {
  // Its library takes a while to load, and other layouts do not need it.
  const { timestampParser } = await import('../../csv/dates/timestamp.ts');
  const dayStartMinutes = minutesOfDay(options.dayStarts);
  const parseTimestamp = timestampParser(
    { ...options, format: options.dateFormat, dayStartMinutes },
    judge,
  );
  const { from, to, month: expected } = options;
  const lastDate = options.latest?.slice(0, 10) ?? '';
  /** A log has few days, and many rows of each. */
  const known = new Map<string, Day>();
  return (text) => {
    const { date, isLater } = parseTimestamp(text);
    if ((from !== undefined && date < from) || (to !== undefined && date > to)) return undefined;
    // Of a day to come it is said with its month.
    if (isLater && date <= lastDate) throw new ValueError('in_the_future', LATER_THAN_NOW);
    const before = known.get(date);
    if (before !== undefined) return before;
    const month = monthOfDate(date);
    if (expected !== undefined && month !== expected) {
      throw new ValueError('other_month', `the file is imported for ${expected}`, {
        offer: 'other days',
      });
    }
    const day = { month, daysMask: 1 << (Number(date.slice(8)) - 1) };
    known.set(date, day);
    return day;
  };
}
