import { getBooksClosedThrough } from '../../data/mess/settings.ts';
import {
  insertEntries,
  lastReceiptNumber,
  type NumberedEntry,
  nextEntryNo,
} from '../../data/payments/ledger.ts';
import {
  type Digests,
  digestRows,
  ledgerRow,
  postingRow,
  withDigests,
} from '../../domain/mess/digests.ts';
import { dateInOpenBooks, openFinancialYear } from '../../domain/payments/closed-books.ts';
import type { NewEntry } from '../../domain/payments/entry.ts';
import type { ReceiptNumber } from '../../domain/payments/receipt.ts';
import type { Change, ChangeScope } from '../mess/change.ts';

/** The first month of a financial year. */
const YEAR_BEGINS = 4;

/** An entry whose receipt, where it is one that has one, is numbered when it is posted. */
export interface Draft extends Omit<NewEntry, 'receipt'> {
  /** Of which series its receipt is: that of payments or of deposits; null for no receipt. */
  readonly receiptOf: 'payments' | 'deposits' | null;
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
  const first = await nextEntryNo(trx);
  const closedThrough = await getBooksClosedThrough(trx);
  const numberOf = receiptNumbers((series) => lastReceiptNumber(trx, series));
  const entries: NumberedEntry[] = [];
  for (const [index, { receiptOf, ...draft }] of drafts.entries()) {
    const receipt =
      receiptOf === null
        ? null
        : await numberOf(seriesOf(receiptOf, draft.moneyDate, closedThrough));
    const date = dateInOpenBooks(draft.date, closedThrough);
    entries.push({ ...draft, date, receipt, no: first + index });
  }
  const { after, digests: others, ...told } = tell(entries);
  const isEmpty = entries.length === 0;
  const digests = isEmpty
    ? {}
    : {
        ledger: digestRows(entries.map(ledgerRow)),
        postings: digestRows(
          entries.flatMap(({ no, postings }) =>
            postings.map((posting, index) =>
              postingRow({ ...posting, entryNo: no, line: index + 1 }),
            ),
          ),
        ),
      };
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

function seriesOf(
  of: 'payments' | 'deposits',
  moneyDate: string,
  closedThrough: string | null,
): string {
  const year = openFinancialYear(moneyDate, YEAR_BEGINS, closedThrough);
  return of === 'deposits' ? `D/${year}` : year;
}

/** Counts on in each series from the last number that is stored. */
function receiptNumbers(lastOf: (series: string) => Promise<number>) {
  const last = new Map<string, number>();
  return async (series: string): Promise<ReceiptNumber> => {
    const number = (last.get(series) ?? (await lastOf(series))) + 1;
    last.set(series, number);
    return { series, number };
  };
}
