import { FileFault, type RowError } from '../../domain/imports/report.ts';
import { calendarDays, type Month, monthName } from '../../domain/values/month.ts';
import type { ColumnKind } from '../csv/columns.ts';
import { type AttendanceField, DAY_FIELDS, type DayField } from './columns.ts';

/** Columns of a register whose names say more of a day than its number. */
export interface DayColumns {
  readonly names: ReadonlyMap<DayField, readonly string[]>;
  /** Of names that have the year. */
  readonly month: Month | undefined;
  /** From 1, of names that have none. */
  readonly monthOfYear: number | undefined;
  readonly weekdays: readonly (readonly [day: number, weekday: string])[];
}

/** A day as one of its names has it. */
interface Day {
  readonly day: number;
  readonly month?: number;
  readonly year?: number;
  readonly weekday?: string;
}

/** What a name says where the day comes first, and where the month does. */
type Reading = readonly [dayFirst: Day | undefined, monthFirst: Day | undefined];

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const WEEKDAY = /\b(sun|mon|tues?|wed|thu(?:rs?)?|fri|sat)(?:day|nesday|urday)?\b/i;
const GAP = '[-/., ]+';
const MONTH = `(${MONTHS.join('|')})[a-z]*`;
const DAY_MONTH = new RegExp(`^(\\d{1,2})${GAP}${MONTH}(?:${GAP}(\\d{4}|\\d{2}))?$`, 'i');
const MONTH_DAY = new RegExp(`^${MONTH}${GAP}(\\d{1,2})(?:${GAP}(\\d{4}|\\d{2}))?$`, 'i');
const NUMBERS = /^(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?$/;

/**
 * Finds the days in a header: `1 Tue`, `01-Sep-26`, `2026-09-01`, `01/09/2026`. Of dates in numbers it is
 * the day that differs: all of them are of one month.
 *
 * @param given the month of the file, where of a single date either number may be the day
 */
export function findDayColumns(cells: readonly string[], given?: Month): DayColumns {
  const read = cells.flatMap((cell) => {
    const reading = readDay(cell);
    return reading === undefined ? [] : [{ cell, reading }];
  });
  const days = chooseForm(
    read.map(({ reading }) => reading),
    given,
  );
  const names = new Map<DayField, string[]>();
  for (const [index, { day }] of days.entries()) {
    const field = DAY_FIELDS[day - 1];
    const cell = read[index]?.cell;
    if (field !== undefined && cell !== undefined)
      names.set(field, [...(names.get(field) ?? []), cell]);
  }
  const month = days.find((each) => each.month !== undefined)?.month;
  const year = days.find((each) => each.year !== undefined)?.year;
  return {
    names,
    month:
      month !== undefined && year !== undefined
        ? `${year}-${String(month).padStart(2, '0')}`
        : undefined,
    monthOfYear: month,
    weekdays: days.flatMap(({ day, weekday }) =>
      weekday === undefined ? [] : [[day, weekday] as const],
    ),
  };
}

/** The columns that a file may have, with the names that this one has for days. */
export function withDays(
  kinds: readonly ColumnKind<AttendanceField>[],
  { names }: DayColumns,
): readonly ColumnKind<AttendanceField>[] {
  if (names.size === 0) return kinds;
  return kinds.map((kind) => {
    const said = names.get(kind.field as DayField);
    return said === undefined ? kind : { ...kind, said: [...(kind.said ?? []), ...said] };
  });
}

/**
 * The month of the days of a register, if it is said in the header or given.
 *
 * @throws FileFault the one is not the other
 */
export function requireSameMonth(
  { month, monthOfYear, weekdays }: DayColumns,
  given: Month | undefined,
  line: number,
): Month | undefined {
  const fault = (message: string): RowError => ({
    line,
    column: '',
    code: 'other_month',
    value: '',
    message,
  });
  const differs =
    given !== undefined && monthOfYear !== undefined && Number(given.slice(5)) !== monthOfYear;
  if (given !== undefined && (differs || (month !== undefined && month !== given))) {
    const named = month ?? capital(MONTHS[(monthOfYear ?? 1) - 1] ?? '');
    throw new FileFault(
      fault(`the columns are days of ${named}, the file is imported for ${given}`),
    );
  }
  const of = given ?? month;
  const wrong = of && weekdays.find(([day, weekday]) => weekdayOf(of, day) !== weekday);
  if (wrong) {
    const [day, weekday] = wrong;
    const is = weekdayOf(of, day) ?? '';
    throw new FileFault(
      fault(
        `${day} ${monthName(of)} is a ${capital(is)}, not a ${capital(weekday)}; is it another month?`,
      ),
    );
  }
  return of;
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

function weekdayOf(month: Month, day: number): string | undefined {
  return WEEKDAYS[new Date(`${month}-${String(day).padStart(2, '0')}T00:00:00Z`).getUTCDay()];
}

function readDay(cell: string): Reading | undefined {
  // Spreadsheets write a date with the hour at which it begins.
  const text = cell.trim().replace(/[T ]00:00(:00)?$/, '');
  if (text.length > 40 || !/\d/.test(text)) return undefined;
  const weekday = WEEKDAY.exec(text)?.[1]?.slice(0, 3).toLowerCase();
  const rest = text
    .replace(WEEKDAY, ' ')
    .replace(/(\d)(?:st|nd|rd|th)\b/i, '$1')
    .replace(/[()]/g, ' ')
    .replace(/^[-/.,\s]+|[-/.,\s]+$/g, '')
    .replace(/\s+/g, ' ');
  const of = (day?: string, month?: number, year?: string) => makeDay(day, month, year, weekday);
  const both = (day: Day | undefined): Reading | undefined =>
    day === undefined ? undefined : [day, day];
  const monthNo = (name = '') => MONTHS.indexOf(name.toLowerCase()) + 1;
  // A number alone is the name of a day already.
  const alone = /^(?:d(?:ay)? ?)?(\d{1,2})$/i.exec(rest);
  if (alone) return /^\d+$/.test(text) ? undefined : both(of(alone[1]));
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(rest);
  if (iso) return both(of(iso[3], Number(iso[2]), iso[1]));
  const dayMonth = DAY_MONTH.exec(rest);
  if (dayMonth) return both(of(dayMonth[1], monthNo(dayMonth[2]), dayMonth[3]));
  const monthDay = MONTH_DAY.exec(rest);
  if (monthDay) return both(of(monthDay[2], monthNo(monthDay[1]), monthDay[3]));
  const numbers = NUMBERS.exec(rest);
  if (numbers === null) return undefined;
  const [, first, , second, year] = numbers;
  const reading: Reading = [of(first, Number(second), year), of(second, Number(first), year)];
  return reading.some((day) => day !== undefined) ? reading : undefined;
}

/** @returns undefined where there is no such day */
function makeDay(
  text = '',
  month: number | undefined,
  years: string | undefined,
  weekday: string | undefined,
): Day | undefined {
  const day = Number(text);
  const year = years === undefined ? undefined : Number(years.length === 2 ? `20${years}` : years);
  // Without the year 29 February may be.
  const last =
    month === undefined || month < 1 || month > 12
      ? 31
      : calendarDays(`${year ?? 2000}-${String(month).padStart(2, '0')}`);
  if (day < 1 || day > last || (month !== undefined && (month < 1 || month > 12))) return undefined;
  return {
    day,
    ...(month !== undefined && { month }),
    ...(year !== undefined && { year }),
    ...(weekday !== undefined && { weekday }),
  };
}

/** @returns the days in order; none where they are not of one month, or may be of either of two */
function chooseForm(readings: readonly Reading[], given: Month | undefined): readonly Day[] {
  const fitting = ([0, 1] as const).flatMap((form) => {
    const days = readings.flatMap((reading) => reading[form] ?? []);
    return days.length === readings.length && isOfOneMonth(days) ? [days] : [];
  });
  const isOfGiven = ([day]: readonly Day[]) =>
    given !== undefined && day?.month === Number(given.slice(5));
  const [one, other] = fitting;
  if (one === undefined) return [];
  if (other === undefined || JSON.stringify(one) === JSON.stringify(other)) return one;
  return fitting.find(isOfGiven) ?? [];
}

function isOfOneMonth(days: readonly Day[]): boolean {
  const distinct = (of: readonly (number | undefined)[]) =>
    new Set(of.filter((each) => each !== undefined)).size;
  return (
    distinct(days.map(({ month }) => month)) <= 1 && distinct(days.map(({ year }) => year)) <= 1
  );
}
