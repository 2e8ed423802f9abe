import type { AttendanceColumns, AttendanceRow } from '../domain/attendance.ts';
import { parseDays } from '../domain/days.ts';
import type { RowError } from '../domain/import-report.ts';
import { type Month, parseMonth } from '../domain/month.ts';
import { shellWord } from '../domain/shell-word.ts';
import { parseId } from '../domain/student.ts';
import { InvalidInputError, UsageError, ValueError } from '../errors.ts';
import { type CsvRow, readCsv } from './csv.ts';

/** The cells of an attendance file, parsed as far as they can be. */
export interface ParsedAttendance {
  readonly columns: AttendanceColumns;
  readonly rows: readonly AttendanceRow[];
  readonly errors: readonly RowError[];
}

type Field = 'studentId' | 'month' | 'days' | 'ignored';

/** Names a column may have, without case, spaces, hyphens and underscores. */
const FIELD_OF: ReadonlyMap<string, Field> = new Map([
  ['studentid', 'studentId'],
  ['id', 'studentId'],
  ['rollno', 'studentId'],
  ['rollnumber', 'studentId'],
  ['month', 'month'],
  ['dayspresent', 'days'],
  ['days', 'days'],
  ['name', 'ignored'],
  ['branch', 'ignored'],
]);

/** What a file must or may have, in the words of its own header. */
const CANONICAL = { studentId: 'student_id', month: 'month', days: 'days_present' } as const;

/**
 * Parses an attendance file with the columns `student_id,month,days_present`; `month` may be left
 * out when it is given.
 *
 * @param month the month of the whole file; a row of another month is an error
 * @throws InvalidInputError an empty file
 * @throws UsageError a file without a month column, and no month given
 */
export function parseAttendanceFile(
  name: string,
  bytes: Uint8Array,
  month: Month | undefined,
): ParsedAttendance {
  const { header, rows, errors } = readCsv(bytes);
  if (header === undefined) {
    if (errors.length > 0) return { columns: CANONICAL, rows: [], errors };
    throw new InvalidInputError(`${name} is empty.`, {
      hint: 'the first line must be student_id,month,days_present',
    });
  }
  const layout = readHeader(header);
  if (layout.errors.length > 0) {
    return { columns: CANONICAL, rows: [], errors: [...layout.errors, ...errors] };
  }
  if (layout.index.month === undefined && month === undefined) {
    throw new UsageError(`${name} has no month column, so its month is missing.`, {
      hint: `mess attendance import ${shellWord(name)} --month YYYY-MM`,
    });
  }
  const parsed = rows.map((row) => parseRow(row, layout, month));
  return {
    columns: {
      studentId: layout.name('studentId'),
      month: layout.name('month'),
      days: layout.name('days'),
    },
    rows: parsed.map(({ row }) => row),
    errors: [...errors, ...parsed.flatMap((each) => each.errors)],
  };
}

interface Layout {
  readonly width: number;
  readonly index: Readonly<Partial<Record<Field, number>>>;
  /** The column as the file calls it. */
  readonly name: (field: keyof typeof CANONICAL) => string;
  readonly errors: readonly RowError[];
}

function readHeader(header: CsvRow): Layout {
  const index: Partial<Record<Field, number>> = {};
  const errors: RowError[] = [];
  const fault = (code: string, value: string, message: string) =>
    errors.push({ line: header.line, column: value.trim(), code, value, message });
  header.cells.forEach((cell, position) => {
    const field = FIELD_OF.get(cell.toLowerCase().replace(/[\s_-]/g, ''));
    if (field === undefined) {
      if (cell.trim() === '') return;
      fault('unknown_column', cell, 'unknown column; expected student_id, month, days_present');
    } else if (field === 'ignored') {
      return;
    } else if (index[field] !== undefined) {
      fault('duplicate_column', cell, `a second column for ${CANONICAL[field]}`);
    } else {
      index[field] = position;
    }
  });
  for (const field of ['studentId', 'days'] as const) {
    if (index[field] === undefined) {
      fault('missing_column', '', `the column ${CANONICAL[field]} is missing from the header`);
    }
  }
  return {
    width: header.cells.length,
    index,
    name: (field) => header.cells[index[field] ?? -1]?.trim() || CANONICAL[field],
    errors,
  };
}

function parseRow(
  { line, cells }: CsvRow,
  layout: Layout,
  month: Month | undefined,
): { row: AttendanceRow; errors: RowError[] } {
  const errors: RowError[] = [];
  const cell = (field: Field) => cells[layout.index[field] ?? -1] ?? '';
  const parse = <T>(field: keyof typeof CANONICAL, parser: (text: string) => T): T | undefined => {
    try {
      return parser(cell(field));
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      const { code, message } = error;
      errors.push({ line, column: layout.name(field), code, value: cell(field), message });
      return undefined;
    }
  };
  const extra = cells.slice(layout.width).some((text) => text.trim() !== '');
  if (cells.length < layout.width || extra) {
    const message = `the row has ${cells.length} cells, the header ${layout.width}`;
    errors.push({ line, column: '', code: 'ragged_row', value: cells.join(','), message });
  }
  const written = { studentId: cell('studentId'), month: cell('month'), days: cell('days') };
  if (errors.length > 0) {
    const nothing = { studentId: undefined, month: undefined, daysHundredths: undefined };
    return { row: { line, ...nothing, written }, errors };
  }
  const row: AttendanceRow = {
    line,
    studentId: parse('studentId', parseId),
    month: layout.index.month === undefined ? month : parse('month', monthParser(month)),
    daysHundredths: parse('days', (text) => (text.trim() === '' ? null : parseDays(text))),
    written,
  };
  return { row, errors };
}

function monthParser(expected: Month | undefined): (text: string) => Month {
  return (text) => {
    const month = parseMonth(text);
    if (expected !== undefined && month !== expected) {
      throw new ValueError('other_month', `the file is imported for ${expected}, not ${month}`);
    }
    return month;
  };
}
