import type { Knex } from 'knex';
import type { Actor } from '../auth/actor.ts';
import { requirePermission } from '../auth/permissions.ts';
import { insertAdmin } from '../data/admins.ts';
import { insertAttendance } from '../data/attendance.ts';
import { getLastAuditSequence } from '../data/audit.ts';
import { insertBill, insertShares, sumShares } from '../data/bills.ts';
import { readOriginalRows } from '../data/original.ts';
import { insertStudents } from '../data/students.ts';
import { describeAddress, type MysqlAddress } from '../domain/database-address.ts';
import type { OnProgress } from '../domain/import-report.ts';
import {
  type CheckedOriginal,
  ORIGINAL_TABLE_NAMES,
  type OriginalBill,
  type OriginalReport,
  type OriginalRows,
} from '../domain/original.ts';
import { checkOriginal } from '../domain/original-check.ts';
import { compareOriginal, type TakeOver } from '../domain/original-comparison.ts';
import { idKey } from '../domain/student.ts';
import { BusyError } from '../errors.ts';
import { warnAboutFuture } from './attendance.ts';
import { type ChangeScope, change } from './change.ts';
import { nextTurn } from './imports.ts';
import type { Mess } from './mess.ts';
import type { OpenOptions } from './open.ts';
import { findOriginalStudents, readRecorded } from './original-recorded.ts';
import { warnAboutBills } from './stale-bills.ts';

/** The command, as the record of changes has it. */
const COMMAND = 'db import-original';

/** What the original service had recorded, and where. */
export interface Original {
  /** As a person would name it. */
  readonly label: string;
  readonly rows: OriginalRows;
}

export interface OriginalImportOptions {
  /** Of the months that are written without one. */
  readonly year: number | undefined;
  readonly dryRun: boolean;
  /** Take the good rows of a database with mistakes. */
  readonly partial: boolean;
}

/** A database that was read and checked; nothing is written yet. */
export interface PlannedTakeOver {
  /** What would be done. */
  readonly report: OriginalReport;
  /** Whether there is anything to write, and it may be written. */
  readonly writes: boolean;
  /**
   * Writes it in one transaction.
   *
   * @throws BusyError the mess was changed meanwhile
   */
  write(onProgress: OnProgress): Promise<OriginalReport>;
}

/**
 * Reads a database of the original service, and never writes there.
 *
 * @throws InvalidInputError it is none
 */
export async function readOriginal(
  actor: Actor,
  address: MysqlAddress,
  options: OpenOptions,
  onProgress: OnProgress,
): Promise<Original> {
  requireToTakeOver(actor);
  const rows = await readOriginalRows(address, options, (count) =>
    onProgress({ phase: 'reading', rows: count, fraction: undefined }),
  );
  return { label: describeAddress(address), rows };
}

/**
 * To ask before anything is connected to.
 *
 * @throws NotSignedInError
 * @throws NotAllowedError
 */
export function requireToTakeOver(actor: Actor): void {
  requirePermission(actor, 'take over a database');
}

/**
 * Checks what the original service had recorded and compares it with what the mess has, writing
 * nothing.
 *
 * @throws ConflictError an id of the original is somebody else's in the mess by now
 */
export async function planTakeOver(
  mess: Mess,
  actor: Actor,
  { label, rows }: Original,
  options: OriginalImportOptions,
): Promise<PlannedTakeOver> {
  requireToTakeOver(actor);
  const { year, dryRun, partial } = options;
  const basedOn = await getLastAuditSequence(mess.db);
  const { currencyDecimals } = mess.settings;
  const original = checkOriginal(rows, { year, currencyDecimals });
  const takeOver = compareOriginal(original, await readRecorded(mess.db, COMMAND, original));
  const months = new Set(takeOver.attendance.map(({ month }) => month));
  const report = createReport(label, original, takeOver, {
    ...{ dryRun, partial },
    warnings: warnAboutFuture(mess, [...months].sort()),
  });
  const isAcceptable = original.errors.length === 0 || partial;
  const { students, attendance, bills, admins } = takeOver;
  const isAnything = [students, attendance, bills, admins].some(({ length }) => length > 0);
  return {
    report,
    writes: !dryRun && isAcceptable && isAnything,
    write: (onProgress) =>
      change(mess, actor, COMMAND, async (scope) => {
        // Ctrl-C may have been pressed while another writer was waited for, when nobody could hear it.
        await nextTurn();
        if ((await getLastAuditSequence(scope.trx)) !== basedOn) {
          throw new BusyError(
            `The mess was changed while ${label} was read. Nothing was written.`,
            { hint: 'run the command again' },
          );
        }
        const warnings = await write(label, takeOver, scope, onProgress);
        return { ...report, warnings: [...report.warnings, ...warnings] };
      }),
  };
}

