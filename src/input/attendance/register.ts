import type { AttendanceRow } from '../../domain/attendance/file/row.ts';
import type { Mark, Marks } from '../../domain/attendance/mark.ts';
import type { RowError } from '../../domain/imports/report.ts';
import { calendarDays } from '../../domain/values/month.ts';
import { cellParser, parseIdCell } from '../csv/cells.ts';
import type { Columns } from '../csv/columns.ts';
import type { CsvRow } from '../csv/csv.ts';
import { markCell } from './cells/mark.ts';
import { type MonthOptions, monthCell } from './cells/month.ts';
import { type AttendanceField, DAY_FIELDS } from './columns.ts';
import { totalCheck } from './stated/totals.ts';

/** A row has a mark for each day of the month. */
export function readRegister(
  columns: Columns<AttendanceField>,
  options: MonthOptions,
  marks: Marks,
): (row: CsvRow) => AttendanceRow {
  const id = cellParser(columns, 'studentId', parseIdCell);
  const month = monthCell(columns, options);
  const checkTotal = totalCheck(columns);
  const days = DAY_FIELDS.flatMap((field, index) => {
    const position = columns.position(field);
    if (position === undefined) return [];
    const name = columns.name(field);
    return [{ day: index + 1, position, read: markCell(marks, position, name), name }];
  });
  return (row) => {
    const errors: RowError[] = [];
    const studentId = id(row, errors);
    const ofMonth = month(row, errors);
    const last = ofMonth === undefined ? 31 : calendarDays(ofMonth);
    const ofDays: (Mark | undefined)[] = [];
    let sum = 0;
    let [daysMask, presentMask] = [0, 0];
    // In a row without an id, such as one of sums, no cell is taken for a mark that the mess does not know.
    for (const { day, position, read, name } of studentId === undefined ? [] : days) {
      const mark = read(row, errors);
      if (mark === undefined) continue;
      if (row.wide?.includes(position)) {
        errors.push({
          line: row.line,
          column: name,
          code: 'wide_cell',
          value: row.cells[position] ?? '',
          message: 'the cell goes over several days; write the mark in each of them',
        });
        continue;
      }
      if (day > last) {
        errors.push({
          line: row.line,
          column: name,
          code: 'beyond_month',
          value: row.cells[position] ?? '',
          message: `${ofMonth} has ${last} days, so this cell must be empty`,
        });
        continue;
      }
      daysMask |= 1 << (day - 1);
      if (mark.daysHundredths > 0) presentMask |= 1 << (day - 1);
      sum += mark.daysHundredths;
      ofDays[day - 1] = mark;
    }
    const total =
      errors.length === 0 && studentId !== undefined
        ? checkTotal?.(row, { marks: ofDays, sum, days: [last, days.length] }, errors)
        : undefined;
    return {
      line: row.line,
      cells: row.cells,
      studentId,
      month: ofMonth,
      daysHundredths: daysMask === 0 ? null : sum,
      daysMask,
      presentMask,
      errors,
      marks: ofDays,
      total,
    };
  };
}
