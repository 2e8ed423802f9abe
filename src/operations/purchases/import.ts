import type { Knex } from 'knex';
import { listImports } from '../../data/imports/imports.ts';
import { listHeads } from '../../data/purchases/heads.ts';
import {
  insertPurchases,
  listRecordedPurchases,
  nextPurchaseNo,
} from '../../data/purchases/purchases.ts';
import type { Actor } from '../../domain/actor.ts';
import type { OnProgress } from '../../domain/imports/report.ts';
import { digestRows, purchaseRow } from '../../domain/mess/digests.ts';
import {
  comparePurchases,
  type FilePurchase,
  type PurchaseComparison,
} from '../../domain/purchases/comparison.ts';
import { createPurchaseCheck, type PurchaseRow } from '../../domain/purchases/file-check.ts';
import { headFinder, type ListedHead } from '../../domain/purchases/purchase.ts';
import { firstDay, lastDay, type Month, monthOfDate } from '../../domain/values/month.ts';
import type { ImportFileOptions } from '../../input/csv/import-file.ts';
import { PIPED, type Source } from '../../input/csv/source.ts';
import { openPurchaseFile } from '../../input/purchases/file.ts';
import { findEarliestLikely } from '../billing/earliest-month.ts';
import { refuseClosed } from '../billing/refuse-closed.ts';
import { warnAboutPurchases } from '../billing/stale-bills.ts';
import type {
  Comparison,
  FileImport,
  ImportOptions,
  WriteScope,
  Written,
} from '../imports/file-import.ts';
import { type PlannedImport, planImport } from '../imports/run-import.ts';
import { type Mess, today } from '../mess/mess.ts';
import { refuseSums } from '../mess/refuse-sums.ts';
import { warnAboutAmounts, warnAboutImport, warnAboutVoided } from './import-warnings.ts';

export interface PurchaseImportOptions extends ImportOptions {
  readonly file: ImportFileOptions;
  /** Every row is added, whatever was taken before. */
  readonly again: boolean;
  /** Dates that are unlikely are taken. */
  readonly unlikely: boolean;
}

/**
 * Reads and checks a file of purchases, writing nothing. Never makes a head.
 *
 * @throws ConflictError a month that it would change is closed
 * @throws InvalidInputError `sum_too_large`
 */
export async function planPurchaseImport(
  mess: Mess,
  actor: Actor,
  source: Source,
  options: PurchaseImportOptions,
  onProgress: OnProgress,
): Promise<PlannedImport> {
  const { again } = options;
  const kind: FileImport<PurchaseRow> = {
    permission: 'enter purchases',
    command: 'purchase import',
    async open(db) {
      const heads = await listHeads(db);
      const { currency, currencyDecimals, dateFormat: form } = mess.settings;
      // Where some rows are left out, those of another form might be taken for days that they are not.
      const usualForm = options.partial ? undefined : form;
      const meaning = { currency, currencyDecimals, findHead: headFinder(heads) };
      const file = await openPurchaseFile(source, { ...options.file, usualForm }, meaning);
      const now = { today: today(mess), earliest: await findEarliestLikely(mess, db) };
      const check = createPurchaseCheck(heads, { ...file, ...now, unlikely: options.unlikely });
      const { dateFormat, columns, named } = options.file;
      const { encoding, delimiter } = file.readAs;
      return {
        file,
        check,
        listedAs: {
          kind: 'purchases',
          // The same bytes mean something else in another encoding, or with dates of another form.
          reading: JSON.stringify({ dateFormat, encoding, delimiter, columns, named }),
        },
        compare: async (trx, { isTaken }) => {
          const purchases = check.listPurchases();
          const found = await compareWithRecorded(trx, purchases, again);
          const errors = isTaken
            ? []
            : [...check.refuseHidden(found.added), ...check.refuseDoubtful(found.added)];
          const lines = new Set(errors.map(({ line }) => line));
          const added = found.added.filter(({ line }) => !lines.has(line));
          const compared = { ...found, added };
          const isWhole = !again && !file.isRejects;
          const lost = isWhole ? await findLost(trx, source.name, compared) : [];
          const warnings = isTaken
            ? warnAboutVoided(compared)
            : [
                ...warnAboutImport(source.name, compared, lost, today(mess)),
                ...(await warnAboutAmounts(mess, trx, added, heads)),
              ];
          return { ...describe(purchases, compared, warnings), errors };
        },
        basis: {
          name: 'The heads were',
          isOutdated: (trx) => areChanged(trx, heads, check.listPurchases()),
        },
      };
    },
  };
  return planImport(mess, actor, source, options, kind, onProgress);
}

