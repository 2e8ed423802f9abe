import { ValueError } from '../../errors.ts';
import type { Remedy } from '../../reasons.ts';
import { createRowLog } from '../imports/rejected-rows.ts';
import {
  collectMistakes,
  type FileFault,
  type RejectedRow,
  type RowError,
} from '../imports/report.ts';
import { idKey } from '../values/id.ts';
import { refuseBadDates, type StudentDetails, zeroFinder } from './student.ts';

/** What is done where a row differs from what is recorded. */
export type OnConflict = 'error' | 'update' | 'skip';

export const ON_CONFLICT: readonly OnConflict[] = ['error', 'update', 'skip'];

/** A row of a file of students whose cells were parsed as far as they can be. */
export interface StudentRow {
  /** The line of the file on which the row starts, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Undefined where the cell is faulty. */
  readonly id: string | undefined;
  /** Undefined where any cell is. */
  readonly student: StudentDetails | undefined;
  /** In the order of the columns. */
  readonly errors: readonly RowError[];
}

export interface StudentColumns {
  /** How the file calls the column of ids, and where it is. */
  readonly id: string;
  readonly idPosition: number;
}

/** Somebody on the roll. */
export interface RecordedStudent extends StudentDetails {
  readonly no: number;
}

export interface StudentUpdate {
  readonly before: RecordedStudent;
  readonly after: StudentDetails;
}

/** A file of students that was read, to its end or as far as it could be. */
export interface CheckedStudents {
  readonly rows: number;
  readonly added: readonly StudentDetails[];
  readonly updated: readonly StudentUpdate[];
  readonly unchanged: number;
  /** Rows passed over because they differ from what is recorded. */
  readonly skipped: number;
  /** Sorted by line. */
  readonly errors: readonly RowError[];
  readonly stopped: boolean;
  countRejected(): number;
  listRejected(): Iterable<RejectedRow>;
}

export interface StudentSheet {
  /** @throws FileFault there are too many mistakes */
  add(row: StudentRow): void;
  stop(fault: FileFault): void;
  finish(): CheckedStudents;
}

export interface StudentSheetOptions {
  readonly columns: StudentColumns;
  readonly onConflict: OnConflict;
  /** Whether rejected rows will be asked for. */
  readonly keepRows: boolean;
}

/**
 * Checks the rows of a file of students against the roll and against each other. An empty joining
 * date says nothing about one that is recorded, and a leaving date counts for a new student only: a
 * file never takes anybody off the roll. Of two rows with one id the later is the error, and neither
 * is taken.
 */
export function createStudentSheet(
  roll: readonly RecordedStudent[],
  { columns, onConflict, keepRows }: StudentSheetOptions,
): StudentSheet {
  const withZeros = zeroFinder(roll);
  const recorded = new Map(roll.map((student) => [idKey(student.id), student]));
  const mistakes = collectMistakes();
  const log = createRowLog<Set<number>>(keepRows);
  // A place for each different id of the file; the later of two rows withholds the earlier.
  const seen = new Map<string, { readonly place: number; readonly line: number }>();
  const withheld = new Set<number>();
  const taken = new Map<number, StudentDetails>();

  function check(row: StudentRow, place: number, firstLine: number | undefined): RowError[] {
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
    if (firstLine !== undefined) {
      const first = taken.get(place);
      const isSame = first !== undefined && JSON.stringify(first) === JSON.stringify(student);
      if (!isSame) withheld.add(place);
      fault('duplicate_row', `${row.id} has a row already, on line ${firstLine}`);
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
    const after = before === undefined ? student : merge(before, student);
    try {
      refuseBadDates(after.joined, after.left);
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      fault(error.code, error.message);
    }
    if (before !== undefined && onConflict === 'error') {
      const differences = listDifferences(before, after);
      if (differences.length > 0) {
        const recordedAs = differences.map(
          (key) => `${key} ${before[key] ?? 'unknown'}, not ${after[key]}`,
        );
        const sentence = `${before.id} is recorded with ${recordedAs.join('; ')}`;
        fault('conflict', sentence, { offer: 'on conflict' });
      }
    }
    return errors;
  }

  return {
    add(row) {
      const key = row.id === undefined ? undefined : idKey(row.id);
      const earlier = key === undefined ? undefined : seen.get(key);
      const place = earlier?.place ?? seen.size;
      if (key !== undefined && earlier === undefined) seen.set(key, { place, line: row.line });
      const errors = check(row, place, earlier?.line);
      for (const error of errors) mistakes.add(error);
      // Two rows that say the same are no contradiction.
      if (errors.length > 0 && key !== undefined && earlier === undefined) withheld.add(place);
      if (errors.length === 0 && row.student !== undefined) taken.set(place, row.student);
      const faulty = errors.length > 0;
      const group = key === undefined ? undefined : withheld;
      log.add({ line: row.line, cells: row.cells, place, group, faulty });
    },
    stop: (fault) => mistakes.stop(fault),
    finish() {
      const added: StudentDetails[] = [];
      const updated: StudentUpdate[] = [];
      let [unchanged, skipped] = [0, 0];
      for (const [place, student] of taken) {
        if (withheld.has(place)) continue;
        const before = recorded.get(idKey(student.id));
        if (before === undefined) {
          added.push(student);
          continue;
        }
        const after = merge(before, student);
        if (listDifferences(before, after).length === 0) unchanged++;
        else if (onConflict === 'skip') skipped++;
        else updated.push({ before, after });
      }
      const isWithheld = (_: Set<number>, place: number) => withheld.has(place);
      return {
        rows: log.size(),
        added,
        updated,
        unchanged,
        skipped,
        errors: mistakes.list,
        stopped: mistakes.stopped,
        countRejected: () => (mistakes.spoiled ? 0 : log.countRejected(isWithheld)),
        listRejected: () => (mistakes.spoiled ? [] : log.listRejected(isWithheld, mistakes.list)),
      };
    },
  };
}

/** What the student would be with what the file says. */
function merge(before: StudentDetails, file: StudentDetails): StudentDetails {
  const { name, branch, phone } = file;
  return {
    id: before.id,
    name,
    branch,
    phone,
    joined: file.joined ?? before.joined,
    left: before.left,
  };
}

const COMPARED = ['name', 'branch', 'phone', 'joined'] as const;

function listDifferences(
  before: StudentDetails,
  after: StudentDetails,
): (typeof COMPARED)[number][] {
  return COMPARED.filter((key) => before[key] !== after[key]);
}
