import type { AttendanceRow } from '../../domain/attendance/file/row.ts';
import type { RowError } from '../../domain/imports/report.ts';
import { parseDays } from '../../domain/values/days.ts';
import type { Month } from '../../domain/values/month.ts';
import { ValueError } from '../../errors.ts';
import { cellParser, parseIdCell, readDecimalComma } from '../csv/cells.ts';
import type { Columns } from '../csv/columns.ts';
import type { CsvRow } from '../csv/csv.ts';
import { type MonthOptions, memoize, monthCell } from './cells/month.ts';
import type { AttendanceField } from './columns.ts';
import { createRepetitionCheck } from './repeated.ts';

const BESIDES: readonly AttendanceField[] = [
  'halfDays',
  'absentDays',
  'leaveDays',
  'offDays',
  'totalDays',
  'workingDays',
];

/** A row has the days of a month; half days in a column of their own count half. */
export function readMonthly(
  columns: Columns<AttendanceField>,
  options: MonthOptions,
): (row: CsvRow) => AttendanceRow {
  const id = cellParser(columns, 'studentId', parseIdCell);
  const month = monthCell(columns, options);
  const days = cellParser(columns, 'days', memoize(parseDaysCell));
  const isPlain = BESIDES.every((field) => columns.position(field) === undefined);
  const addOthers = isPlain ? undefined : othersReader(columns);
  return (row) => {
    const errors: RowError[] = [];
    const studentId = id(row, errors);
    const ofMonth = month(row, errors);
    const present = days(row, errors);
    const daysHundredths = addOthers ? addOthers(row, ofMonth, present, errors) : present;
    const { line, cells } = row;
    return { line, cells, studentId, month: ofMonth, daysHundredths, daysMask: 0, errors };
  };
}

/** Adds the half days to the whole ones, and looks whether the rest of the row agrees. */
function othersReader(columns: Columns<AttendanceField>) {
  const half = cellParser(columns, 'halfDays', memoize(parseCountCell));
  const check = createRepetitionCheck(columns);
  return (
    row: CsvRow,
    month: Month | undefined,
    present: number | null | undefined,
    errors: RowError[],
  ): number | null | undefined => {
    const halves = half(row, errors) ?? 0;
    if (present === undefined || errors.length > 0) return present;
    if (present === null && halves === 0) return null;
    const whole = present ?? 0;
    const error = check(row, { month, present: whole, halves });
    if (error !== undefined) errors.push(error);
    return whole + halves / 2;
  };
}

function parseDaysCell(text: string): number | null {
  return text.trim() === '' ? null : parseDays(readDecimalComma(text));
}

/** @throws ValueError `bad_days`: not a whole number, of which each counts half */
function parseCountCell(text: string): number | null {
  const days = parseDaysCell(text);
  if (days === null || days % 100 === 0) return days;
  throw new ValueError('bad_days', 'not a number of half days; each of them counts 0.5');
}
