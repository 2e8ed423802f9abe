import type { RowError } from '../../domain/imports/report.ts';
import { formatDays, parseDays } from '../../domain/values/days.ts';
import { calendarDays, type Month } from '../../domain/values/month.ts';
import { ValueError } from '../../errors.ts';
import { readDecimalComma } from '../csv/cells.ts';
import type { Columns } from '../csv/columns.ts';
import type { CsvRow } from '../csv/csv.ts';
import type { AttendanceField } from './columns.ts';

/** A number of days that only repeats others, in hundredths; undefined where it is none. */
export function countCell(
  columns: Columns<AttendanceField>,
  field: AttendanceField,
): (row: CsvRow) => number | undefined {
  const position = columns.position(field);
  return ({ cells }) => {
    const text = position === undefined ? '' : (cells[position] ?? '');
    if (text.trim() === '') return undefined;
    try {
      return parseDays(readDecimalComma(text));
    } catch (error) {
      if (error instanceof ValueError) return undefined;
      throw error;
    }
  };
}

/** What a row of a monthly sheet says of the days on which somebody was there. */
export interface CountedDays {
  readonly month: Month | undefined;
  /** Hundredths of days. */
  readonly present: number;
  /** So many half days, in hundredths. */
  readonly halves: number;
}

/**
 * Whether the other numbers of a monthly row leave room for its days: half days that are among the
 * present ones already, too, would come to more than there are.
 */
export function createRepetitionCheck(
  columns: Columns<AttendanceField>,
): (row: CsvRow, days: CountedDays) => RowError | undefined {
  const [absent, leave, off, total, working] = (
    ['absentDays', 'leaveDays', 'offDays', 'totalDays', 'workingDays'] as const
  ).map((field) => countCell(columns, field));
  return (row, { month, present, halves }) => {
    const there = present + halves;
    const away = (absent?.(row) ?? 0) + (leave?.(row) ?? 0);
    const sum = there + away + (off?.(row) ?? 0);
    const all = month === undefined ? 3100 : calendarDays(month) * 100;
    const [ofTotal, ofWorking] = [total?.(row), working?.(row)];
    const isTotalOfPresence = ofTotal === present + halves / 2;
    const most = ofTotal === undefined || isTotalOfPresence ? all : Math.min(all, ofTotal);
    const isTooMuch = sum > most || (ofWorking !== undefined && there + away > ofWorking);
    if (!isTooMuch) return undefined;
    const parts = [
      `present ${formatDays(present)}`,
      ...(halves > 0 ? [`half days ${formatDays(halves)}`] : []),
      ...(away > 0 ? [`absent ${formatDays(away)}`] : []),
    ];
    const limit = sum > most ? most : (ofWorking ?? most);
    return {
      line: row.line,
      column: '',
      code: 'does_not_add_up',
      value: '',
      message: `${parts.join(', ')} come to more than ${formatDays(limit)} days`,
    };
  };
}
