import type { Knex } from 'knex';
import { getBooksClosedThrough } from '../../data/mess/settings.ts';
import {
  insertEntries,
  lastReceiptNumber,
  type NumberedEntry,
  nextEntryNo,
} from '../../data/payments/ledger.ts';
import {
  type Digests,
  ledgerRow,
  postingRow,
  RowsDigest,
  withDigests,
} from '../../domain/mess/digests.ts';
import { dateInOpenBooks, openFinancialYear } from '../../domain/payments/closed-books.ts';
import type { NewEntry } from '../../domain/payments/entry.ts';
import { FINANCIAL_YEAR_BEGINS, type ReceiptNumber } from '../../domain/payments/receipt.ts';
import type { Change, ChangeScope } from '../mess/change.ts';
import { refuseSums } from '../mess/refuse-sums.ts';

/** An entry whose receipt, where it is one that has one, is numbered when it is posted. */
export interface Draft extends Omit<NewEntry, 'receipt'> {
  /** Of which series its receipt is: that of payments or of deposits; null for no receipt. */
  readonly receiptOf: 'payments' | 'deposits' | null;
}

/** An entry of the money of its day, which is nothing besides but what is given. */
export function draftOf(given: Pick<Draft, 'kind' | 'date' | 'postings'> & Partial<Draft>): Draft {
  return {
    moneyDate: given.date,
    receiptOf: null,
    month: null,
    method: null,
    reference: null,
    note: null,
    reverses: null,
    ...given,
  };
}

/** What an entry of the record of changes says, beside which entries of the ledger it wrote. */
export interface Told extends Omit<Change, 'after'> {
  /** Plain JSON values. */
  readonly after: Readonly<Record<string, unknown>>;
  /** Of rows that are written beside the entries. */
  readonly digests?: Digests;
}

/**
 * Appends entries to the ledger, each receipt with the next number of the financial year of its money, and
 * writes the one entry of the record of changes that tells of them all. What is of a day in closed books is
 * dated the first day after them.
 *
 * @param tell what it says, knowing the numbers
 * @throws InvalidInputError `sum_too_large`
 * @throws Error an entry does not add up to zero
 */
export async function postEntries(
  {
    trx,
    record,
  }: {
    readonly trx: ChangeScope['trx'];
    record(change: Told): Promise<number>;
  },
  drafts: readonly Draft[],
  tell: (entries: readonly NumberedEntry[]) => Told,
): Promise<readonly NumberedEntry[]> {
  await refuseTooMuch(trx, drafts);
  const first = await nextEntryNo(trx);
  const closedThrough = await getBooksClosedThrough(trx);
  const seriesOf = createSeries(closedThrough);
  const last = new Map<string, number>();
  const entries: NumberedEntry[] = [];
  for (const draft of drafts) {
    const series = seriesOf(draft);
    let receipt: ReceiptNumber | null = null;
    if (series !== null) {
      const number = (last.get(series) ?? (await lastReceiptNumber(trx, series))) + 1;
      last.set(series, number);
      receipt = { series, number };
    }
    const date = dateInOpenBooks(draft.date, closedThrough);
    entries.push(toEntry(draft, first + entries.length, date, receipt));
  }
  const { after, digests: others, ...told } = tell(entries);
  const isEmpty = entries.length === 0;
  const digests = isEmpty ? {} : digestEntries(entries);
  const sequence = await record({
    ...told,
    after: {
      ...after,
      ...(isEmpty ? {} : { ledgerEntries: { first, last: first + entries.length - 1 } }),
      ...withDigests({ ...others, ...digests }),
    },
  });
  await insertEntries(trx, entries, sequence);
  return entries;
}

/**
 * Also asked before they are posted, of what is only shown.
 *
 * @throws InvalidInputError `sum_too_large`
 */
export function refuseTooMuch(db: Knex, drafts: readonly Pick<Draft, 'postings'>[]): Promise<void> {
  return refuseSums(
    db,
    'ledger_postings',
    drafts.flatMap(({ postings }) => postings),
  );
}

/** Finds of which series the receipt of an entry is; null for none. */
function createSeries(
  closedThrough: string | null,
): (draft: Pick<Draft, 'receiptOf' | 'moneyDate'>) => string | null {
  /** Of a year's lines many are of one day. */
  const years = new Map<string, string>();
  return ({ receiptOf, moneyDate }) => {
    if (receiptOf === null) return null;
    const year =
      years.get(moneyDate) ?? openFinancialYear(moneyDate, FINANCIAL_YEAR_BEGINS, closedThrough);
    years.set(moneyDate, year);
    return receiptOf === 'deposits' ? `D/${year}` : year;
  };
}

/** Each field by its name: of the lines of a year it is many times as fast as to copy all but one. */
function toEntry(
  { kind, moneyDate, month, method, reference, note, reverses, postings }: Draft,
  no: number,
  date: string,
  receipt: ReceiptNumber | null,
): NumberedEntry {
  const entry = { no, kind, date, moneyDate, receipt, month, method, reference };
  return { ...entry, note, reverses, postings };
}

function digestEntries(entries: readonly NumberedEntry[]): Digests {
  const [ledger, ofPostings] = [new RowsDigest(), new RowsDigest()];
  for (const entry of entries) {
    ledger.add(ledgerRow(entry));
    let line = 1;
    for (const { account, studentNo, amountMinor } of entry.postings) {
      ofPostings.add(
        postingRow({ entryNo: entry.no, line: line++, account, studentNo, amountMinor }),
      );
    }
  }
  return { ledger: ledger.finish(), postings: ofPostings.finish() };
}
