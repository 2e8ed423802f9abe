import type { FileRow, RowCheck } from '../imports/file-check.ts';
import type { RowError } from '../imports/report.ts';
import { findNearStudents } from '../students/near-students.ts';
import type { StudentRecord } from '../students/student.ts';
import { idKey } from '../values/id.ts';

/** A row of a file of openings whose cells were parsed as far as they can be. */
export interface OpeningRow extends FileRow {
  /** As the file has it; undefined where it is faulty. */
  readonly id: string | undefined;
  /** In minor units, below 0 for credit; null where nothing is said. */
  readonly amountMinor: bigint | null | undefined;
}

/** What a file says that a student owed when the accounts began. */
export interface FileOpening {
  readonly line: number;
  readonly student: StudentRecord;
  /** In minor units. */
  readonly amountMinor: bigint;
}

export interface OpeningCheck extends RowCheck<OpeningRow> {
  /** Those that may be taken, in the order of the file. */
  listOpenings(): readonly FileOpening[];
}

/** @param idColumn as the file calls it */
export function createOpeningCheck(roll: readonly StudentRecord[], idColumn: string): OpeningCheck {
  const students = new Map(roll.map((student) => [idKey(student.id), student]));
  const openings: FileOpening[] = [];
  /** The line on which each was first. */
  const lines = new Map<number, number>();

  function findFault({ line, id = '' }: OpeningRow): RowError | undefined {
    const at = { line, column: idColumn, value: id };
    const student = students.get(idKey(id));
    if (student === undefined) {
      const [near] = findNearStudents(roll, id);
      const question = near === undefined ? '' : `; is it ${near.id}?`;
      return { ...at, code: 'unknown_student', message: `no such student${question}` };
    }
    const before = lines.get(student.no);
    if (before === undefined) return undefined;
    return { ...at, code: 'duplicate', message: `the student is on line ${before} already` };
  }

  return {
    check(row) {
      const { id, amountMinor, errors, line } = row;
      if (amountMinor === null && errors.length === 0) return { errors, isBlank: true };
      const fault = id === undefined ? undefined : findFault(row);
      const found = fault === undefined ? errors : [fault, ...errors];
      const student = students.get(idKey(id ?? ''));
      if (student !== undefined && !lines.has(student.no)) lines.set(student.no, line);
      if (found.length === 0 && student !== undefined && typeof amountMinor === 'bigint') {
        openings.push({ line, student, amountMinor });
      }
      return { errors: found };
    },
    isWithheld: () => false,
    listOpenings: () => openings,
  };
}
