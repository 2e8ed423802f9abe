import { isDeepStrictEqual } from 'node:util';
import type { Knex } from 'knex';
import { requirePermission } from '../../auth/permissions.ts';
import { digestImport, insertImport, nextImportNo } from '../../data/imports/imports.ts';
import { getLastAuditSequence } from '../../data/mess/audit.ts';
import type { Actor } from '../../domain/actor.ts';
import { createFileCheck, type FileRow } from '../../domain/imports/file-check.ts';
import type { NewImport } from '../../domain/imports/import-record.ts';
import {
  FileFault,
  type ImportReport,
  type OnProgress,
  type Rejects,
  type RowError,
} from '../../domain/imports/report.ts';
import type { Source } from '../../input/csv/source.ts';
import type { ChangeScope } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import type {
  Comparison,
  FileImport,
  ImportDescription,
  ImportOptions,
  OpenedFile,
} from './file-import.ts';
import { describePlan, identify, isAccepted, type Plan, type ReadFile } from './plan.ts';
import { changedMeanwhile, nextTurn, type Planned, writePlanned } from './planned-import.ts';
import { findTakenBefore } from './taken-before.ts';

export interface PlannedImport extends Planned<ImportReport> {
  /** To be put in safety before anything is written. Null where the header was not understood. */
  readonly rejects: Rejects | null;
  /** Where it was not understood. */
  readonly unknownHeader: readonly string[];
}

/**
 * Reads and checks a file, and compares it with what is recorded; writes nothing.
 *
 * @throws ConflictError what it would change may not be changed
 */
export async function planImport<Row extends FileRow>(
  mess: Mess,
  actor: Actor,
  source: Source,
  options: ImportOptions,
  kind: FileImport<Row>,
  onProgress: OnProgress,
): Promise<PlannedImport> {
  requirePermission(actor, kind.permission);
  const basedOn = await getLastAuditSequence(mess.db);
  const read = await readFile(mess.db, source, options, kind, onProgress);
  const plan = await compare(mess.db, { source, options, kind, basedOn, ...read });
  const { opened, checked, earlier, errors, comparison } = plan;
  const isAcceptable = isAccepted(plan);
  if (isAcceptable) await comparison.refuse?.(mess.db);
  return {
    report: describePlan(plan),
    rejects: opened
      ? { header: opened.file.header, rows: () => (earlier ? [] : checked.listRejected(errors)) }
      : null,
    unknownHeader: plan.unknownHeader,
    writes: !options.dryRun && isAcceptable && comparison.isWorthWriting,
    write: (onRows) =>
      writePlanned(mess, actor, kind.command, (scope) => write(plan, scope, onRows), onRows),
  };
}

async function readFile<Row extends FileRow>(
  db: Knex,
  source: Source,
  options: ImportOptions,
  kind: FileImport<Row>,
  onProgress: OnProgress,
): Promise<Pick<ReadFile, 'opened' | 'unknownHeader' | 'checked'>> {
  const check = createFileCheck(options.keepRejects);
  let opened: OpenedFile<Row> | undefined;
  let unknownHeader: readonly string[] = [];
  try {
    opened = await kind.open(db);
    const { file, check: rowCheck } = opened;
    if (file.headerErrors.length > 0) check.stop(new FileFault(file.headerErrors));
    let rows = 0;
    for await (const batch of file.batches) {
      for (const row of batch) {
        if (row === undefined) check.skip();
        else check.add(row, rowCheck.check(row));
      }
      rows += batch.length;
      onProgress({ phase: 'reading', rows, fraction: source.progress().fraction });
    }
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    check.stop(error);
    unknownHeader = error.header;
  }
  const found = check.finish((group) => opened?.check.isWithheld(group) === true);
  const checked = opened ? { ...found, errors: opened.file.review(found.errors) } : found;
  return { opened, unknownHeader, checked };
}

/** What a file comes to of which not even the header was understood. */
const NOTHING: Comparison = {
  months: [],
  inserted: 0,
  updated: 0,
  unchanged: 0,
  skipped: 0,
  warnings: [],
  isWorthWriting: false,
  write: () => Promise.reject(new Error('there is nothing to write')),
};

