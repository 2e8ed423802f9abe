import type { AttendanceRow } from '../../../domain/attendance/file/row.ts';
import { type Mark, marksThatExplain, type OwnMark } from '../../../domain/attendance/mark.ts';
import type { RowError } from '../../../domain/imports/report.ts';
import { formatDays } from '../../../domain/values/days.ts';
import type { Columns } from '../../csv/columns.ts';
import type { CsvRow } from '../../csv/csv.ts';
import { type AttendanceField, DAY_FIELDS } from '../columns.ts';
import { countCell } from '../repeated.ts';

/** What the marks of a row of a register come to. */
export interface ReadDays {
  /** By the day, the first at 0. */
  readonly marks: readonly (Mark | undefined)[];
  /** Hundredths of days. */
  readonly sum: number;
  /** How many days the month has, and of how many the file has a column. */
  readonly days: readonly number[];
}

/**
 * Compares what the marks of a row come to with the days that it states itself. A column called `Total` may
 * have days present or all days: that shows in the other rows of the file.
 *
 * @returns undefined where the file states none
 */
export function totalCheck(
  columns: Columns<AttendanceField>,
): ((row: CsvRow, read: ReadDays, errors: RowError[]) => AttendanceRow['total']) | undefined {
  const ofPresence = columns.position('totalPresent') !== undefined;
  const field = ofPresence ? 'totalPresent' : 'totalDays';
  const position = columns.position(field);
  if (position === undefined) return undefined;
  const column = columns.name(field);
  // The name is known for that of a total still.
  if (column.startsWith('_')) return undefined;
  const isNamedByDays = /day/i.test(column);
  const statedTotal = countCell(columns, field);
  const statedHalves = countCell(columns, 'halfDays');
  return (row, { marks, sum, days }, errors) => {
    const stated = statedTotal(row);
    if (stated === undefined) return undefined;
    const allDays = ofPresence ? [] : [...days, ...countDays(marks, isNamedByDays)];
    const mayBeAllDays = allDays.some((count) => count * 100 === stated);
    if (stated === sum) return mayBeAllDays ? undefined : 'of presence';
    // Some offices count only whole days there, and half days in a column of their own.
    const [whole, halves] = [countOf(marks, 'present'), countOf(marks, 'half')];
    if (stated === whole * 100 && statedHalves(row) === halves * 100) return undefined;
    const error = differs(row, { column, position }, { marks, sum, stated });
    if (mayBeAllDays) return error;
    errors.push(error);
    return 'of presence';
  };
}

/** Of all days that have a mark; and of those that are not off, where a column may have working days. */
function countDays(marks: ReadDays['marks'], isNamedByDays: boolean): number[] {
  const marked = marks.filter((mark) => mark !== undefined).length;
  return isNamedByDays ? [marked, marked - countOf(marks, 'off')] : [marked];
}

function countOf(marks: ReadDays['marks'], meaning: Mark['meaning']): number {
  return marks.filter((mark) => mark?.meaning === meaning).length;
}

function differs(
  { line, cells }: CsvRow,
  { column, position }: { readonly column: string; readonly position: number },
  { marks, sum, stated }: Pick<ReadDays, 'marks' | 'sum'> & { readonly stated: number },
): RowError {
  const at = { line, column, code: 'does_not_add_up', value: cells[position] ?? '' };
  const others = marksThatExplain(marks, stated - sum);
  const remedy = { offer: 'count otherwise', column, marks: others } as const;
  const message = `the marks come to ${formatDays(sum)}, and ${column} says ${formatDays(stated)}`;
  if (others.length === 0) return { ...at, message, remedy };
  const key = `${at.code} ${others.map(({ mark, meaning }) => `${mark}=${meaning}`).join(' ')}`;
  return {
    ...at,
    message: `${message}, which they come to with ${sayAny(others)}`,
    remedy,
    once: { key, of: 'rows' },
  };
}

function sayAny(marks: readonly OwnMark[]): string {
  return marks.map(({ mark, meaning }) => `${mark} as ${meaning}`).join(', or with ');
}

/** What a row of sums below a register says of a day, where its marks come to something else. */
export interface DifferingSum {
  readonly line: number;
  readonly day: number;
  /** As it is written. */
  readonly stated: string;
  /** Hundredths of days. */
  readonly read: number;
}

export interface DaySums {
  add(marks: readonly (Mark | undefined)[]): void;
  /** @param below the rows below the table */
  compare(below: readonly CsvRow[]): DifferingSum[];
}

const OF_PRESENCE = /total|sum|present/i;
const OF_OTHERS = /absent|leave|off|holiday|average|avg/i;

/** Adds up the marks of each day, as the last row of many registers does. */
export function createDaySums(columns: Columns<AttendanceField>): DaySums {
  const [sums, present, half] = [DAY_FIELDS, DAY_FIELDS, DAY_FIELDS].map((days) =>
    days.map(() => 0),
  ) as [number[], number[], number[]];

  function compareDay({ line, cells }: CsvRow, index: number, field: AttendanceField) {
    const stated = (cells[columns.position(field) ?? -1] ?? '').trim();
    if (!/^\d+([.,]\d+)?$/.test(stated)) return [];
    const [read = 0, whole = 0, halves = 0] = [sums[index], present[index], half[index]];
    // Some count half days for none there, or for one.
    const fitting = [read / 100, whole, whole + halves];
    const isSame = fitting.includes(Number(stated.replace(',', '.')));
    return isSame ? [] : [{ line, day: index + 1, stated, read }];
  }

  return {
    add(marks) {
      for (const [index, mark] of marks.entries()) {
        if (mark === undefined) continue;
        sums[index] = (sums[index] ?? 0) + mark.daysHundredths;
        const counts = mark.meaning === 'half' ? half : present;
        if (mark.daysHundredths > 0) counts[index] = (counts[index] ?? 0) + 1;
      }
    },
    compare: (below) =>
      below
        .filter(({ cells }) => {
          const label = cells.find((cell) => cell.trim() !== '') ?? '';
          return OF_PRESENCE.test(label) && !OF_OTHERS.test(label);
        })
        .flatMap((row) => DAY_FIELDS.flatMap((field, index) => compareDay(row, index, field))),
  };
}
