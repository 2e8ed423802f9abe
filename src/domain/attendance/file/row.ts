import { ValueError } from '../../../errors.ts';
import type { FileRow } from '../../imports/file-check.ts';
import type { RowError } from '../../imports/report.ts';
import type { RollMember } from '../../students/student.ts';
import type { Month } from '../../values/month.ts';
import { refuseTooManyDays } from '../attendance.ts';
import type { Mark } from '../mark.ts';

/** A row of an attendance file whose cells were parsed as far as they can be. */
export interface AttendanceRow extends FileRow {
  /** Undefined where the cell is faulty. */
  readonly studentId: string | undefined;
  readonly month: Month | undefined;
  /** Hundredths of days; null for a row without anything to take, undefined for a punch. */
  readonly daysHundredths: number | null | undefined;
  /** The days of the month that the row says something of: bit 0 is the first. */
  readonly daysMask: number;
  /** Those of them that count as present, where the row says it day by day; of a punch it is its day. */
  readonly presentMask?: number;
  /** Of a punch at midnight, to the second. */
  readonly isMidnight?: boolean;
  /** Of a register: the mark of each day, the first at 0. */
  readonly marks?: readonly (Mark | undefined)[];
  /**
   * Of a register that states totals: this one is of days present, and no other; or it may be of all days,
   * with what is wrong if those of other rows are of days present.
   */
  readonly total?: 'of presence' | RowError | undefined;
  /** Of a daily file: the mark of its day. */
  readonly mark?: Mark | undefined;
  /** Whom a row is about whose cells cannot be told apart for certain. */
  readonly about?: { readonly studentId: string | undefined; readonly month: Month | undefined };
}

/** How the columns are called in the file's own header, and where they are. */
export interface AttendanceColumns {
  readonly studentId: string;
  readonly month: string;
  readonly days: string;
  readonly idPosition: number;
  readonly daysPosition: number;
}

const NO_ERRORS: readonly RowError[] = [];

/**
 * Checks a row against the roll.
 *
 * @returns its errors, those of its cells among them, in the order of the columns
 */
export function checkRow(
  row: AttendanceRow,
  student: RollMember | undefined,
  columns: AttendanceColumns,
  suggestId: (id: string) => string | undefined,
): readonly RowError[] {
  const { studentId, month, daysHundredths } = row;
  let idError: RowError | undefined;
  let daysError: RowError | undefined;
  if (studentId !== undefined) {
    const at = { line: row.line, column: columns.studentId, cell: columns.idPosition };
    if (student === undefined) {
      const meant = suggestId(studentId);
      const question = meant === undefined ? '' : `; is it ${meant}?`;
      idError = toError(row, at, 'unknown_student', `no such student${question}`);
    }
  }
  if (month !== undefined && typeof daysHundredths === 'number' && daysHundredths > 2800) {
    const at = { line: row.line, column: columns.days, cell: columns.daysPosition };
    daysError = tryRule(row, at, () => refuseTooManyDays(daysHundredths, month));
  }
  if (idError === undefined && daysError === undefined) return row.errors;
  const found = [idError, ...row.errors, daysError].filter((error) => error !== undefined);
  return found.length === 0 ? NO_ERRORS : found;
}

/** A student whose days would be lost, was he passed over. */
export function refuseOnRoll(
  row: AttendanceRow,
  student: RollMember | undefined,
  columns: AttendanceColumns,
): RowError {
  return {
    line: row.line,
    column: columns.studentId,
    code: 'on_roll',
    value: row.cells[columns.idPosition] ?? '',
    message: `${student?.id} is a student`,
    remedy: { offer: 'not students' },
  };
}

interface At {
  readonly line: number;
  readonly column: string;
  readonly cell: number;
}

function tryRule(row: AttendanceRow, at: At, rule: () => void): RowError | undefined {
  try {
    rule();
    return undefined;
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    return { ...toError(row, at, error.code, error.message), remedy: error.remedy };
  }
}

function toError(row: AttendanceRow, at: At, code: string, message: string): RowError {
  return { line: at.line, column: at.column, code, value: row.cells[at.cell] ?? '', message };
}
