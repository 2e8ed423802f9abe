import { DateTime } from 'luxon';
import { dateTimeIn, dayBefore, minutesOfDay, parseDate } from '../../../domain/values/date.ts';
import { type DateForm, readDate, refuseNoSuchDay } from '../../../domain/values/date-form.ts';
import { calendarDays } from '../../../domain/values/month.ts';
import { ValueError } from '../../../errors.ts';
import { compileForm, toOffset, toSeconds, type WrittenTime } from './forms.ts';
import type { DateJudge } from './judge.ts';

export interface TimestampOptions {
  /**
   * The form of other than ISO timestamps, in the letters of either common notation:
   * `DD/MM/YYYY HH:mm` or `dd/MM/yyyy HH:mm`.
   */
  readonly format?: string | undefined;
  /** The zone of timestamps that name none; that of the mess when undefined. */
  readonly timeZone?: string | undefined;
  readonly messTimeZone: string;
  /** Minutes after midnight until which a time belongs to the day before; a bare date stays what it is. */
  readonly dayStartMinutes: number;
  /** `YYYY-MM-DD HH:MM` on the mess's clock, after which a time is later than now; none is when undefined. */
  readonly latest?: string | undefined;
}

/** What a timestamp says. */
export interface ReadDay {
  /** `YYYY-MM-DD`, of the mess. */
  readonly date: string;
  /** Of a time: it has not come yet. */
  readonly isLater: boolean;
}

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:(?:T|\s+)(\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/**
 * Reads timestamps as the day `YYYY-MM-DD` of the mess, in its zone.
 *
 * @param judge told of each; what it finds is in `review`
 * @returns a parser that throws ValueError `missing` or `bad_timestamp`
 * @throws ValueError `bad_date_format`
 */
export function timestampParser(
  options: TimestampOptions,
  judge: DateJudge,
): (text: string) => ReadDay {
  const read = options.format === undefined ? readIso : compileForm(options.format);
  const dayOf = dayFinder(options);
  return (text) => {
    const trimmed = text.trim();
    if (trimmed === '') throw new ValueError('missing', 'the timestamp is missing');
    const written = read(trimmed);
    if (written === undefined) throw refuse(judge, 'bad_timestamp', trimmed);
    judge.accept(trimmed, written.date);
    const day = dayOf(written);
    const year = Number(day.date.slice(0, 4));
    if (year < 1900 || year > 2999) {
      throw new ValueError('bad_timestamp', 'not a time between 1900 and 2999');
    }
    return day;
  };
}

/**
 * Reads dates as `YYYY-MM-DD`: ISO, or in the form that is given.
 *
 * @param usualForm of dates that are not ISO, where none is given
 * @param judge told of each; what it finds is in `review`
 * @returns a parser that throws ValueError `missing` or `bad_date`
 * @throws ValueError `bad_date_format`
 */
export function dateParser(
  format: string | undefined,
  judge: DateJudge,
  usualForm?: DateForm | undefined,
): (text: string) => string {
  const read = format === undefined ? undefined : compileForm(format);
  const parse = (text: string) =>
    format === undefined && usualForm !== undefined && usualForm !== 'YYYY-MM-DD'
      ? readDate(text, usualForm)
      : parseDate(read?.(text)?.date ?? text);
  return (text) => {
    const trimmed = text.trim();
    try {
      const date = parse(trimmed);
      judge.accept(trimmed, date);
      return date;
    } catch (error) {
      if (!(error instanceof ValueError) || error.code !== 'bad_date') throw error;
      throw refuse(judge, 'bad_date', trimmed);
    }
  };
}

/** Days that not every month has. */
const LATE_DAY = /\b(29|30|31)\b/;

function refuse(judge: DateJudge, code: 'bad_date' | 'bad_timestamp', text: string): ValueError {
  const refusal = judge.refuse(code, text);
  if (!LATE_DAY.test(text)) return refusal;
  try {
    refuseNoSuchDay(text.split(/[\sT]/, 1)[0] ?? '');
    return refusal;
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    return new ValueError(code, error.message);
  }
}

function readIso(text: string): WrittenTime | undefined {
  const match = ISO.exec(text);
  if (match === null) return undefined;
  const [, year = '', month = '', day = '', hour, minute = '', second = '0', offset] = match;
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1) return undefined;
  if (Number(day) > 28 && Number(day) > calendarDays(`${year}-${month}`)) return undefined;
  const date = text.slice(0, 10);
  if (hour === undefined) return { date, seconds: undefined, offsetMinutes: undefined };
  const seconds = toSeconds(hour, minute, second, undefined);
  const offsetMinutes = offset === undefined ? undefined : toOffset(offset);
  if (seconds === undefined || Number.isNaN(offsetMinutes)) return undefined;
  return { date, seconds, offsetMinutes };
}

/** The day of the mess that a written time belongs to. */
function dayFinder({
  timeZone,
  messTimeZone,
  dayStartMinutes,
  latest,
}: TimestampOptions): (written: WrittenTime) => ReadDay {
  const zone = timeZone ?? messTimeZone;
  const isLocal = zone === messTimeZone;
  const clockAt = createClockCache(messTimeZone);
  const lastDate = latest?.slice(0, 10) ?? '9999';
  const lastMinutes = latest === undefined ? 0 : minutesOfDay(latest.slice(11));
  const find = (date: string, minutes: number): ReadDay => ({
    date: minutes < dayStartMinutes ? dayBefore(date) : date,
    isLater: date >= lastDate && (date > lastDate || minutes > lastMinutes),
  });
  return ({ date, seconds, offsetMinutes }) => {
    if (seconds === undefined) return { date, isLater: false };
    if (offsetMinutes === undefined && isLocal) return find(date, Math.floor(seconds / 60));
    const ms = Date.parse(date) + seconds * 1000;
    const there = clockAt(
      offsetMinutes === undefined ? inZone(ms, zone) : ms - offsetMinutes * 60_000,
    );
    return find(there.date, there.minutes);
  };
}

/** @param ms the time of a clock in the zone, as if that were UTC */
function inZone(ms: number, zone: string): number {
  return DateTime.fromMillis(ms, { zone: 'UTC' }).setZone(zone, { keepLocalTime: true }).toMillis();
}

/** Clocks change at quarters of an hour, and asking Intl for each of a million would take minutes. */
function createClockCache(
  timeZone: string,
): (ms: number) => { readonly date: string; readonly minutes: number } {
  const QUARTER_MS = 15 * 60_000;
  const clocks = new Map<number, { readonly date: string; readonly minutes: number }>();
  return (ms) => {
    const quarter = Math.floor(ms / QUARTER_MS);
    const start = quarter * QUARTER_MS;
    let clock = clocks.get(quarter);
    if (clock === undefined) {
      const [date = '', time = ''] = dateTimeIn(timeZone, new Date(start)).split(' ');
      const [hours = 0, minutes = 0] = time.split(':').map(Number);
      clock = { date, minutes: hours * 60 + minutes };
      clocks.set(quarter, clock);
    }
    return { date: clock.date, minutes: clock.minutes + Math.floor((ms - start) / 60_000) };
  };
}
