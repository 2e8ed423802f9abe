import { deleteSessionsOfStudent } from '../../data/access/sessions.ts';
import { insertStudents, listStudents, updateStudents } from '../../data/students/students.ts';
import type { Actor } from '../../domain/actor.ts';
import type { OnProgress } from '../../domain/imports/report.ts';
import {
  createStudentCheck,
  type OnConflict,
  type StudentComparison,
  type StudentRow,
} from '../../domain/students/file-check.ts';
import { warnAboutSharedPhones } from '../../domain/students/shared-phones.ts';
import { type StudentRecord, tellStudent } from '../../domain/students/student.ts';
import { createWarning, type Warning } from '../../errors.ts';
import type { ImportFileOptions } from '../../input/csv/import-file.ts';
import type { Source } from '../../input/csv/source.ts';
import { openStudentFile } from '../../input/students/file.ts';
import { warnAboutRecordedDays, warnAboutRoll } from '../billing/warnings/roll.ts';
import type {
  Comparison,
  FileImport,
  ImportOptions,
  WriteScope,
  Written,
} from '../imports/file-import.ts';
import { type PlannedImport, planImport } from '../imports/run-import.ts';
import { type Mess, today } from '../mess/mess.ts';

export interface StudentImportOptions extends ImportOptions {
  readonly file: ImportFileOptions;
  readonly onConflict: OnConflict;
  /** Joining dates that are unlikely are taken. */
  readonly unlikely: boolean;
}

/**
 * Reads and checks a file of students, writing nothing. Nearly every change of a roll would make the
 * check another one, so after any the file is to be read again.
 */
export async function planStudentImport(
  mess: Mess,
  actor: Actor,
  source: Source,
  options: StudentImportOptions,
  onProgress: OnProgress,
): Promise<PlannedImport> {
  const kind: FileImport<StudentRow> = {
    permission: 'change the roll',
    command: 'student import',
    async open(db) {
      const isUpdate = options.onConflict === 'update';
      const file = await openStudentFile(source, { ...options.file, isUpdate });
      const roll = await listStudents(db);
      const check = createStudentCheck(roll, file.columns, { ...options, today: today(mess) });
      return { file, check, compare: async () => describe(check.compare(), roll) };
    },
  };
  return planImport(mess, actor, source, options, kind, onProgress);
}

function describe(students: StudentComparison, roll: readonly StudentRecord[]): Comparison {
  const { added, updated, unchanged, skipped } = students;
  const reachedAnew = updated.filter(({ before, after }) => before.phone !== after.phone);
  return {
    months: [],
    inserted: added.length,
    updated: updated.length,
    unchanged,
    skipped,
    warnings: warnAboutSharedPhones(roll, [...added, ...reachedAnew.map(({ after }) => after)]),
    isWorthWriting: added.length + updated.length > 0,
    write: (scope) => write(students, scope),
  };
}

async function write(
  { added, updated }: StudentComparison,
  { trx, at, recordParts, onRows }: WriteScope,
): Promise<Written> {
  const parts = inParts(added, updated);
  const first = await recordParts(parts.map(tellPart));
  await insertStudents(
    trx,
    parts.flatMap((part, index) =>
      part.added.map((student) => ({ ...student, enteredAt: at, enteredBy: first + index })),
    ),
    onRows,
  );
  await updateStudents(
    trx,
    updated.map(({ before, after }) => ({ ...after, no: before.no })),
    (rows) => onRows(added.length + rows),
  );
  for (const { before, after } of updated) {
    // The number is what a student signs in with: who has only the old one is shut out.
    if (before.phone !== after.phone) await deleteSessionsOfStudent(trx, before.no);
  }
  const changes = [...added.map((after) => ({ before: null, after })), ...updated];
  const moved = updated.filter(({ before, after }) => before.joined !== after.joined);
  const warnings: Warning[] = [];
  for (const { before, after } of moved) {
    warnings.push(...(await warnAboutRecordedDays(trx, { ...after, no: before.no })));
  }
  return { warnings: [...sumUp(warnings), ...(await warnAboutRoll(trx, changes))] };
}

/** No entry of the record of changes names more than so many. */
const STUDENTS_IN_PART = 1000;

type Part = Pick<StudentComparison, 'added' | 'updated'>;

function inParts(
  added: StudentComparison['added'],
  updated: StudentComparison['updated'],
): readonly Part[] {
  const count = Math.ceil((added.length + updated.length) / STUDENTS_IN_PART);
  return Array.from({ length: count }, (_, index) => {
    const from = index * STUDENTS_IN_PART;
    const to = from + STUDENTS_IN_PART;
    const ofUpdated = (place: number) => Math.max(0, place - added.length);
    return {
      added: added.slice(from, to),
      updated: updated.slice(ofUpdated(from), ofUpdated(to)),
    };
  });
}

function tellPart({ added, updated }: Part, index: number, { length }: readonly Part[]) {
  return {
    before: updated.length > 0 ? updated.map(({ before }) => tellStudent(before)) : undefined,
    after: {
      ...(length > 1 && { part: index + 1, of: length }),
      added: added.map((student) => tellStudent(student)),
      updated: updated.map(({ after }) => tellStudent(after)),
    },
  };
}

const MAX_NAMED = 10;

/** A file may move everybody: the first are named, the others counted. */
function sumUp(warnings: readonly Warning[]): Warning[] {
  const more = warnings.length - MAX_NAMED;
  if (more <= 0) return [...warnings];
  const sentence = `${more} more figures are of more days than on the roll.`;
  return [...warnings.slice(0, MAX_NAMED), createWarning('beyond_membership', sentence)];
}
