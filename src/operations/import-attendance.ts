import type { Knex } from 'knex';
import type { Actor } from '../auth/actor.ts';
import { requirePermission } from '../auth/permissions.ts';
import {
  type AttendanceChange,
  getRecordedDays,
  insertAttendance,
  updateAttendance,
} from '../data/attendance.ts';
import { getLastAuditSequence } from '../data/audit.ts';
import { listStudents } from '../data/students.ts';
import {
  type AttendanceColumns,
  type AttendanceRow,
  type CheckedAttendance,
  checkAttendanceRows,
  joinsAfter,
} from '../domain/attendance.ts';
import type { ImportReport, RowError } from '../domain/import-report.ts';
import type { Month } from '../domain/month.ts';
import { idKey } from '../domain/student.ts';
import { nameSome } from '../domain/text.ts';
import { warnAboutBills, warnAboutFuture } from './attendance.ts';
import { change } from './change.ts';
import type { Mess } from './mess.ts';

/** An attendance file whose cells were parsed. */
export interface AttendanceFile {
  /** As the person called it. */
  readonly name: string;
  readonly columns: AttendanceColumns;
  readonly rows: readonly AttendanceRow[];
  readonly errors: readonly RowError[];
}

interface ImportPlan extends CheckedAttendance {
  /** The record of changes as it was when this was worked out. */
  readonly basedOn: number;
  readonly inserts: readonly AttendanceChange[];
  readonly updates: readonly AttendanceChange[];
  readonly warnings: readonly string[];
}

/**
 * Takes an attendance file over: all of it in one transaction or, when any row has an error,
 * nothing. Never makes a student.
 */
export async function importAttendance(
  mess: Mess,
  actor: Actor,
  file: AttendanceFile,
  options: { readonly dryRun: boolean },
): Promise<ImportReport> {
  requirePermission(actor, 'record attendance');
  let plan = await planImport(mess.db, file);
  if (options.dryRun || plan.errors.length > 0 || !changesAnything(plan)) {
    return summarise(mess, file, plan, options.dryRun);
  }
  return change(mess, actor, 'attendance import', async ({ trx, record }) => {
    // Somebody may have changed the roll or the attendance while the file was being checked.
    if ((await getLastAuditSequence(trx)) !== plan.basedOn) plan = await planImport(trx, file);
    if (plan.errors.length > 0 || !changesAnything(plan)) {
      return summarise(mess, file, plan, false);
    }
    const months = changedMonths(plan);
    const sequence = await record({
      subject: file.name,
      ...(months.length === 1 && months[0] !== undefined ? { month: months[0] } : {}),
      after: {
        rows: file.rows.length,
        inserted: plan.inserts.length,
        updated: plan.updates.length,
        months,
      },
    });
    await insertAttendance(trx, plan.inserts, sequence);
    await updateAttendance(trx, plan.updates, sequence);
    return summarise(mess, file, plan, false, await warnAboutBills(trx, months));
  });
}

async function planImport(db: Knex, file: AttendanceFile): Promise<ImportPlan> {
  const basedOn = await getLastAuditSequence(db);
  const students = new Map((await listStudents(db)).map((each) => [idKey(each.id), each]));
  const checked = checkAttendanceRows(file.rows, file.errors, students, file.columns);
  const recorded = new Map<Month, Map<number, number>>();
  const inserts: AttendanceChange[] = [];
  const updates: AttendanceChange[] = [];
  for (const { student, month, daysHundredths } of checked.entries) {
    let days = recorded.get(month);
    if (days === undefined) {
      days = await getRecordedDays(db, month);
      recorded.set(month, days);
    }
    const before = days.get(student.no);
    if (before === daysHundredths) continue;
    const to = before === undefined ? inserts : updates;
    to.push({ month, studentNo: student.no, daysHundredths });
  }
  return { ...checked, basedOn, inserts, updates, warnings: warnAboutJoining(checked) };
}

function changesAnything({ inserts, updates }: ImportPlan): boolean {
  return inserts.length > 0 || updates.length > 0;
}

function changedMonths({ inserts, updates }: ImportPlan): Month[] {
  return [...new Set([...inserts, ...updates].map(({ month }) => month))].sort();
}

function warnAboutJoining({ entries }: CheckedAttendance): string[] {
  const early = entries.filter(
    ({ student, month, daysHundredths }) => daysHundredths > 0 && joinsAfter(student, month),
  );
  if (early.length === 0) return [];
  const named = early.map(({ student, month }) => `${student.id} in ${month}`);
  return [`Present before the joining date: ${nameSome(named)}.`];
}

function summarise(
  mess: Mess,
  file: AttendanceFile,
  plan: ImportPlan,
  dryRun: boolean,
  billWarnings: readonly string[] = [],
): ImportReport {
  const refused = plan.errors.length > 0;
  const months = new Set(plan.entries.map(({ month }) => month));
  return {
    file: file.name,
    rows: file.rows.length,
    inserted: refused ? 0 : plan.inserts.length,
    updated: refused ? 0 : plan.updates.length,
    unchanged: plan.entries.length - plan.inserts.length - plan.updates.length,
    blank: plan.blank,
    rejected: new Set(plan.errors.map(({ line }) => line)).size,
    dryRun,
    errors: plan.errors,
    warnings: refused
      ? []
      : [...warnAboutFuture(mess, [...months].sort()), ...plan.warnings, ...billWarnings],
  };
}
