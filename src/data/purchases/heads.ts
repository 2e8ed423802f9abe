import type { Knex } from 'knex';
import {
  type Head,
  type HeadKind,
  type HeadTotal,
  headKey,
  type ListedHead,
  type PurchaseHead,
} from '../../domain/purchases/purchase.ts';
import { firstDay, lastDay, type Month } from '../../domain/values/month.ts';
import { lastNumber } from '../last-number.ts';
import { type DbInteger, toMinor } from '../numbers.ts';

interface HeadRow {
  no: DbInteger;
  name: string;
  kind: HeadKind;
}

export async function insertHeads(trx: Knex.Transaction, heads: readonly Head[]): Promise<void> {
  const last = await lastNumber(trx, 'purchase_heads');
  await trx('purchase_heads').insert(
    heads.map(({ name, kind }, index) => {
      return { no: last + 1 + index, name_key: headKey(name), name, kind };
    }),
  );
}

/** In the order they were made. */
export async function listHeads(db: Knex): Promise<ListedHead[]> {
  const rows: (HeadRow & { hidden_by: DbInteger | null })[] = await db('purchase_heads')
    .orderBy('no')
    .select('no', 'name', 'kind', 'hidden_by');
  return rows.map((row) => ({ ...fromRow(row), hidden: row.hidden_by !== null }));
}

/** @param hiddenBy the audit entry; null shows it again */
export async function hideHead(
  trx: Knex.Transaction,
  no: number,
  hiddenBy: number | null,
): Promise<void> {
  await trx('purchase_heads').where({ no }).update({ hidden_by: hiddenBy });
}

export async function renameHead(trx: Knex.Transaction, no: number, name: string): Promise<void> {
  await trx('purchase_heads')
    .where({ no })
    .update({ name, name_key: headKey(name) });
}

/**
 * What was spent in a month, by heads, those that are divided first, each kind in the order it was made;
 * without purchases that were taken back, and without heads that have none, or whose refunds leave
 * nothing of them. Less than 0 where the refunds of a head are more than its purchases.
 */
export async function sumPurchases(db: Knex, month: Month): Promise<HeadTotal[]> {
  const rows: (HeadRow & { purchases: DbInteger; amount: DbInteger })[] = await db('purchases')
    .join('purchase_heads', 'purchase_heads.no', 'purchases.head_no')
    .whereBetween('date', [firstDay(month), lastDay(month)])
    .whereNull('voided_by')
    .groupBy('purchase_heads.no', 'purchase_heads.name', 'purchase_heads.kind')
    .havingRaw('sum(amount_minor) <> 0')
    .orderBy(['purchase_heads.kind', 'purchase_heads.no'])
    .select('purchase_heads.no', 'purchase_heads.name', 'purchase_heads.kind')
    .count({ purchases: '*' })
    .sum({ amount: 'amount_minor' });
  return rows.map((row) => ({
    head: fromRow(row),
    purchases: Number(row.purchases),
    amountMinor: toMinor(row.amount),
  }));
}

/** What was spent in each month, without purchases that were taken back, in minor units. */
export async function sumPurchasesByMonth(db: Knex): Promise<Map<Month, bigint>> {
  const rows: { month: Month; amount: DbInteger }[] = await db('purchases')
    .whereNull('voided_by')
    .groupByRaw('substr("date", 1, 7)')
    .select(db.raw('substr("date", 1, 7) as "month"'))
    .sum({ amount: 'amount_minor' });
  return new Map(rows.map(({ month, amount }) => [month, toMinor(amount)]));
}

function fromRow({ no, name, kind }: HeadRow): PurchaseHead {
  return { no: Number(no), name, kind };
}
