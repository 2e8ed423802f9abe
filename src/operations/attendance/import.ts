import type { Knex } from 'knex';
import type { Actor } from '../../auth/actor.ts';
import { requirePermission } from '../../auth/permissions.ts';
import {
  getRecordedDays,
  insertAttendance,
  updateAttendance,
} from '../../data/attendance/attendance.ts';
import { insertImport } from '../../data/imports/imports.ts';
import { getLastAuditSequence } from '../../data/mess/audit.ts';
import { listRollMembers } from '../../data/students/students.ts';
import { isTaken, type MonthFigures } from '../../domain/attendance/figures.ts';
import { createAttendanceSheet } from '../../domain/attendance/file-check.ts';
import {
  compareFigures,
  type MonthComparison,
  refuseLeft,
  refusePartialMonth,
} from '../../domain/attendance/month-comparison.ts';
import {
  FileFault,
  type ImportReport,
  type OnProgress,
  type RowError,
} from '../../domain/imports/report.ts';
import { hasLeftBefore, type RollMember } from '../../domain/students/student.ts';
import { BusyError } from '../../errors.ts';
import { type AttendanceFile, openAttendanceFile } from '../../input/attendance/file.ts';
import type { Source } from '../../input/csv/source.ts';
import { refuseClosed } from '../billing/refuse-closed.ts';
import { warnAboutBills } from '../billing/stale-bills.ts';
import { listenWhileWaiting, nextTurn, type PlannedImport } from '../imports/planned-import.ts';
import { type ChangeScope, change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import {
  type AttendanceImportOptions,
  type Comparison,
  changedMonths,
  changesOf,
  hasFigures,
  isAcceptable,
  type Plan,
  report,
} from './import-plan.ts';
import { findTakenBefore } from './undo-import.ts';

/**
 * Reads and checks an attendance file, writing nothing. Never makes a student.
 *
 * @throws UsageError an option is missing, or does not fit the file
 * @throws ConflictError it would change a month that is closed
 */
export async function planAttendanceImport(
  mess: Mess,
  actor: Actor,
  source: Source,
  options: AttendanceImportOptions,
  onProgress: OnProgress,
): Promise<PlannedImport> {
  requirePermission(actor, 'import attendance');
  const basedOn = await getLastAuditSequence(mess.db);
  const roll = await listRollMembers(mess.db);
  const read = await readSheet(mess, source, options, roll, onProgress);
  const based = { source, options, roll, basedOn, ...read };
  const comparison = await compare(mess.db, based);
  const plan: Plan = { ...based, comparison };
  const { file, sheet } = plan;
  if (isAcceptable(plan)) await refuseClosed(mess.db, changedMonths(plan));
  return {
    report: report(mess, plan),
    rejects: file
      ? {
          header: file.header,
          rows: () => (comparison.earlier ? [] : sheet.listRejected(comparison.errors)),
        }
      : null,
    writes: !options.dryRun && isAcceptable(plan) && hasFigures(plan),
    write: (onRows) =>
      change(
        mess,
        actor,
        'attendance import',
        (scope) => write(mess, plan, scope, onRows),
        listenWhileWaiting(onRows),
      ),
  };
}

async function readSheet(
  mess: Mess,
  source: Source,
  options: AttendanceImportOptions,
  roll: readonly RollMember[],
  onProgress: OnProgress,
): Promise<Pick<Plan, 'file' | 'sheet' | 'skipped'>> {
  let file: AttendanceFile | undefined;
  let skipped = 0;
  let sheet = createAttendanceSheet([], {
    layout: 'monthly',
    keepRows: false,
    columns: { studentId: '', month: '', days: '', idPosition: -1, daysPosition: -1 },
  });
  try {
    const messTimeZone = mess.settings.timeZone;
    file = await openAttendanceFile(source, { ...options.file, messTimeZone });
    const { layout, columns } = file;
    sheet = createAttendanceSheet(roll, { layout, columns, keepRows: options.keepRejects });
    if (file.headerErrors.length > 0) sheet.stop(new FileFault(file.headerErrors));
    let rows = 0;
    for await (const batch of file.batches) {
      for (const row of batch) {
        if (row === undefined) skipped++;
        else sheet.add(row);
      }
      rows += batch.length;
      onProgress({ phase: 'reading', rows, fraction: source.progress().fraction });
    }
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    sheet.stop(error);
  }
  return { file, sheet: sheet.finish(), skipped };
}

async function compare(db: Knex, plan: Omit<Plan, 'comparison'>): Promise<Comparison> {
  const { file, sheet, options, roll, source } = plan;
  const isSame = !options.again && !sheet.stopped;
  const earlier = isSame ? await findTakenBefore(db, identify(plan, source)) : undefined;
  const months: MonthComparison[] = [];
  const refused: RowError[] = [];
  if (!sheet.stopped) {
    for (const figures of sheet.figures) {
      const recorded = await getRecordedDays(db, figures.month);
      if (earlier === undefined && file !== undefined) {
        refused.push(...refuseLeft(figures, roll, recorded, file.columns.studentId));
        if (!options.replace) refused.push(...refusePart(file, figures, roll, recorded));
      }
      months.push(compareFigures(figures, roll, recorded));
    }
  }
  const all =
    refused.length === 0
      ? sheet.errors
      : [...sheet.errors, ...refused].sort((a, b) => a.line - b.line);
  // It was taken without any, and is not taken again, so what would be wrong by now does not matter.
  const errors = earlier === undefined ? all : [];
  return { months, errors, earlier };
}

function refusePart(
  file: AttendanceFile,
  figures: MonthFigures,
  roll: readonly RollMember[],
  recorded: ReadonlyMap<number, number>,
): RowError[] {
  const isLog = file.layout === 'punches';
  const kind = isLog && file.isRejects ? 'rejects' : 'whole';
  return refusePartialMonth(figures, roll, recorded, file.columns.days, { kind, isOfDays: isLog });
}

/** The same bytes mean something else for another month, or in another layout. */
function identify({ file, options }: Omit<Plan, 'comparison'>, source: Plan['source']) {
  const { from, to, dateFormat, timeZone } = options.file;
  // Where the file itself names its months, the month given is a check and changes nothing.
  const month = file?.isMonthGiven ? options.file.month : undefined;
  const reading = JSON.stringify({
    layout: file?.layout,
    month,
    from,
    to,
    dateFormat,
    timeZone,
  });
  return { kind: 'attendance', sha256: source.digest(), reading } as const;
}

async function write(
  mess: Mess,
  planned: Plan,
  { trx, record }: ChangeScope,
  onProgress: OnProgress,
): Promise<ImportReport> {
  // Ctrl-C may have been pressed while another writer was waited for, when nobody could hear it.
  await nextTurn();
  onProgress({ phase: 'writing', rows: 0, fraction: 0 });
  const plan = { ...planned, comparison: await checkAgain(trx, planned) };
  if (!isAcceptable(plan)) return report(mess, plan);
  const summary = report(mess, plan);
  const changed = changesOf(plan);
  await refuseClosed(trx, changedMonths(plan));
  const [only] = summary.months;
  const sequence = await record({
    subject: summary.file,
    ...(summary.months.length === 1 && only !== undefined ? { month: only } : {}),
    after: {
      rows: summary.rows,
      inserted: summary.inserted,
      updated: summary.updated,
      rejected: summary.rejected,
      months: changedMonths(plan),
      changed: summary.changed,
    },
  });
  const importNo = await insertImport(trx, {
    ...identify(plan, plan.source),
    changedBy: sequence,
    file: summary.file,
    layout: plan.file?.layout ?? '',
    months: summary.months,
    rows: summary.rows,
    inserted: summary.inserted,
    updated: summary.updated,
    unchanged: summary.unchanged,
    rejected: summary.rejected,
  });
  const total = summary.inserted + summary.updated;
  let done = 0;
  const onRows = (rows: number) =>
    onProgress({ phase: 'writing', rows: done + rows, fraction: (done + rows) / total });
  for (const month of changed) {
    await insertAttendance(trx, month.inserts(), sequence, onRows);
    done += month.inserted;
    await updateAttendance(trx, month.figures.month, month.updates, sequence, onRows);
    done += month.updated;
  }
  const billWarnings = await warnAboutBills(trx, changedMonths(plan));
  await nextTurn();
  onProgress({ phase: 'writing', rows: total, fraction: 1 });
  return { ...summary, importNo, warnings: [...summary.warnings, ...billWarnings] };
}

/**
 * What the check relied on, inside the transaction. Another figure may be recorded by now, which is
 * compared afresh; but where a row would be refused now, the person must be told before anything is
 * written.
 *
 * @throws BusyError
 */
async function checkAgain(trx: Knex.Transaction, plan: Plan): Promise<Comparison> {
  const { comparison, roll, sheet, basedOn } = plan;
  if ((await getLastAuditSequence(trx)) === basedOn) return comparison;
  const members = new Map((await listRollMembers(trx)).map((member) => [member.no, member]));
  const isOutdated = roll.some(({ no, id, left }, place) => {
    const now = members.get(no);
    return sheet.figures.some(
      (figures) =>
        isTaken(figures, place) &&
        (now === undefined ||
          now.id !== id ||
          (now.left !== left && hasLeftBefore(now, figures.month))),
    );
  });
  const again = await compare(trx, plan);
  // Those of before are withheld by now, so what is found here is new.
  if (isOutdated || again.errors.length > sheet.errors.length) {
    throw new BusyError(
      'changed_meanwhile',
      `The roll or the attendance was changed while ${plan.source.name} was read. Nothing was written.`,
      { about: { during: 'import' } },
    );
  }
  return { ...again, errors: comparison.errors };
}
