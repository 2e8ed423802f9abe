import type { Knex } from 'knex';
import type { PurchaseDraft, RecordedPurchase } from '../../domain/purchases/comparison.ts';
import type { HeadKind, Purchase } from '../../domain/purchases/purchase.ts';
import { firstDay, lastDay, type Month } from '../../domain/values/month.ts';
import { dialectOf, inChunks, type OnRows } from '../dialect.ts';
import { lastNumber } from '../last-number.ts';
import { type DbInteger, toMinor } from '../numbers.ts';

interface PurchaseRow {
  no: DbInteger;
  date: string;
  amount_minor: DbInteger;
  note: string | null;
  voided_by: DbInteger | null;
  void_reason: string | null;
  head_no: DbInteger;
  name: string;
  kind: HeadKind;
  at: string;
  actor_id: string | null;
}

export async function nextPurchaseNo(trx: Knex.Transaction): Promise<number> {
  return (await lastNumber(trx, 'purchases')) + 1;
}

/**
 * Writes purchases, many at once.
 *
 * @param first the number of the first; see `nextPurchaseNo`
 * @param enteredBy their audit entry
 */
export async function insertPurchases(
  trx: Knex.Transaction,
  drafts: readonly PurchaseDraft[],
  first: number,
  enteredBy: number,
  onRows?: OnRows,
): Promise<void> {
  function* rows() {
    for (const [index, { date, headNo, amountMinor, note }] of drafts.entries()) {
      yield [first + index, date, headNo, amountMinor, note, enteredBy];
    }
  }
  const columns = ['no', 'date', 'head_no', 'amount_minor', 'note', 'entered_by'];
  await dialectOf(trx).insertRows(trx, 'purchases', columns, rows(), onRows);
}

/** Those of a month, also those that were taken back, in the order of their numbers. */
export async function listPurchases(db: Knex, month: Month): Promise<Purchase[]> {
  const rows: PurchaseRow[] = await select(db).whereBetween('purchases.date', [
    firstDay(month),
    lastDay(month),
  ]);
  return rows.map(fromRow);
}

/** Few enough for the parameters of one statement. */
const NUMBERS_AT_ONCE = 500;

/** Those of these numbers that there are, in the order of the numbers. */
export async function findPurchases(db: Knex, numbers: readonly number[]): Promise<Purchase[]> {
  const found: Purchase[] = [];
  for (const chunk of inChunks(numbers, NUMBERS_AT_ONCE)) {
    const rows: PurchaseRow[] = await select(db).whereIn('purchases.no', chunk);
    found.push(...rows.map(fromRow));
  }
  return found;
}

/**
 * The newest that were not taken back, the newest first.
 *
 * @param beginning what their numbers begin with
 * @param most so many at most
 */
export async function listNewestPurchases(
  db: Knex,
  beginning: string,
  most: number,
): Promise<Purchase[]> {
  if (!/^\d*$/.test(beginning)) return [];
  const rows: PurchaseRow[] = await select(db)
    .whereNull('purchases.voided_by')
    .whereRaw('cast(purchases.no as char) like ?', [`${beginning}%`])
    .clearOrder()
    .orderBy('purchases.no', 'desc')
    .limit(most);
  return rows.map(fromRow);
}

/** All of a range of days, voided ones too, in the order of their numbers. */
export async function listRecordedPurchases(
  db: Knex,
  from: string,
  to: string,
): Promise<RecordedPurchase[]> {
  type Row = [number, string, number, number, string | null, number, number | null];
  const rows = await dialectOf(db).selectArrays<Row>(
    db,
    `select "no", "date", head_no, amount_minor, note, entered_by, voided_by from purchases
     where "date" between ? and ? order by "no"`,
    [from, to],
  );
  return rows.map(([no, date, headNo, amountMinor, note, enteredBy, voidedBy]) => ({
    no,
    date,
    headNo,
    note,
    enteredBy,
    amountMinor: BigInt(amountMinor),
    isVoid: voidedBy !== null,
  }));
}

/** What the newest of a head came to that count and are no refunds, in minor units, `most` at most. */
export async function listLastAmounts(db: Knex, headNo: number, most: number): Promise<bigint[]> {
  const rows: { amount_minor: DbInteger }[] = await db('purchases')
    .where({ head_no: headNo })
    .where('amount_minor', '>', 0)
    .whereNull('voided_by')
    .orderBy('no', 'desc')
    .limit(most)
    .select('amount_minor');
  return rows.map(({ amount_minor }) => toMinor(amount_minor));
}

/** @param voidedBy the audit entry */
export async function voidPurchases(
  trx: Knex.Transaction,
  numbers: readonly number[],
  voidedBy: number,
  reason: string,
): Promise<void> {
  for (const chunk of inChunks(numbers, NUMBERS_AT_ONCE)) {
    await trx('purchases')
      .whereIn('no', chunk)
      .update({ voided_by: voidedBy, void_reason: reason });
  }
}

function select(db: Knex): Knex.QueryBuilder<object, PurchaseRow[]> {
  return db('purchases')
    .join('purchase_heads', 'purchase_heads.no', 'purchases.head_no')
    .join('audit_entries', 'audit_entries.sequence', 'purchases.entered_by')
    .orderBy('purchases.no')
    .select(
      'purchases.no',
      'purchases.date',
      'purchases.amount_minor',
      'purchases.note',
      'purchases.voided_by',
      'purchases.void_reason',
      'purchases.head_no',
      'purchase_heads.name',
      'purchase_heads.kind',
      'audit_entries.at',
      'audit_entries.actor_id',
    );
}

function fromRow(row: PurchaseRow): Purchase {
  return {
    no: Number(row.no),
    date: row.date,
    head: { no: Number(row.head_no), name: row.name, kind: row.kind },
    amountMinor: toMinor(row.amount_minor),
    note: row.note,
    at: row.at,
    by: row.actor_id,
    status: row.voided_by === null ? 'counted' : 'void',
    voidReason: row.void_reason,
  };
}
