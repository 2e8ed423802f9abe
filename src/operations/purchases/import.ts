import type { Knex } from 'knex';
import type { Actor } from '../../auth/actor.ts';
import { requirePermission } from '../../auth/permissions.ts';
import { findTakenImport, insertImport, listImports } from '../../data/imports/imports.ts';
import { getLastAuditSequence } from '../../data/mess/audit.ts';
import { listHeads } from '../../data/purchases/heads.ts';
import {
  insertPurchases,
  listRecordedPurchases,
  nextPurchaseNo,
} from '../../data/purchases/purchases.ts';
import { FileFault, type ImportReport, type OnProgress } from '../../domain/imports/report.ts';
import {
  comparePurchases,
  type FilePurchase,
  type PurchaseComparison,
} from '../../domain/purchases/comparison.ts';
import { createPurchaseSheet } from '../../domain/purchases/file-check.ts';
import { headFinder, type PurchaseHead } from '../../domain/purchases/purchase.ts';
import { firstDay, lastDay, type Month, monthOfDate } from '../../domain/values/month.ts';
import { BusyError } from '../../errors.ts';
import type { Source } from '../../input/csv/source.ts';
import { openPurchaseFile, type PurchaseFile } from '../../input/purchases/file.ts';
import { refuseClosed } from '../billing/refuse-closed.ts';
import { warnAboutPurchases } from '../billing/stale-bills.ts';
import { listenWhileWaiting, nextTurn, type PlannedImport } from '../imports/planned-import.ts';
import { type ChangeScope, change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import {
  type Comparison,
  describeImport,
  isAcceptable,
  type Plan,
  type PurchaseImportOptions,
} from './import-plan.ts';

/**
 * Reads and checks a file of purchases, writing nothing. Never makes a head.
 *
 * @throws ConflictError a month that it would change is closed
 */
export async function planPurchaseImport(
  mess: Mess,
  actor: Actor,
  source: Source,
  options: PurchaseImportOptions,
  onProgress: OnProgress,
): Promise<PlannedImport> {
  requirePermission(actor, 'change purchases');
  const basedOn = await getLastAuditSequence(mess.db);
  const heads = await listHeads(mess.db);
  const read = await readSheet(mess, source, options, heads, onProgress);
  const based = { source, options, heads, basedOn, ...read };
  const plan: Plan = { ...based, comparison: await compare(mess.db, based) };
  const { file, sheet, comparison } = plan;
  const { added, earlier } = comparison;
  const writes = isAcceptable(plan) && added.length > 0;
  if (writes) await refuseClosed(mess.db, listMonths(added));
  return {
    report: describeImport(mess, plan),
    rejects: file
      ? { header: file.header, rows: () => (earlier ? [] : sheet.listRejected()) }
      : null,
    writes: writes && !options.dryRun,
    write: (onRows) =>
      change(
        mess,
        actor,
        'purchase import',
        (scope) => write(mess, plan, scope, onRows),
        listenWhileWaiting(onRows),
      ),
  };
}

async function readSheet(
  mess: Mess,
  source: Source,
  options: PurchaseImportOptions,
  heads: readonly PurchaseHead[],
  onProgress: OnProgress,
): Promise<Pick<Plan, 'file' | 'sheet'>> {
  const sheet = createPurchaseSheet(options.keepRejects);
  let file: PurchaseFile | undefined;
  try {
    const { currency, currencyDecimals } = mess.settings;
    const meaning = { currency, currencyDecimals, findHead: headFinder(heads) };
    file = await openPurchaseFile(source, options.file, meaning);
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
  return { file, sheet: sheet.finish() };
}

/** What the rows come to against what is recorded in the months they speak of. */
async function compare(db: Knex, plan: Omit<Plan, 'comparison'>): Promise<Comparison> {
  const { sheet, options } = plan;
  const isSame = !options.again && !sheet.stopped;
  const earlier = isSame ? await findTakenImport(db, identify(plan)) : undefined;
  const months = listMonths(sheet.drafts);
  const [first, last] = [months[0], months.at(-1)];
  const recorded =
    first === undefined || last === undefined
      ? []
      : await listRecordedPurchases(db, firstDay(first), lastDay(last));
  const comparison = comparePurchases(sheet.drafts, recorded, options.again);
  const lost = await findLost(db, plan, comparison);
  // It was taken without any mistake, and what would be one by now does not matter.
  const errors = earlier === undefined ? sheet.errors : [];
  return { ...comparison, months, earlier, errors, lost };
}

/**
 * Purchases that an earlier state of this sheet brought and that are not in it any more: a row that was
 * corrected in the sheet would count twice. An import is one of the sheet when any of its purchases is in
 * the file, and so is every import of a file with the same name as one of these: a sheet may have grown
 * row by row.
 */
async function findLost(
  db: Knex,
  { source, file, options }: Omit<Plan, 'comparison'>,
  { matched, unmatched }: PurchaseComparison,
): Promise<number[]> {
  const isWhole = !options.again && file?.isRejects === false;
  if (!isWhole || matched.length === 0 || unmatched.length === 0) return [];
  const imports = await listImports(db, 'purchases');
  const found = new Set(matched.map(({ enteredBy }) => enteredBy));
  const names = new Set(
    imports.filter(({ changedBy }) => found.has(changedBy)).map(({ file: name }) => baseName(name)),
  );
  names.add(baseName(source.name));
  // What was piped in is known by its rows alone.
  names.delete('-');
  const ofSheet = new Set(
    imports
      .filter(({ changedBy, file: name }) => found.has(changedBy) || names.has(baseName(name)))
      .map(({ changedBy }) => changedBy),
  );
  return unmatched.filter(({ enteredBy }) => ofSheet.has(enteredBy)).map(({ no }) => no);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The same bytes mean something else in another encoding, or with dates of another form. */
function identify({ source, options, file }: Omit<Plan, 'comparison'>) {
  const { encoding, delimiter } = file?.readAs ?? {};
  const reading = JSON.stringify({ dateFormat: options.file.dateFormat, encoding, delimiter });
  return { kind: 'purchases', sha256: source.digest(), reading } as const;
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
  const { added } = plan.comparison;
  const summary = describeImport(mess, plan);
  if (!isAcceptable(plan) || added.length === 0) return summary;
  const months = listMonths(added);
  await refuseClosed(trx, months);
  const first = await nextPurchaseNo(trx);
  const purchases = { first, last: first + added.length - 1 };
  const sequence = await recordImport(record, summary, purchases, months);
  const importNo = await insertImport(trx, toRecord(plan, summary, sequence));
  const onRows = (rows: number) =>
    onProgress({ phase: 'writing', rows, fraction: rows / added.length });
  await insertPurchases(trx, added, first, sequence, onRows);
  const warnings = [...summary.warnings, ...(await warnAboutPurchases(trx, months))];
  await nextTurn();
  onRows(added.length);
  return { ...summary, importNo, purchases, warnings };
}

function recordImport(
  record: ChangeScope['record'],
  { file, rows, inserted, unchanged, skipped, rejected }: ImportReport,
  purchases: { readonly first: number; readonly last: number },
  months: readonly Month[],
): Promise<number> {
  const [only] = months;
  return record({
    subject: file,
    ...(months.length === 1 && only !== undefined ? { month: only } : {}),
    after: { rows, inserted, unchanged, skipped, rejected, purchases, months },
  });
}

function toRecord(plan: Plan, summary: ImportReport, changedBy: number) {
  const { file, months, rows, inserted, updated, unchanged, rejected } = summary;
  const counts = { rows, inserted, updated, unchanged, rejected };
  return { ...identify(plan), changedBy, file, layout: 'purchases', months, ...counts };
}

/**
 * What the check relied on, inside the transaction. Purchases that were recorded meanwhile are compared
 * afresh; a head that is called otherwise by now may be another one than the file means.
 *
 * @throws BusyError
 */
async function checkAgain(trx: Knex.Transaction, plan: Plan): Promise<Comparison> {
  if ((await getLastAuditSequence(trx)) === plan.basedOn) return plan.comparison;
  const names = new Map((await listHeads(trx)).map(({ no, name }) => [no, name]));
  const used = new Set(plan.sheet.drafts.map(({ headNo }) => headNo));
  if (plan.heads.some(({ no, name }) => used.has(no) && names.get(no) !== name)) {
    throw new BusyError(
      'changed_meanwhile',
      `The heads were changed while ${plan.source.name} was read. Nothing was written.`,
      { about: { during: 'import' } },
    );
  }
  return compare(trx, plan);
}

/** In order. */
function listMonths(purchases: readonly Pick<FilePurchase, 'date'>[]): Month[] {
  return [...new Set(purchases.map(({ date }) => monthOfDate(date)))].sort();
}
