import { ValueError } from '../../errors.ts';
import type { Remedy } from '../../facts.ts';
import type { FileRow, RowCheck } from '../imports/file-check.ts';
import type { RowError } from '../imports/report.ts';
import { judgeJoining, sayDoubt } from '../mess/date-doubt.ts';
import { idKey } from '../values/id.ts';
import {
  isAnonymised,
  refuseBadDates,
  type StudentDetails,
  type StudentRecord,
  zeroFinder,
} from './student.ts';
import {
  completeStudent,
  listDifferences,
  mergeStudent,
  type StudentOfFile,
  sayDifference,
  sayLacking,
} from './student-of-file.ts';

/** What is done where a row differs from what is recorded. */
export type OnConflict = 'error' | 'update' | 'skip';

export const ON_CONFLICT: readonly OnConflict[] = ['error', 'update', 'skip'];

/** A row of a file of students whose cells were parsed as far as they can be. */
export interface StudentRow extends FileRow {
  /** Undefined where the cell is faulty. */
  readonly id: string | undefined;
  /** Undefined where any cell is. */
  readonly student: StudentOfFile | undefined;
}

export interface StudentColumns {
  /** How the file calls the column of ids, and where it is. */
  readonly id: string;
  readonly idPosition: number;
  /** The same of the joining dates; -1 where there is none. */
  readonly joined: string;
  readonly joinedPosition: number;
}

export interface StudentUpdate {
  readonly before: StudentRecord;
  readonly after: StudentDetails;
}

export interface StudentCheck extends RowCheck<StudentRow> {
  compare(): StudentComparison;
}

/** What a file of students comes to against the roll. */
export interface StudentComparison {
  readonly added: readonly StudentDetails[];
  readonly updated: readonly StudentUpdate[];
  readonly unchanged: number;
  /** Rows passed over because they differ from what is recorded. */
  readonly skipped: number;
}

/** What a file says of one id. */
interface Entry {
  readonly line: number;
  /** Undefined where the first row of it has a mistake. */
  readonly student: StudentOfFile | undefined;
  isWithheld: boolean;
}

export interface StudentCheckOptions {
  readonly onConflict: OnConflict;
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** Joining dates that are unlikely are taken. */
  readonly unlikely: boolean;
}

/**
 * Checks the rows of a file of students against the roll and against each other. An empty joining
 * date or address says nothing about one that is recorded, and a leaving date counts for a new student only: a
 * file never takes anybody off the roll. One without names, branches or phone numbers adds nobody. Of two rows with one id the later is the error, and neither
 * is taken where they differ.
 */
export function createStudentCheck(
  roll: readonly StudentRecord[],
  columns: StudentColumns,
  { onConflict, today, unlikely }: StudentCheckOptions,
): StudentCheck {
  const withZeros = zeroFinder(roll);
  const recorded = new Map(roll.map((student) => [idKey(student.id), student]));
  const entries: Entry[] = [];
  const groups = new Map<string, number>();

  function judge({ line, cells }: StudentRow, joined: string): RowError[] {
    const doubt = judgeJoining(joined, today);
    if (doubt === undefined || (unlikely && !doubt.isImpossible)) return [];
    const value = cells[columns.joinedPosition] ?? '';
    return [
      {
        line,
        column: columns.joined,
        code: doubt.reason,
        value,
        message: sayDoubt(doubt, joined, value),
        remedy: doubt.isImpossible ? undefined : { offer: 'unlikely' },
      },
    ];
  }

  function check(row: StudentRow, first: Entry | undefined): RowError[] {
    const errors = [...row.errors];
    const fault = (code: string, message: string, remedy?: Remedy) =>
      errors.push({
        line: row.line,
        column: columns.id,
        code,
        message,
        value: row.cells[columns.idPosition] ?? '',
        remedy,
      });
    const { student } = row;
    if (first !== undefined) {
      // Two rows that say the same are no contradiction.
      if (JSON.stringify(first.student) !== JSON.stringify(student)) first.isWithheld = true;
      fault('duplicate_row', `${row.id} has a row already, on line ${first.line}`);
    }
    if (student === undefined) return errors;
    const before = recorded.get(idKey(student.id));
    const meant = before === undefined ? withZeros(student.id) : undefined;
    if (meant !== undefined) {
      fault('lost_zeros', `is it ${meant}, without the zeros that spreadsheets take away?`, {
        offer: 'add student',
        id: student.id,
      });
    }
    const after = before === undefined ? completeStudent(student) : mergeStudent(before, student);
    if (after === undefined) {
      const sentence = `${student.id} is not on the roll, and the file has no ${sayLacking(student)}`;
      if (meant === undefined) fault('unknown_student', sentence);
      return errors;
    }
    if (after.joined !== null && after.joined !== before?.joined)
      errors.push(...judge(row, after.joined));
    try {
      refuseBadDates(after.joined, after.left);
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      fault(error.code, error.message);
    }
    if (before !== undefined && onConflict === 'error') {
      const differences = listDifferences(before, after);
      if (differences.length > 0) {
        const recordedAs = differences.map((key) => sayDifference(key, before, after));
        const sentence = `${before.id} is recorded with ${recordedAs.join('; ')}`;
        fault('conflict', sentence, { offer: 'on conflict' });
      }
    }
    return errors;
  }

  /** Nobody who was anonymised is given a name again by a file; a list of the roll, which has none, may be one. */
  function withoutName(row: StudentRow): StudentRow {
    const before = row.id === undefined ? undefined : recorded.get(idKey(row.id));
    if (before === undefined || !isAnonymised(before)) return row;
    const [first, ...more] = row.errors;
    if (first?.code === 'missing' && more.length === 0)
      return { ...row, student: before, errors: [] };
    if (row.student && listDifferences(before, mergeStudent(before, row.student)).length === 0)
      return row;
    if (onConflict === 'skip' && first === undefined) return row;
    const error = {
      line: row.line,
      column: columns.id,
      code: 'student_anonymised',
      value: row.cells[columns.idPosition] ?? '',
      message: `${before.id} was anonymised, and gets no name or address again`,
    };
    return { ...row, student: undefined, errors: [error] };
  }

  return {
    check(given) {
      const row = withoutName(given);
      if (row.id === undefined) return { errors: check(row, undefined) };
      const group = groups.get(idKey(row.id)) ?? entries.length;
      const first = entries[group];
      const errors = check(row, first);
      if (first === undefined) {
        groups.set(idKey(row.id), group);
        const isFaulty = errors.length > 0;
        const student = isFaulty ? undefined : row.student;
        entries.push({ line: row.line, student, isWithheld: isFaulty });
      }
      return { errors, group };
    },
    isWithheld: (group) => entries[group]?.isWithheld === true,
    compare() {
      const added: StudentDetails[] = [];
      const updated: StudentUpdate[] = [];
      let [unchanged, skipped] = [0, 0];
      for (const { student, isWithheld } of entries) {
        if (student === undefined || isWithheld) continue;
        const before = recorded.get(idKey(student.id));
        if (before === undefined) {
          const after = completeStudent(student);
          if (after !== undefined) added.push(after);
          continue;
        }
        const after = mergeStudent(before, student);
        if (listDifferences(before, after).length === 0) unchanged++;
        else if (onConflict === 'skip') skipped++;
        else updated.push({ before, after });
      }
      return { added, updated, unchanged, skipped };
    },
  };
}