/** What the rows come to against what is recorded in the months they speak of. */
async function compareWithRecorded(
  db: Knex,
  purchases: readonly FilePurchase[],
  again: boolean,
): Promise<PurchaseComparison> {
  const months = listMonths(purchases);
  const [first, last] = [months[0], months.at(-1)];
  const recorded =
    first === undefined || last === undefined
      ? []
      : await listRecordedPurchases(db, firstDay(first), lastDay(last));
  return comparePurchases(purchases, recorded, again);
}

function describe(
  purchases: readonly FilePurchase[],
  { added, matched, voided }: PurchaseComparison,
  warnings: Comparison['warnings'],
): Comparison {
  const changedMonths = listMonths(added);
  return {
    months: listMonths(purchases),
    inserted: added.length,
    updated: 0,
    unchanged: matched.length,
    skipped: voided.length,
    warnings,
    isWorthWriting: added.length > 0,
    refuse: async (db) => {
      await refuseClosed(db, changedMonths);
      await refuseSums(db, 'purchases', added);
    },
    write: (scope) => write(added, changedMonths, scope),
  };
}

async function write(
  added: readonly FilePurchase[],
  months: readonly Month[],
  { trx, report, record, onRows }: WriteScope,
): Promise<Written> {
  const { rows, inserted, unchanged, skipped, rejected } = report;
  const first = await nextPurchaseNo(trx);
  const purchases = { first, last: first + added.length - 1 };
  const numbered = added.map((each, index) => ({ ...each, no: first + index }));
  const sequence = await record(months, {
    after: {
      ...{ rows, inserted, unchanged, skipped, rejected, purchases, months },
      digests: { purchases: digestRows(numbered.map(purchaseRow)) },
    },
  });
  await insertPurchases(trx, added, first, sequence, onRows);
  return { purchases, warnings: await warnAboutPurchases(trx, months) };
}

/**
 * Purchases that an earlier state of this sheet brought and that are not in it any more: a row that was
 * corrected in the sheet would count twice. An import is one of the sheet when any of its purchases is in
 * the file, and so is every import of a file with the same name as one of these: a sheet may have grown
 * row by row.
 *
 * @returns their numbers
 */
async function findLost(
  db: Knex,
  fileName: string,
  { matched, unmatched }: PurchaseComparison,
): Promise<number[]> {
  if (matched.length === 0 || unmatched.length === 0) return [];
  const imports = await listImports(db, 'purchases');
  const found = new Set(matched.map(({ enteredBy }) => enteredBy));
  const names = new Set(
    imports.filter(({ changedBy }) => found.has(changedBy)).map(({ file: name }) => baseName(name)),
  );
  names.add(baseName(fileName));
  // What was piped in is known by its rows alone.
  names.delete(PIPED);
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

/** A head that is called otherwise by now may be another one than the file means; or it is hidden. */
async function areChanged(
  trx: Knex.Transaction,
  heads: readonly ListedHead[],
  purchases: readonly FilePurchase[],
): Promise<boolean> {
  const now = new Map((await listHeads(trx)).map((head) => [head.no, head]));
  const used = new Set(purchases.map(({ headNo }) => headNo));
  return heads.some(({ no, name, hidden }) => {
    const head = now.get(no);
    return used.has(no) && (head?.name !== name || head.hidden !== hidden);
  });
}

/** In order. */
function listMonths(purchases: readonly Pick<FilePurchase, 'date'>[]): Month[] {
  return [...new Set(purchases.map(({ date }) => monthOfDate(date)))].sort();
}
