import type { AttendanceRow } from '../../domain/attendance/file/row.ts';
import type { Mark, Marks } from '../../domain/attendance/mark.ts';
import type { RowError } from '../../domain/imports/report.ts';
import { ValueError } from '../../errors.ts';
import { cellParser, parseIdCell } from '../csv/cells.ts';
import type { Columns } from '../csv/columns.ts';
import type { CsvRow } from '../csv/csv.ts';
import type { DateJudge } from '../csv/dates/judge.ts';
import { type DayOptions, dayCell } from './cells/day.ts';
import type { AttendanceField } from './columns.ts';

const NO_ERRORS: readonly RowError[] = [];

/**
 * A row is a punch: whoever has one on a day was present.
 *
 * @throws ValueError `bad_date_format`
 */
export async function readPunches(
  columns: Columns<AttendanceField>,
  options: DayOptions,
  marks: Marks,
  judge: DateJudge,
): Promise<(row: CsvRow) => AttendanceRow | undefined> {
  const name = columns.name('timestamp');
  const readDay = await dayCell(name, options, judge);
  const isBare = bareDateTest(options.dateFormat);
  const id = cellParser(columns, 'studentId', parseIdCell);
  const position = columns.position('timestamp') ?? -1;
  const time = columns.position('time');
  const checkState = stateCheck(columns, 'status', marks);
  const checkNewState = stateCheck(columns, 'newState', marks);
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
    const day = readDay(text, row, errors);
    if (day === 'outside') return undefined;
    if (day !== undefined && clock === undefined && isBare(text)) {
      errors.push(bareDate(row.line, name, text));
    }
    checkState?.(row, errors);
    checkNewState?.(row, errors);
    return {
      line: row.line,
      cells: row.cells,
      studentId,
      month: day?.month,
      daysHundredths: undefined,
      daysMask: day?.daysMask ?? 0,
      isMidnight: isMidnight(text),
      errors: errors.length === 0 ? NO_ERRORS : errors,
    };
  };
}

/** Spreadsheets and databases write a date without a time so. */
const MIDNIGHT =
  /[\sT](?:0?0[:.]00(?:[:.]00(?:[.,]0+)?)?|12:00(?::00)?\s*a\.?m\.?)(?:Z|\s*[+-]\d\d:?\d\d)?$/i;

function isMidnight(text: string): boolean {
  // A pattern for each row of a log takes longer than all that it seldom finds.
  const mayBe = text.includes('0:00') || text.includes('0.00') || text.includes('12:00');
  return mayBe && MIDNIGHT.test(text.trim());
}

/** Whether a timestamp is a date alone, which is no time at which anybody came. */
function bareDateTest(form: string | undefined): (text: string) => boolean {
  if (form === undefined) return (text) => !text.includes(':');
  const hasHour = /h/i.test(form.replace(/'[^']*'/g, ''));
  return () => !hasHour;
}

function bareDate(line: number, column: string, text: string): RowError {
  return {
    line,
    column,
    code: 'bare_date',
    value: text.trim(),
    message: 'a date without a time is no punch',
    remedy: { offer: 'days present' },
    once: { key: 'bare_date', of: 'rows' },
  };
}

/** What devices call coming and going; some have numbers for it. */
const DIRECTION =
  /^(|\d{1,3}|[io]|((c|check|clock|over ?time|ot|break|punch|duty)[\s/_-]*)?(in|out)|entry|exit)$/i;

/** A punch that was refused, or that says somebody was absent, is none. */
function stateCheck(
  columns: Columns<AttendanceField>,
  field: 'status' | 'newState',
  marks: Marks,
): ((row: CsvRow, errors: RowError[]) => void) | undefined {
  const position = columns.position(field);
  if (position === undefined) return undefined;
  const column = columns.name(field);
  return ({ line, cells }, errors) => {
    const value = (cells[position] ?? '').trim();
    if (DIRECTION.test(value) || findMark(marks, value)?.meaning === 'present') return;
    errors.push({
      line,
      column,
      code: 'deciding_column',
      value,
      message: 'neither In nor Out, so it may decide who was present',
      remedy: { offer: 'rename column', column },
      once: { key: `deciding_column ${value}`, of: 'rows' },
    });
  };
}

function findMark(marks: Marks, text: string): Mark | undefined {
  try {
    return marks.read(text);
  } catch (error) {
    if (error instanceof ValueError) return undefined;
    throw error;
  }
}
