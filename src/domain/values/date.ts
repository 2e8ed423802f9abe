import { ValueError } from '../../errors.ts';
import { calendarDays, isMonth, monthName, monthOfDate } from './month.ts';
import { zoneFormat } from './time-zone.ts';

/**
 * A calendar date as `YYYY-MM-DD`.
 *
 * @throws ValueError `missing` or `bad_date`
 */
export function parseDate(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') throw new ValueError('missing', 'the date is missing');
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(trimmed);
  if (match && Number(match[1]) >= 1900 && Number(match[1]) <= 2999) {
    const date = new Date(`${trimmed}T00:00:00Z`);
    if (!Number.isNaN(date.getTime()) && date.toISOString().startsWith(trimmed)) return trimmed;
  }
  refuseDayTooMany(trimmed);
  throw new ValueError('bad_date', 'not a date; write it like 2025-05-31');
}

/**
 * @param text such as `2025-02-30`; nothing is said of what is wrong in another way
 * @throws ValueError `bad_date`: the month has fewer days
 */
export function refuseDayTooMany(text: string): void {
  const [, month = '', day] = /^(\d{4}-\d{2})-(\d{2})$/.exec(text) ?? [];
  if (!isMonth(month) || Number(day) > 31 || Number(day) <= calendarDays(month)) return;
  throw new ValueError('bad_date', `${monthName(month)} has ${calendarDays(month)} days`);
}

/** The dates from one to another, both counted, or as many of them as may be. */
export function listDates(from: string, to: string, most: number): string[] {
  const dates: string[] = [];
  const day = new Date(`${from}T00:00:00Z`);
  while (dates.length < most) {
    const date = day.toISOString().slice(0, 10);
    if (date > to) break;
    dates.push(date);
    day.setUTCDate(day.getUTCDate() + 1);
  }
  return dates;
}

/** The date `YYYY-MM-DD` that an instant falls on in an IANA time zone. */
export function dateIn(timeZone: string, instant: Date): string {
  return dateTimeIn(timeZone, instant).slice(0, -' 00:00'.length);
}

/** The date `YYYY-MM-DD` before a date. */
export function dayBefore(date: string): string {
  return new Date(Date.parse(date) - 24 * 60 * 60_000).toISOString().slice(0, 10);
}

/** The date `YYYY-MM-DD` after a date. */
export function dayAfter(date: string): string {
  return daysAfter(date, 1);
}

/** The date `YYYY-MM-DD` so many days after a date. */
export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 24 * 60 * 60_000).toISOString().slice(0, 10);
}

/** @param date `YYYY-MM-DD` of a day up to the 12th, to be taken for the month */
export function exchangeDayAndMonth(date: string): string {
  const [year, month, day] = date.split('-');
  return `${year}-${day}-${month}`;
}

/** For people: `31 May 2025`. */
export function dateName(date: string): string {
  return `${Number(date.slice(8))} ${monthName(date.slice(0, 7))}`;
}

/** The days from one to another, for people: `1 to 12 October 2026`, `10 January to 10 December 2026`. */
export function describeDates(first: string, last: string): string {
  const [day, lastDay] = [first, last].map((date) => Number(date.slice(8)));
  const [month, lastMonth] = [first, last].map(monthOfDate).map(monthName);
  if (first === last) return `${day} ${month}`;
  if (month === lastMonth) return `${day} to ${lastDay} ${month}`;
  const isSameYear = first.slice(0, 4) === last.slice(0, 4);
  return `${day} ${isSameYear ? month?.slice(0, -5) : month} to ${lastDay} ${lastMonth}`;
}

/** How many days the date `to` is after the date `from`, both `YYYY-MM-DD`. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / (24 * 60 * 60_000);
}

/** For people: `2025-06-01 14:05`, in an IANA time zone. */
export function dateTimeIn(timeZone: string, instant: Date): string {
  const parts = zoneFormat(timeZone).formatToParts(instant);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  const date = `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
  return `${date} ${part('hour')}:${part('minute')}`;
}

/**
 * The same of a time that is stored, ISO 8601; as it is written where somebody changed the database by hand, and
 * it is none.
 */
export function storedTimeIn(timeZone: string, at: string): string {
  const instant = new Date(at);
  return Number.isNaN(instant.getTime()) ? at : dateTimeIn(timeZone, instant);
}

/**
 * The first instant of a date `YYYY-MM-DD` in an IANA time zone, which where clocks are put forward at
 * midnight is not 00:00, and where they are put back to it the earlier of two.
 */
export async function startOfDay(timeZone: string, date: string): Promise<Date> {
  // On demand: of all commands one needs it.
  const { DateTime } = await import('luxon');
  const midnight = DateTime.fromISO(date, { zone: timeZone }).startOf('day');
  return DateTime.min(...midnight.getPossibleOffsets())?.toJSDate() ?? midnight.toJSDate();
}

/** When a day of the mess begins, unless it is set. */
export const MIDNIGHT = '00:00';

/**
 * When a day of the mess begins: what is eaten before it belongs to the evening before. A day that
 * began after noon would be called by the date of the next.
 *
 * @returns `HH:MM`, 00:00 to 11:59
 * @throws ValueError `bad_day_start`
 */
export function parseDayStart(text: string): string {
  const [, hours = '', minutes = ''] = /^(\d{1,2}):([0-5]\d)$/.exec(text.trim()) ?? [];
  if (hours === '' || Number(hours) > 11) {
    throw new ValueError('bad_day_start', 'not a time from 00:00 to 11:59');
  }
  return `${hours.padStart(2, '0')}:${minutes}`;
}

/** @param clock `HH:MM` */
export function minutesOfDay(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}