async function compare(db: Knex, read: ReadFile): Promise<Plan> {
  const { opened, checked, options } = read;
  const { isStopped } = checked;
  const identity = isStopped || options.again ? undefined : identify(read);
  const earlier = identity && (await findTakenBefore(db, identity));
  const isTaken = earlier !== undefined;
  const comparison = opened ? await opened.compare(db, { isStopped, isTaken }) : NOTHING;
  // It was taken without any, and is not taken again, so what would be wrong by now does not matter.
  const errors = isTaken ? [] : mergeErrors(checked.errors, comparison.errors);
  return { ...read, earlier, comparison, errors };
}

function mergeErrors(
  errors: readonly RowError[],
  more: readonly RowError[] = [],
): readonly RowError[] {
  return more.length === 0 ? errors : [...errors, ...more].sort((a, b) => a.line - b.line);
}

async function write(
  planned: Plan,
  { trx, at, record, recordParts }: ChangeScope,
  onProgress: OnProgress,
): Promise<ImportReport> {
  const plan = await checkAgain(trx, planned);
  const { comparison } = plan;
  const report = describePlan(plan);
  if (!isAccepted(plan) || !comparison.isWorthWriting) return report;
  await comparison.refuse?.(trx);
  const total = report.inserted + report.updated;
  const onRows = (rows: number) =>
    onProgress({ phase: 'writing', rows, fraction: total === 0 ? 1 : rows / total });
  let importNo: number | null = null;
  const written = await comparison.write({
    trx,
    at,
    report,
    onRows,
    record: async (months, { before, after }) => {
      const [month, ...others] = months;
      const listed = describeImport(plan, report);
      const no = await nextImportNo(trx);
      const sequence = await record({
        subject: report.file,
        month: others.length === 0 ? month : undefined,
        before,
        after: listed === undefined ? after : addDigest(after, digestImport(no, listed)),
      });
      if (listed === undefined) return sequence;
      await insertImport(trx, no, listed, sequence);
      importNo = no;
      return sequence;
    },
    recordParts: (parts) => recordParts(parts.map((part) => ({ ...part, subject: report.file }))),
  });
  await nextTurn();
  onRows(total);
  return { ...report, importNo, ...written, warnings: [...report.warnings, ...written.warnings] };
}

function addDigest(after: ImportDescription, ofImport: string): ImportDescription {
  return { ...after, digests: { ...after.digests, import: ofImport } };
}

/** For the list of imports; undefined where those of its kind are not listed. */
function describeImport(
  plan: Plan,
  report: ImportReport,
): Omit<NewImport, 'changedBy'> | undefined {
  const identity = identify(plan);
  if (identity === undefined) return undefined;
  const { file, months, rows, inserted, updated, unchanged, rejected } = report;
  const layout = report.readAs?.layout ?? '';
  const counts = { rows, inserted, updated, unchanged, rejected };
  const { days } = plan.comparison;
  return { ...identity, file, layout, months, days, ...counts };
}

/** Whether the same would be done; what is warned of besides goes with the time. */
function isSamePlan(one: Plan, other: Plan): boolean {
  const [a, b] = [one, other].map((each) => ({ ...describePlan(each), warnings: [] }));
  return isDeepStrictEqual(a, b);
}

/**
 * What the check relied on, inside the transaction. What is recorded otherwise by now is compared
 * afresh; but where a row would be refused now, the person must be told before anything is written.
 *
 * @throws BusyError
 */
async function checkAgain(trx: Knex.Transaction, plan: Plan): Promise<Plan> {
  if ((await getLastAuditSequence(trx)) === plan.basedOn) return plan;
  const basis = plan.opened?.basis;
  const outdated = () =>
    changedMeanwhile(basis?.name ?? 'The mess was', plan.source.name, 'import');
  if (basis === undefined || (await basis.isOutdated(trx))) throw outdated();
  const again = await compare(trx, plan);
  // The figures of those of before are withheld by now, so what is found here is new.
  if ((again.comparison.errors ?? []).length > 0) throw outdated();
  const now = { ...again, errors: plan.errors };
  if (plan.options.asPlanned && !isSamePlan(now, plan)) throw outdated();
  return now;
}
