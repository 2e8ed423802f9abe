import type { Knex } from 'knex';
import type { EntryKind, Method, NewEntry, Posting } from '../../domain/payments/entry.ts';
import { assertBalanced } from '../../domain/payments/entry.ts';
import type { ReceiptNumber } from '../../domain/payments/receipt.ts';
import type { Month } from '../../domain/values/month.ts';
import { lastNumber } from '../last-number.ts';
import { type DbInteger, toMinor } from '../numbers.ts';

/** An entry as it stands in the ledger. */
export interface LedgerEntry extends NewEntry {
  readonly no: number;
  readonly receipt: ReceiptNumber | null;
  /** The number of the entry that took it back; null where it stands. */
  readonly reversedBy: number | null;
  readonly enteredBy: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Who entered it; null for the database's holder. */
  readonly by: string | null;
}

/**
 * Whose turn it is to write appends an entry.
 *
 * @param enteredBy its audit entry
 * @returns its number
 */
export async function insertEntry(
  trx: Knex.Transaction,
  entry: NewEntry,
  enteredBy: number,
): Promise<number> {
  assertBalanced(entry.postings);
  const no = (await lastNumber(trx, 'ledger_entries')) + 1;
  const { postings, moneyDate, ...columns } = entry;
  await trx('ledger_entries').insert({
    no,
    ...columns,
    money_date: moneyDate,
    entered_by: enteredBy,
  });
  await trx('ledger_postings').insert(
    postings.map(({ account, studentNo, amountMinor }, index) => ({
      entry_no: no,
      line: index + 1,
      account,
      student_no: studentNo,
      amount_minor: String(amountMinor),
    })),
  );
  return no;
}

/** The next number of a series, for whose turn it is to write. */
export async function nextReceipt(trx: Knex.Transaction, series: string): Promise<ReceiptNumber> {
  const row: { last?: DbInteger | null } | undefined = await trx('receipts')
    .where({ series })
    .max({ last: 'number' })
    .first();
  return { series, number: Number(row?.last ?? 0) + 1 };
}

export async function insertReceipt(
  trx: Knex.Transaction,
  { series, number }: ReceiptNumber,
  entryNo: number,
): Promise<void> {
  await trx('receipts').insert({ series, number, entry_no: entryNo });
}

export async function findEntryOfReceipt(
  db: Knex,
  { series, number }: ReceiptNumber,
): Promise<LedgerEntry | undefined> {
  return (await select(db, (query) => query.where({ series, number })))[0];
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
      .whereRaw('lower(ledger_entries.reference) = ?', [reference.toLowerCase()])
      .whereNotNull('receipts.series'),
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
  series: string | null;
  number: DbInteger | null;
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
        .leftJoin('receipts', 'receipts.entry_no', 'ledger_entries.no')
        .leftJoin('ledger_entries as taken', 'taken.reverses', 'ledger_entries.no')
        .join('audit_entries', 'audit_entries.sequence', 'ledger_entries.entered_by'),
    );
  const rows: EntryRow[] = await entries()
    .orderBy('ledger_entries.no')
    .select('ledger_entries.*', 'audit_entries.at', 'audit_entries.actor_id')
    .select('receipts.series', 'receipts.number', 'taken.no as reversed_by');
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
    receipt: row.series === null ? null : { series: row.series, number: Number(row.number) },
    postings: byEntry.get(Number(row.no)) ?? [],
  }));
}
