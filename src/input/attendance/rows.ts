import type { AttendanceLayout } from '../../domain/attendance/figures.ts';
import { parseMark } from '../../domain/attendance/mark.ts';
import type { AttendanceRow } from '../../domain/attendance/row.ts';
import type { RowError } from '../../domain/imports/report.ts';
import { parseDays } from '../../domain/values/days.ts';
import {
  calendarDays,
  type Month,
  monthOfDate,
  monthOfFirstDay,
  parseMonth,
} from '../../domain/values/month.ts';
import { ValueError } from '../../errors.ts';
import { type Cell, cellParser, parseIdCell, readDecimalComma } from '../csv/cells.ts';
import type { Columns } from '../csv/columns.ts';
import type { CsvRow } from '../csv/csv.ts';
import { findRagged } from '../csv/ragged.ts';
import type { TimestampOptions } from '../csv/timestamp.ts';
import { type AttendanceField, DAY_FIELDS } from './columns.ts';

/** Parses the cells of a row; undefined for a punch that is outside of the dates asked for. */
export type AttendanceReader = (row: CsvRow) => AttendanceRow | undefined;

export interface ReaderOptions extends Omit<TimestampOptions, 'format'> {
  readonly month?: Month | undefined;
  /** From 1; a row of another one is an error. */
  readonly monthOfYear?: number | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly dateFormat?: string | undefined;
}

/** @throws ValueError `bad_date_format` */
export async function createReader(
  layout: AttendanceLayout,
  columns: Columns<AttendanceField>,
  options: ReaderOptions,
): Promise<AttendanceReader> {
  const readers = { monthly: readMonthly, register: readRegister, punches: readPunches };
  const read = await readers[layout](columns, options);
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

const NO_ERRORS: readonly RowError[] = [];

function readMonthly(
  columns: Columns<AttendanceField>,
  options: ReaderOptions,
): (row: CsvRow) => AttendanceRow {
  const id = cellParser(columns, 'studentId', parseIdCell);
  const month = monthCell(columns, options);
  const days = cellParser(columns, 'days', memoize(parseDaysCell));
  return (row) => {
    const errors: RowError[] = [];
    const parsed = {
      studentId: id(row, errors),
      month: month(row, errors),
      daysHundredths: days(row, errors),
    };
    return { line: row.line, cells: row.cells, ...parsed, daysMask: 0, errors };
  };
}

function parseDaysCell(text: string): number | null {
  return text.trim() === '' ? null : parseDays(readDecimalComma(text));
}

function readRegister(
  columns: Columns<AttendanceField>,
  options: ReaderOptions,
): (row: CsvRow) => AttendanceRow {
  const id = cellParser(columns, 'studentId', parseIdCell);
  const month = monthCell(columns, options);
  const days = DAY_FIELDS.flatMap((field, index) => {
    const position = columns.position(field);
    if (position === undefined) return [];
    const parse = cellParser(columns, field, memoize(parseMark));
    return [{ day: index + 1, position, parse, name: columns.name(field) }];
  });
  return (row) => {
    const errors: RowError[] = [];
    const studentId = id(row, errors);
    const ofMonth = month(row, errors);
    const last = ofMonth === undefined ? 31 : calendarDays(ofMonth);
    let sum = 0;
    let daysMask = 0;
    for (const { day, position, parse, name } of days) {
      const hundredths = parse(row, errors);
      if (hundredths === undefined) continue;
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
      sum += hundredths;
    }
    const daysHundredths = daysMask === 0 ? null : sum;
    return {
      line: row.line,
      cells: row.cells,
      studentId,
      month: ofMonth,
      daysHundredths,
      daysMask,
      errors,
    };
  };
}

async function readPunches(
  columns: Columns<AttendanceField>,
  options: ReaderOptions,
): Promise<AttendanceReader> {
  // Its library takes a while to load, and no other layout needs it.
  const { timestampParser } = await import('../csv/timestamp.ts');
  const parseTimestamp = timestampParser({ ...options, format: options.dateFormat });
  const { from, to, month: expected } = options;
  const id = cellParser(columns, 'studentId', parseIdCell);
  const position = columns.position('timestamp') ?? -1;
  const time = columns.position('time');
  const name = columns.name('timestamp');
  return (row) => {
    const errors: RowError[] = [];
    const studentId = id(row, errors);
    const written = row.cells[position] ?? '';
    const clock = time === undefined ? undefined : (row.cells[time] ?? '').trim();
    // Devices list every day, and no time beside it is no punch.
    if (clock === '' && written.trim() !== '') {
      const blank = { month: undefined, daysHundredths: null, daysMask: 0 };
      return { line: row.line, cells: row.cells, studentId, ...blank, errors };
    }
    const text = clock ? `${written} ${clock}` : written;
    let month: Month | undefined;
    let daysMask = 0;
    try {
      const date = parseTimestamp(text);
      if ((from !== undefined && date < from) || (to !== undefined && date > to)) return undefined;
      month = monthOfDate(date);
      if (expected !== undefined && month !== expected) {
        throw new ValueError('other_month', `the file is imported for ${expected}`, {
          offer: 'other days',
        });
      }
      daysMask = 1 << (Number(date.slice(8)) - 1);
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      const { code, message, remedy } = error;
      errors.push({ line: row.line, column: name, code, value: text.trim(), message, remedy });
    }
    return {
      line: row.line,
      cells: row.cells,
      studentId,
      month,
      daysHundredths: undefined,
      daysMask,
      errors: errors.length === 0 ? NO_ERRORS : errors,
    };
  };
}

/** The month of a row: of its cell, or the one that is given for the whole file. */
function monthCell(
  columns: Columns<AttendanceField>,
  { month: given, monthOfYear }: ReaderOptions,
): Cell<Month> {
  if (columns.position('month') === undefined) return () => given;
  const parse = (text: string) => {
    // Offices fill in or merge the first cell only.
    if (given !== undefined && text.trim() === '') return given;
    const month = parseFileMonth(text, given);
    if (given !== undefined && month !== given) {
      throw new ValueError('other_month', `the file is imported for ${given}, not ${month}`);
    }
    if (monthOfYear !== undefined && Number(month.slice(5)) !== monthOfYear) {
      throw new ValueError('other_month', 'the columns are days of another month');
    }
    return month;
  };
  return cellParser(columns, 'month', memoize(parse));
}

/** A date that a spreadsheet made of a month is taken only where it is the month that was given. */
function parseFileMonth(text: string, given: Month | undefined): Month {
  try {
    return parseMonth(text);
  } catch (error) {
    const meant = monthOfFirstDay(text);
    if (meant === undefined) throw error;
    if (meant === given) return meant;
    throw new ValueError('bad_month', 'a date, as spreadsheets make of a month', {
      offer: 'month',
      likely: meant,
    });
  }
}

const MAX_REMEMBERED = 1000;

/** A file has few different months, days and marks, so each is parsed once. */
function memoize<T>(parse: (text: string) => T): (text: string) => T {
  const results = new Map<string, T>();
  return (text) => {
    const known = results.get(text);
    if (known !== undefined) return known;
    const result = parse(text);
    if (results.size < MAX_REMEMBERED) results.set(text, result);
    return result;
  };
}
