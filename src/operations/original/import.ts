import { requirePermission } from '../../auth/permissions.ts';
import { getLastAuditSequence } from '../../data/mess/audit.ts';
import { readOriginalRows } from '../../data/original/original.ts';
import type { Actor } from '../../domain/actor.ts';
import { checkOriginal } from '../../domain/original/check.ts';
import { compareOriginal, type TakeOver } from '../../domain/original/comparison.ts';
import {
  type CheckedOriginal,
  ORIGINAL_TABLE_NAMES,
  type OriginalReport,
  type OriginalRows,
} from '../../domain/original/original.ts';
import { describeAddress, type MysqlAddress } from '../../domain/values/database-address.ts';
import { nameSome } from '../../domain/values/text.ts';
import { createWarning } from '../../errors.ts';
import { warnAboutFuture } from '../attendance/attendance.ts';
import { changedMeanwhile, type Planned, writePlanned } from '../imports/planned-import.ts';
import type { ChangeScope } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import type { OpenOptions } from '../mess/open.ts';
import { readRecorded } from './recorded.ts';
import { listMonths, writeTakeOver } from './write.ts';

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

/**
 * Reads a database of the original service, and never writes there.
 *
 * @throws InvalidInputError it is none
 */
export async function readOriginal(
  actor: Actor,
  address: MysqlAddress,
  options: OpenOptions,
): Promise<Original> {
  requirePermission(actor, 'take over a database');
  return { label: describeAddress(address), rows: await readOriginalRows(address, options) };
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
): Promise<Planned<OriginalReport>> {
  requirePermission(actor, 'take over a database');
  const { year, dryRun, partial } = options;
  const basedOn = await getLastAuditSequence(mess.db);
  const { currencyDecimals } = mess.settings;
  const original = checkOriginal(rows, { year, currencyDecimals });
  const takeOver = compareOriginal(original, await readRecorded(mess.db, COMMAND, original));
  const report = createReport(label, original, takeOver, {
    dryRun,
    partial,
    warnings: warnAboutFuture(mess, listMonths(takeOver)),
  });
  const isAcceptable = original.errors.length === 0 || partial;
  const { students, attendance, bills, admins } = takeOver;
  const isAnything = [students, attendance, bills, admins].some(({ length }) => length > 0);
  return {
    report,
    writes: !dryRun && isAcceptable && isAnything,
    write: (onProgress) => {
      const work = async (scope: ChangeScope) => {
        if ((await getLastAuditSequence(scope.trx)) !== basedOn) {
          throw changedMeanwhile('The mess was', label, 'take-over');
        }
        const source = { label, command: COMMAND };
        const warnings = await writeTakeOver(source, takeOver, scope, onProgress);
        return { ...report, warnings: [...report.warnings, ...warnings] };
      };
      return writePlanned(mess, actor, COMMAND, work, onProgress);
    },
  };
}

function createReport(
  label: string,
  { tables, errors, spoiledBills, warnings }: CheckedOriginal,
  takeOver: TakeOver,
  options: Pick<OriginalReport, 'dryRun' | 'partial' | 'warnings'>,
): OriginalReport {
  const isAcceptable = errors.length === 0 || options.partial;
  const counts = ORIGINAL_TABLE_NAMES.map((table) => {
    const { rows, blank, rejected } = tables[table];
    const inserted = takeOver.inserted[table];
    const skipped = takeOver.skipped[table];
    const unchanged = rows - blank - rejected - skipped - inserted;
    return [
      table,
      { rows, inserted: isAcceptable ? inserted : 0, unchanged, skipped, blank, rejected },
    ] as const;
  });
  return {
    file: label,
    tables: Object.fromEntries(counts) as OriginalReport['tables'],
    dryRun: options.dryRun,
    partial: options.partial && errors.length > 0,
    errors,
    warnings: [
      ...warnings,
      ...takeOver.warnings,
      ...(options.partial && spoiledBills.length > 0
        ? [
            createWarning(
              'not_taken',
              `Not taken, since one of their rows is wrong: expense ${nameSome(spoiledBills)}.`,
            ),
          ]
        : []),
      ...options.warnings,
    ],
  };
}
