import type { Actor } from '../../auth/actor.ts';
import { requirePermission } from '../../auth/permissions.ts';
import { deleteSessionsOfStudent } from '../../data/access/sessions.ts';
import { getLastAuditSequence } from '../../data/mess/audit.ts';
import { insertStudents, listStudents, updateStudents } from '../../data/students/students.ts';
import { FileFault, type ImportReport, type OnProgress } from '../../domain/imports/report.ts';
import {
  type CheckedStudents,
  createStudentSheet,
  type OnConflict,
} from '../../domain/students/file-check.ts';
import type { StudentDetails } from '../../domain/students/student.ts';
import { BusyError } from '../../errors.ts';
import type { Source } from '../../input/csv/source.ts';
import {
  openStudentFile,
  type StudentFile,
  type StudentFileOptions,
} from '../../input/students/file.ts';
import {
  type ImportOptions,
  listenWhileWaiting,
  nextTurn,
  type PlannedImport,
} from '../imports/planned-import.ts';
import { type ChangeScope, change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';

export interface StudentImportOptions extends ImportOptions {
  readonly file: StudentFileOptions;
  readonly onConflict: OnConflict;
}

interface Plan {
  readonly source: Source;
  readonly options: StudentImportOptions;
  /** Undefined where the header was not understood. */
  readonly file: StudentFile | undefined;
  readonly sheet: CheckedStudents;
  /** The record of changes as it was when the roll was read. */
  readonly basedOn: number;
}

/** Reads and checks a file of students, writing nothing. */
export async function planStudentImport(
  mess: Mess,
  actor: Actor,
  source: Source,
  options: StudentImportOptions,
  onProgress: OnProgress,
): Promise<PlannedImport> {
  requirePermission(actor, 'change the roll');
  const plan = await readStudents(mess, source, options, onProgress);
  const { file, sheet } = plan;
  const isAcceptable = !sheet.stopped && (sheet.errors.length === 0 || options.partial);
  const changesAnything = sheet.added.length + sheet.updated.length > 0;
  return {
    report: report(plan, isAcceptable),
    rejects: file ? { header: file.header, rows: () => sheet.listRejected() } : null,
    writes: !options.dryRun && isAcceptable && changesAnything,
    write: (onRows) =>
      change(
        mess,
        actor,
        'student import',
        (scope) => write(plan, scope, onRows),
        listenWhileWaiting(onRows),
      ),
  };
}

async function readStudents(
  mess: Mess,
  source: Source,
  options: StudentImportOptions,
  onProgress: OnProgress,
): Promise<Plan> {
  const basedOn = await getLastAuditSequence(mess.db);
  const { onConflict, keepRejects: keepRows } = options;
  let file: StudentFile | undefined;
  let sheet = createStudentSheet([], {
    onConflict,
    keepRows,
    columns: { id: '', idPosition: -1 },
  });
  try {
    file = await openStudentFile(source, options.file);
    const roll = await listStudents(mess.db);
    sheet = createStudentSheet(roll, { columns: file.columns, onConflict, keepRows });
    if (file.headerErrors.length > 0) sheet.stop(new FileFault(file.headerErrors));
    let rows = 0;
    for await (const batch of file.batches) {
      for (const row of batch) sheet.add(row);
      rows += batch.length;
      onProgress({ phase: 'reading', rows, fraction: source.progress().fraction });
    }
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    sheet.stop(error);
  }
  return { source, options, file, sheet: sheet.finish(), basedOn };
}

async function write(
  plan: Plan,
  { trx, at, record }: ChangeScope,
  onProgress: OnProgress,
): Promise<ImportReport> {
  const { sheet, source, basedOn } = plan;
  // Ctrl-C may have been pressed while another writer was waited for, when nobody could hear it.
  await nextTurn();
  onProgress({ phase: 'writing', rows: 0, fraction: 0 });
  // Nearly every change of a roll would make the check another one, so the file is read again.
  if ((await getLastAuditSequence(trx)) !== basedOn) {
    throw new BusyError(
      'changed_meanwhile',
      `The mess was changed while ${source.name} was read. Nothing was written.`,
      { about: { during: 'import' } },
    );
  }
  const { added, updated } = sheet;
  const enteredBy = await record({
    subject: source.name,
    ...(updated.length > 0 ? { before: updated.map(({ before }) => detailsOf(before)) } : {}),
    after: { added, updated: updated.map(({ after }) => after) },
  });
  const total = added.length + updated.length;
  const onRows = (rows: number) => onProgress({ phase: 'writing', rows, fraction: rows / total });
  await insertStudents(
    trx,
    added.map((student) => ({ ...student, enteredAt: at, enteredBy })),
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
  await nextTurn();
  onRows(total);
  return report(plan, true);
}

function report({ source, options, file, sheet }: Plan, isAcceptable: boolean): ImportReport {
  const { rows, added, updated, unchanged, skipped, errors } = sheet;
  return {
    file: source.name,
    rows,
    inserted: isAcceptable ? added.length : 0,
    updated: isAcceptable ? updated.length : 0,
    unchanged,
    skipped,
    blank: 0,
    rejected: sheet.countRejected(),
    dryRun: options.dryRun,
    partial: isAcceptable && errors.length > 0,
    stopped: sheet.stopped,
    errors,
    warnings: [],
    readAs: file?.readAs ?? null,
    months: [],
    importNo: null,
    earlier: null,
  };
}

function detailsOf({ id, name, branch, phone, joined, left }: StudentDetails): StudentDetails {
  return { id, name, branch, phone, joined, left };
}
