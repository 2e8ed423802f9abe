import type { Knex } from 'knex';
import type { EntryKind, Method, NewEntry, Posting } from '../../domain/payments/entry.ts';
import { assertBalanced, DUES, referenceKey } from '../../domain/payments/entry.ts';
import type { ReceiptNumber } from '../../domain/payments/receipt.ts';
import type { Month } from '../../domain/values/month.ts';
import { dialectOf } from '../dialect.ts';
import { lastNumber } from '../last-number.ts';
import { type DbInteger, toMinor } from '../numbers.ts';

/** An entry as it stands in the ledger. */
export interface LedgerEntry extends NewEntry {
  readonly no: number;
  /** The number of the entry that took it back; null where it stands. */
  readonly reversedBy: number | null;
  readonly enteredBy: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Who entered it; null for the database's holder. */
  readonly by: string | null;
}

export type NumberedEntry = NewEntry & { readonly no: number };

/** The number that the next entry gets, for whose turn it is to write. */
export async function nextEntryNo(trx: Knex.Transaction): Promise<number> {
  return (await lastNumber(trx, 'ledger_entries')) + 1;
}

/** The last number of a series of receipts; 0 where it has none. */
export async function lastReceiptNumber(db: Knex, series: string): Promise<number> {
  const row: { last?: DbInteger | null } | undefined = await db('ledger_entries')
    .where({ receipt_series: series })
    .max({ last: 'receipt_number' })
    .first();
  return Number(row?.last ?? 0);
}

const ENTRY_COLUMNS = [
  ...['no', 'date', 'money_date', 'kind', 'receipt_series', 'receipt_number', 'month', 'method'],
  ...['reference', 'reference_key', 'note', 'reverses', 'entered_by'],
];

const POSTING_COLUMNS = ['entry_no', 'line', 'account', 'student_no', 'amount_minor'];

/**
 * Appends entries, for whose turn it is to write.
 *
 * @param enteredBy their audit entry
 * @throws Error one does not add up to zero
 */
export async function insertEntries(
  trx: Knex.Transaction,
  entries: readonly NumberedEntry[],
  enteredBy: number,
): Promise<void> {
  function* entryRows() {
    for (const entry of entries) {
      const { no, receipt, reference } = entry;
      assertBalanced(entry.postings);
      yield [
        no,
        entry.date,
        entry.moneyDate,
        entry.kind,
        receipt?.series ?? null,
        receipt?.number ?? null,
        entry.month,
        entry.method,
        reference,
        reference === null ? null : referenceKey(reference),
        entry.note,
        entry.reverses,
        enteredBy,
      ];
    }
  }
  function* postingRows() {
    for (const { no, postings } of entries) {
      let line = 1;
      for (const { account, studentNo, amountMinor } of postings) {
        yield [no, line++, account, studentNo, amountMinor];
      }
    }
  }
  const dialect = dialectOf(trx);
  await dialect.insertRows(trx, 'ledger_entries', ENTRY_COLUMNS, entryRows());
  await dialect.insertRows(trx, 'ledger_postings', POSTING_COLUMNS, postingRows());
}

export async function findEntryOfReceipt(
  db: Knex,
  { series, number }: ReceiptNumber,
): Promise<LedgerEntry | undefined> {
  const found = await select(db, (query) =>
    query.where({
      'ledger_entries.receipt_series': series,
      'ledger_entries.receipt_number': number,
    }),
  );
  return found[0];
}

/** Those that touch a student's accounts, in the order of their numbers. */
export function listEntriesOfStudent(db: Knex, studentNo: number): Promise<LedgerEntry[]> {
  return select(db, (query) =>
    query.whereIn(
      'ledger_entries.no',
      db('ledger_postings').where({ student_no: studentNo }).select('entry_no'),
    ),
  );
}

/**
 * Those of days from one on that touch what students owe, and those that they take back, of whatever day; in the
 * order of their numbers.
 *
 * @param from `YYYY-MM-DD`
 */
export async function listDuesEntriesSince(db: Knex, from: string): Promise<LedgerEntry[]> {
  const since = () =>
    db('ledger_entries as since')
      .where('since.date', '>=', from)
      .whereExists(
        db('ledger_postings')
          .where({ account: DUES })
          .whereRaw('entry_no = since."no"')
          .select('line'),
      );
  return select(db, (query) =>
    query.where((either) => {
      either
        .whereIn('ledger_entries.no', since().select('since.no'))
        .orWhereIn('ledger_entries.no', since().whereNotNull('reverses').select('since.reverses'));
    }),
  );
}

