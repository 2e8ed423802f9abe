import type { AttendanceLayout } from '../../domain/attendance/figures.ts';
import type { AttendanceRow } from '../../domain/attendance/file/row.ts';
import { createMarks, type OwnMark } from '../../domain/attendance/mark.ts';
import type { RowError } from '../../domain/imports/report.ts';
import { cellParser, parseIdCell } from '../csv/cells.ts';
import type { Columns } from '../csv/columns.ts';
import type { CsvRow } from '../csv/csv.ts';
import type { DateJudge } from '../csv/dates/judge.ts';
import { findRagged } from '../csv/ragged.ts';
import type { DayOptions } from './cells/day.ts';
import { type MonthOptions, monthCell } from './cells/month.ts';
import type { AttendanceField } from './columns.ts';
import { readDaily } from './daily.ts';
import { readMonthly } from './monthly.ts';
import { readPunches } from './punches.ts';
import { readRegister } from './register.ts';

/** Parses the cells of a row; undefined for a punch that is outside of the dates asked for. */
export type AttendanceReader = (row: CsvRow) => AttendanceRow | undefined;

export interface ReaderOptions extends DayOptions, MonthOptions {
  readonly marks?: readonly OwnMark[] | undefined;
  readonly messMarks: readonly OwnMark[];
}

/** @throws ValueError `bad_date_format` */
export async function createReader(
  layout: AttendanceLayout,
  columns: Columns<AttendanceField>,
  options: ReaderOptions,
  judge: DateJudge,
): Promise<AttendanceReader> {
  const readers = {
    monthly: readMonthly,
    register: readRegister,
    daily: readDaily,
    punches: readPunches,
  };
  const marks = createMarks([...options.messMarks, ...(options.marks ?? [])]);
  const read = await readers[layout](columns, options, marks, judge);
  const id = cellParser(columns, 'studentId', parseIdCell);
  const month = monthCell(columns, options);
  return (row) => {
    const ragged = findRagged(row, columns) ?? findSplitComma(row, columns);
    if (ragged === undefined) return read(row);
    const nothing = { studentId: undefined, month: undefined, daysHundredths: undefined };
    // The first cells may be right all the same, and then other rows of the student are in doubt.
    const about = { studentId: id(row, []), month: month(row, []) };
    return { line: row.line, cells: row.cells, ...nothing, daysMask: 0, errors: [ragged], about };
  };
}

/** `28,5` between commas is two cells; where the row had an empty one to spare it does not show. */
function findSplitComma(
  { line, cells }: CsvRow,
  { header, delimiter, position }: Columns<AttendanceField>,
): RowError | undefined {
  const days = position('days');
  if (delimiter !== ',' || days === undefined || cells.length <= header.length) return undefined;
  if (!/^\d{1,2}$/.test(cells[days + 1] ?? '')) return undefined;
  const value = `${cells[days]},${cells[days + 1]}`;
  const message = 'the row has a cell more than the header; is it a decimal comma without quotes?';
  return { line, column: '', code: 'ragged_row', value, message };
}
