import { DateTime } from 'luxon';
import { dateIn, parseDate } from '../../domain/values/date.ts';
import { calendarDays } from '../../domain/values/month.ts';
import { ValueError } from '../../errors.ts';
import type { Remedy } from '../../facts.ts';

export interface TimestampOptions {
  /**
   * The form of other than ISO timestamps, in the letters of either common notation:
   * `DD/MM/YYYY HH:mm` or `dd/MM/yyyy HH:mm`.
   */
  readonly format?: string | undefined;
  /** The zone of timestamps that name none; that of the mess when undefined. */
  readonly timeZone?: string | undefined;
  readonly messTimeZone: string;
}

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:(?:T|\s+)(\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/**
 * Reads timestamps as the date `YYYY-MM-DD` in the zone of the mess.
 *
 * @returns a parser that throws ValueError `missing` or `bad_timestamp`
 * @throws ValueError `bad_date_format`
 */
export function timestampParser(options: TimestampOptions): (text: string) => string {
  const zone = options.timeZone ?? options.messTimeZone;
  const dateAt = createDateCache(options.messTimeZone);
  const isLocal = zone === options.messTimeZone;
  const parse =
    options.format === undefined ? parseIso : formatParser(parseFormat(options.format), zone);

  function parseIso(text: string): string | DateTime | undefined {
    const match = ISO.exec(text);
    if (match === null) return undefined;
    const [, year = '', month = '', day = '', hour, minute, second, offset] = match;
    const date = `${year}-${month}-${day}`;
    if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1) return undefined;
    if (Number(day) > calendarDays(`${year}-${month}`)) return undefined;
    if (hour === undefined || minute === undefined) return date;
    if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return undefined;
    if (offset === undefined && isLocal) return date;
    const [, offsetHours = 0, offsetMinutes = 0] = /(\d{2}):?(\d{2})?$/.exec(offset ?? '') ?? [];
    if (Number(offsetHours) > 14 || Number(offsetMinutes) > 59) return undefined;
    const time = `${hour}:${minute}:${second ?? '00'}`;
    return DateTime.fromISO(`${date}T${time}${offset?.toUpperCase() ?? ''}`, { zone });
  }

  return (text) => {
    const trimmed = text.trim();
    if (trimmed === '') throw new ValueError('missing', 'the timestamp is missing');
    const parsed = parse(trimmed);
    if (parsed === undefined || (typeof parsed !== 'string' && !parsed.isValid)) {
      throw new ValueError('bad_timestamp', ...explain(trimmed, options.format, 'timestamp'));
    }
    const date = typeof parsed === 'string' ? parsed : dateAt(parsed.toMillis());
    const year = Number(date.slice(0, 4));
    if (year < 1900 || year > 2999) {
      throw new ValueError('bad_timestamp', 'not a time between 1900 and 2999');
    }
    return date;
  };
}

/**
 * Reads dates as `YYYY-MM-DD`: ISO, or in the form that is given.
 *
 * @returns a parser that throws ValueError `missing` or `bad_date`
 * @throws ValueError `bad_date_format`
 */
export function dateParser(format: string | undefined): (text: string) => string {
  const parse = format === undefined ? undefined : formatParser(parseFormat(format), 'UTC');
  return (text) => {
    try {
      return parseDate(parse?.(text.trim()).toISODate() ?? text);
    } catch (error) {
      if (!(error instanceof ValueError) || error.code !== 'bad_date') throw error;
      throw new ValueError('bad_date', ...explain(text.trim(), format, 'date'));
    }
  };
}

/** Only letters that stand for the same everywhere; the library has many more. */
const FORM = /^(?:y+|M+|d+|H+|h+|m+|s+|S+|a|Z+|z|'[^']*'|[^A-Za-z'])+$/;

function parseFormat(text: string): string {
  const format = toTokens(text);
  const refuse = () =>
    new ValueError('bad_date_format', 'not a date form; write it like "DD/MM/YYYY HH:mm"');
  if (!FORM.test(format)) throw refuse();
  // Only the date counts, so a form must have all of it, and need have no more.
  const probe = DateTime.fromISO('2025-12-31T22:30:15Z', { zone: 'UTC' });
  try {
    const written = probe.toFormat(format, { locale: 'en-US' });
    const back = DateTime.fromFormat(written, format, { locale: 'en-US', zone: 'UTC' });
    if (back.isValid && back.toISODate() === '2025-12-31') return format;
  } catch {
    // The library throws for what contradicts itself, such as 24 hours with AM and PM.
  }
  throw refuse();
}