export async function findEntry(db: Knex, no: number): Promise<LedgerEntry | undefined> {
  return (await select(db, (query) => query.where('ledger_entries.no', no)))[0];
}

/** Those that an entry of the record of changes tells of, in the order of their numbers. */
export function listEntriesEnteredBy(db: Knex, enteredBy: number): Promise<LedgerEntry[]> {
  return select(db, (query) => query.where('ledger_entries.entered_by', enteredBy));
}

/** Those of a kind that were not taken back, in the order of their numbers. */
export function listStandingEntries(db: Knex, kind: EntryKind): Promise<LedgerEntry[]> {
  return select(db, (query) => query.where('ledger_entries.kind', kind).whereNull('taken.no'));
}

/** Of one kind, of money of these days (both included), in the order of their numbers. */
export function listEntriesBetween(
  db: Knex,
  kinds: readonly EntryKind[],
  from: string | undefined,
  to: string | undefined,
): Promise<LedgerEntry[]> {
  return select(db, (query) => {
    query.whereIn('ledger_entries.kind', [...kinds]);
    if (from !== undefined) query.where('ledger_entries.money_date', '>=', from);
    if (to !== undefined) query.where('ledger_entries.money_date', '<=', to);
    return query;
  });
}

/** The receipt that stands and has a reference, without regard to case; undefined where none has. */
export async function findByReference(
  db: Knex,
  reference: string,
): Promise<LedgerEntry | undefined> {
  const found = await select(db, (query) =>
    query
      .where('ledger_entries.reference_key', referenceKey(reference))
      .whereNotNull('ledger_entries.receipt_series'),
  );
  return found.find(({ reversedBy }) => reversedBy === null);
}

interface EntryRow {
  no: DbInteger;
  date: string;
  money_date: string;
  kind: EntryKind;
  month: Month | null;
  method: Method | null;
  reference: string | null;
  note: string | null;
  reverses: DbInteger | null;
  entered_by: DbInteger;
  at: string;
  actor_id: string | null;
  receipt_series: string | null;
  receipt_number: DbInteger | null;
  reversed_by: DbInteger | null;
}

interface PostingRow {
  entry_no: DbInteger;
  account: string;
  student_no: DbInteger | null;
  amount_minor: DbInteger;
}

async function select(
  db: Knex,
  narrow: (query: Knex.QueryBuilder) => Knex.QueryBuilder,
): Promise<LedgerEntry[]> {
  const entries = () =>
    narrow(
      db('ledger_entries')
        .leftJoin('ledger_entries as taken', 'taken.reverses', 'ledger_entries.no')
        .join('audit_entries', 'audit_entries.sequence', 'ledger_entries.entered_by'),
    );
  const rows: EntryRow[] = await entries()
    .orderBy('ledger_entries.no')
    .select('ledger_entries.*', 'audit_entries.at', 'audit_entries.actor_id')
    .select('taken.no as reversed_by');
  const postings: PostingRow[] = await db('ledger_postings')
    .whereIn('entry_no', entries().select('ledger_entries.no'))
    .orderBy(['entry_no', 'line'])
    .select('entry_no', 'account', 'student_no', 'amount_minor');
  const byEntry = new Map<number, Posting[]>();
  for (const { entry_no: entryNo, ...row } of postings) {
    const of = byEntry.get(Number(entryNo)) ?? [];
    byEntry.set(Number(entryNo), of);
    of.push({
      account: row.account,
      studentNo: row.student_no === null ? null : Number(row.student_no),
      amountMinor: toMinor(row.amount_minor),
    });
  }
  return rows.map((row) => ({
    no: Number(row.no),
    kind: row.kind,
    date: row.date,
    moneyDate: row.money_date,
    month: row.month,
    method: row.method,
    reference: row.reference,
    note: row.note,
    reverses: row.reverses === null ? null : Number(row.reverses),
    reversedBy: row.reversed_by === null ? null : Number(row.reversed_by),
    enteredBy: Number(row.entered_by),
    at: row.at,
    by: row.actor_id,
    receipt:
      row.receipt_series === null
        ? null
        : { series: row.receipt_series, number: Number(row.receipt_number) },
    postings: byEntry.get(Number(row.no)) ?? [],
  }));
}