function createReport(
  label: string,
  { tables, errors, warnings }: CheckedOriginal,
  takeOver: TakeOver,
  options: Pick<OriginalReport, 'dryRun' | 'partial' | 'warnings'>,
): OriginalReport {
  const isAcceptable = errors.length === 0 || options.partial;
  const counts = ORIGINAL_TABLE_NAMES.map((table) => {
    const { rows, blank, rejected } = tables[table];
    const inserted = takeOver.inserted[table];
    const unchanged = rows - blank - rejected - inserted;
    return [
      table,
      { rows, inserted: isAcceptable ? inserted : 0, unchanged, blank, rejected },
    ] as const;
  });
  return {
    file: label,
    tables: Object.fromEntries(counts) as OriginalReport['tables'],
    dryRun: options.dryRun,
    partial: options.partial && errors.length > 0,
    errors,
    warnings: [...warnings, ...takeOver.warnings, ...options.warnings],
  };
}

/** @returns what is to be said of the bills that the mess had already */
async function write(
  label: string,
  takeOver: TakeOver,
  scope: ChangeScope,
  onProgress: OnProgress,
): Promise<string[]> {
  const { students, attendance, bills, admins, inserted } = takeOver;
  const { trx, at, record } = scope;
  const total = ORIGINAL_TABLE_NAMES.reduce((sum, table) => sum + inserted[table], 0);
  let done = 0;
  const onRows = (rows: number) =>
    onProgress({ phase: 'writing', rows: done + rows, fraction: (done + rows) / total });
  onRows(0);
  const sequence = await record({
    subject: label,
    after: {
      students: students.length,
      attendance: attendance.length,
      bills: bills.map(({ month }) => month),
      admins: admins.map(({ id }) => id),
    },
  });
  const entered = students.map((student) => ({ ...student, enteredAt: at }));
  await insertStudents(trx, entered, onRows);
  done += students.length;
  const numbers = await findOriginalStudents(trx, COMMAND);
  const numberOf = (student: { readonly id: string }) => {
    const found = numbers.get(idKey(student.id));
    if (found === undefined) throw new Error(`${student.id} was taken over and is not there`);
    return found.no;
  };
  const figures = attendance.map(({ student, month, daysHundredths }) => {
    return { month, studentNo: numberOf(student), daysHundredths };
  });
  await insertAttendance(trx, figures, sequence, onRows);
  done += attendance.length;
  for (const bill of bills) {
    const studentNos = bill.shares.map(({ student }) => numberOf(student));
    await writeBill(scope, bill, studentNos);
    done += 1 + bill.shares.length;
    await nextTurn();
    onRows(0);
  }
  for (const admin of admins) {
    await insertAdmin(trx, { ...admin, role: 'manager', createdAt: at, disabledAt: null });
  }
  return warnAboutBills(trx, [...new Set(attendance.map(({ month }) => month))].sort());
}

async function writeBill(
  { trx, operationId, at }: ChangeScope,
  bill: OriginalBill,
  studentNos: readonly number[],
): Promise<void> {
  const { month, perHeadMinor, billedMinor } = bill;
  // Only months without any bill are taken over.
  const revision = 1;
  await insertBill(trx, {
    ...{ month, revision, perHeadMinor, billedMinor, operationId, registeredAt: at },
    ...{ status: 'live', origin: 'recorded' },
    ...{ daysInMonth: null, totalMinor: null, fixedMinor: null },
  });
  const shares = bill.shares.map(({ student, daysHundredths, amountMinor }) => ({
    studentId: student.id,
    ...{ name: student.name, branch: student.branch, daysHundredths, amountMinor },
    ...{ dividingMinor: null, perHeadMinor: amountMinor, fixedMinor: null },
  }));
  await insertShares(trx, { month, revision, shares }, studentNos);
  await assertAddsUp(trx, bill, revision);
}

/** The database adds, so that what it kept is checked and not what was meant. */
async function assertAddsUp(trx: Knex.Transaction, bill: OriginalBill, revision: number) {
  const sum = await sumShares(trx, bill.month, revision);
  if (sum.count === bill.shares.length && sum.amount === bill.billedMinor) return;
  throw new Error(`the shares of ${bill.month} do not add up to the bill`);
}