/** In the letters of the library; either notation is written by people. */
function toTokens(form: string): string {
  return form.trim().replaceAll('Y', 'y').replaceAll('D', 'd').replaceAll('A', 'a');
}

function formatParser(format: string, zone: string): (text: string) => DateTime {
  const parser = DateTime.buildFormatParser(format, { locale: 'en-US' });
  return (text) => {
    // It would be taken for the day after, and ISO timestamps do not have it either.
    if (/\b24:\d/.test(text)) return DateTime.invalid('hour 24');
    return DateTime.fromFormatParser(text, parser, { locale: 'en-US', zone });
  };
}

/** Dates change at quarters of an hour, and asking Intl for each of a million would take minutes. */
function createDateCache(timeZone: string): (ms: number) => string {
  const QUARTER_MS = 15 * 60_000;
  const dates = new Map<number, string>();
  return (ms) => {
    const quarter = Math.floor(ms / QUARTER_MS);
    let date = dates.get(quarter);
    if (date === undefined) {
      date = dateIn(timeZone, new Date(quarter * QUARTER_MS));
      dates.set(quarter, date);
    }
    return date;
  };
}

function explain(
  text: string,
  format: string | undefined,
  what: 'date' | 'timestamp',
): [sentence: string, remedy: Remedy] {
  const like = what === 'date' ? '2025-05-31' : '2025-05-31 08:15';
  const isGiven = format !== undefined;
  const guess = guessFormat(text);
  const isSame = isGiven && toTokens(guess ?? '') === toTokens(format);
  return [
    isGiven ? 'does not have the form that was given' : `not a ${what} like ${like}`,
    { offer: 'date form', isGiven, likely: isSame ? undefined : guess },
  ];
}

/** What a timestamp with the day or the month first looks like. */
function guessFormat(text: string): string | undefined {
  const match =
    /^(\d{1,2})([/.-])(\d{1,2}|[a-z]{3})\2(\d{4}|\d{2})(?:,?(\s+)(\d{1,2}):\d{2}(:\d{2})?(\s*[ap]m)?)?$/i.exec(
      text,
    );
  if (match === null) return guessYearFirst(text);
  const [, first = '', separator, second = '', year = '', gap, hour, seconds, half] = match;
  const isShort = first.length === 1 || second.length === 1;
  const day = isShort ? 'D' : 'DD';
  const month = /^\d/.test(second) ? (isShort ? 'M' : 'MM') : 'MMM';
  const date = Number(second) > 12 ? [month, day] : [day, month];
  const form = [...date, year.length === 4 ? 'YYYY' : 'YY'].join(separator);
  if (gap === undefined) return form;
  return `${form}${text.includes(',') ? ',' : ''}${gap}${timeForm(hour, seconds, half)}`;
}

function guessYearFirst(text: string): string | undefined {
  const match = /^\d{4}([/.-])\d{2}\1\d{2}(?:(\s+)(\d{1,2}):\d{2}(:\d{2})?(\s*[ap]m)?)?$/i.exec(
    text,
  );
  if (match === null) return undefined;
  const [, separator, gap, hour, seconds, half] = match;
  // ISO but for a day or an hour that does not exist.
  if (separator === '-' && half === undefined) return undefined;
  const form = ['YYYY', 'MM', 'DD'].join(separator);
  return hour === undefined ? form : `${form}${gap}${timeForm(hour, seconds, half)}`;
}

function timeForm(
  hour: string | undefined,
  seconds: string | undefined,
  half: string | undefined,
): string {
  const hours = (half ? 'h' : 'H').repeat(hour?.length ?? 2);
  const mark = half === undefined ? '' : /^\s/.test(half) ? ' A' : 'A';
  return `${hours}:mm${seconds ? ':ss' : ''}${mark}`;
}
