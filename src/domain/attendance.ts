import { ValueError } from '../errors.ts';
import { formatDays } from './days.ts';
import type { RowError } from './import-report.ts';
import { calendarDays, lastDay, type Month, monthName } from './month.ts';
import { hasLeftBefore, idKey, type StudentDetails } from './student.ts';

/** A student with the attendance recorded for one month. */
export interface StudentAttendance {
  readonly no: number;
  readonly id: string;
  readonly name: string;
  readonly branch: string;
  readonly joined: string | null;
  readonly left: string | null;
  /** ISO 8601, UTC. */
  readonly enteredAt: string;
  /** Null where nothing is recorded. */
  readonly daysHundredths: number | null;
}

/** A row of an attendance file whose cells were parsed; undefined where the cell is faulty. */
export interface AttendanceRow {
  /** The line of the file on which the row starts, from 1. */
  readonly line: number;
  readonly studentId: string | undefined;
  readonly month: Month | undefined;
  /** Hundredths of days; null for a blank cell, which is passed over. */
  readonly daysHundredths: number | null | undefined;
  /** The cells as they were written, for the report. */
  readonly written: { readonly studentId: string; readonly month: string; readonly days: string };
}

/** Who a row may be about. `no` is the number the database knows the student by. */
export interface KnownStudent extends Pick<StudentDetails, 'id' | 'joined' | 'left'> {
  readonly no: number;
}

/** How the columns are called in the file's own header, for the report. */
export interface AttendanceColumns {
  readonly studentId: string;
  readonly month: string;
  readonly days: string;
}

export interface AttendanceEntry {
  readonly student: KnownStudent;
  readonly month: Month;
  readonly daysHundredths: number;
}

export interface CheckedAttendance {
  readonly entries: readonly AttendanceEntry[];
  /** Rows passed over because their days cell is empty. */
  readonly blank: number;
  /** Sorted by line, and within one by column. */
  readonly errors: readonly RowError[];
}

/**
 * @throws ValueError `too_many_days`
 */
export function checkDaysOfMonth(daysHundredths: number, month: Month): void {
  const most = calendarDays(month);
  if (daysHundredths > most * 100) {
    throw new ValueError(
      'too_many_days',
      `${formatDays(daysHundredths)} days present, but ${monthName(month)} has ${most}`,
    );
  }
}

/**
 * @throws ValueError `has_left` when the student left before the month's first day
 */
export function checkStillThere(student: Pick<StudentDetails, 'id' | 'left'>, month: Month): void {
  if (hasLeftBefore(student, month)) {
    throw new ValueError('has_left', `${student.id} left on ${student.left}`);
  }
}

/** Joined only after the month's last day, so attendance for it deserves a second look. */
export function joinsAfter(student: Pick<StudentDetails, 'joined'>, month: Month): boolean {
  return student.joined !== null && student.joined > lastDay(month);
}

/**
 * Checks the rows of a file against the roll and against each other. A row gives one error per
 * faulty cell; only a row without one is compared with earlier rows, and of two rows for one student
 * and month the later is the error.
 *
 * @param cellErrors what parsing the cells already found
 * @param students by `idKey`
 */
export function checkAttendanceRows(
  rows: readonly AttendanceRow[],
  cellErrors: readonly RowError[],
  students: ReadonlyMap<string, KnownStudent>,
  columns: AttendanceColumns,
): CheckedAttendance {
  const faultyLines = new Set(cellErrors.map(({ line }) => line));
  const errors = [...cellErrors];
  const entries: AttendanceEntry[] = [];
  const lineOf = new Map<string, number>();
  let blank = 0;
  for (const row of rows) {
    const found = checkRow(row, students, columns);
    errors.push(...found.errors);
    if (found.errors.length > 0 || faultyLines.has(row.line)) continue;
    if (row.daysHundredths === null) {
      blank++;
      continue;
    }
    const { student } = found;
    if (student === undefined || row.month === undefined || row.daysHundredths === undefined) {
      throw new Error(`a row without an error is incomplete: line ${row.line}`);
    }
    const key = `${row.month} ${student.no}`;
    const earlier = lineOf.get(key);
    if (earlier !== undefined) {
      errors.push({
        line: row.line,
        column: columns.studentId,
        code: 'duplicate_row',
        value: row.written.studentId,
        message: `${student.id} has a row for ${row.month} already, on line ${earlier}`,
      });
      continue;
    }
    lineOf.set(key, row.line);
    entries.push({ student, month: row.month, daysHundredths: row.daysHundredths });
  }
  const order = [columns.studentId, columns.month, columns.days];
  const position = ({ column }: RowError) => order.indexOf(column);
  errors.sort((a, b) => a.line - b.line || position(a) - position(b));
  return { entries, blank, errors };
}

function checkRow(
  row: AttendanceRow,
  students: ReadonlyMap<string, KnownStudent>,
  columns: AttendanceColumns,
): { errors: RowError[]; student: KnownStudent | undefined } {
  const errors: RowError[] = [];
  const check = (column: 'studentId' | 'days', rule: () => void) => {
    try {
      rule();
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      errors.push({
        line: row.line,
        column: columns[column],
        code: error.code,
        value: row.written[column],
        message: error.message,
      });
    }
  };
  const { studentId, month, daysHundredths } = row;
  const student = studentId === undefined ? undefined : students.get(idKey(studentId));
  check('studentId', () => {
    if (studentId === undefined) return;
    if (student === undefined) throw new ValueError('unknown_student', 'no such student');
    if (month !== undefined) checkStillThere(student, month);
  });
  check('days', () => {
    if (month !== undefined && typeof daysHundredths === 'number') {
      checkDaysOfMonth(daysHundredths, month);
    }
  });
  return { errors, student };
}
