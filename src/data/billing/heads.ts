import type { Knex } from 'knex';
import type { Bill, BillRecord } from '../../domain/billing/bill.ts';
import type { HeadKind, HeadTotal } from '../../domain/purchases/purchase.ts';
import type { Month } from '../../domain/values/month.ts';
import { type DbInteger, toMinor } from '../numbers.ts';

/** Keeps what a bill was made up of. */
export async function insertBillHeads(
  trx: Knex.Transaction,
  { month, revision, purchases }: Pick<Bill, 'month' | 'revision' | 'purchases'>,
): Promise<void> {
  if (purchases === null) return;
  await trx('bill_heads').insert(
    purchases.map((total) => ({
      month,
      revision,
      head_no: total.head.no,
      purchases: total.purchases,
      amount_minor: total.amountMinor,
    })),
  );
}

interface BillHeadRow {
  no: DbInteger;
  name: string;
  kind: HeadKind;
  purchases: DbInteger;
  amount_minor: DbInteger;
}

/**
 * What a bill was made up of, by heads, those that are divided first, each kind in the order it was made;
 * null where its amounts were given.
 */
export async function listBillHeads(
  db: Knex,
  { month, revision }: Pick<BillRecord, 'month' | 'revision'>,
): Promise<HeadTotal[] | null> {
  const rows: BillHeadRow[] = await db('bill_heads')
    .join('purchase_heads', 'purchase_heads.no', 'bill_heads.head_no')
    .where({ month, revision })
    .orderBy(['purchase_heads.kind', 'purchase_heads.no'])
    .select(
      'purchase_heads.no',
      'purchase_heads.name',
      'purchase_heads.kind',
      'bill_heads.purchases',
      'bill_heads.amount_minor',
    );
  if (rows.length === 0) return null;
  return rows.map((row) => ({
    head: { no: Number(row.no), name: row.name, kind: row.kind },
    purchases: Number(row.purchases),
    amountMinor: toMinor(row.amount_minor),
  }));
}

/** Months whose live bill is made up of purchases. */
export async function listMonthsOfPurchases(db: Knex): Promise<Set<Month>> {
  const rows: { month: Month }[] = await db('bills')
    .join('bill_heads', (join) =>
      join.on('bill_heads.month', 'bills.month').on('bill_heads.revision', 'bills.revision'),
    )
    .where('bills.status', 'live')
    .distinct('bills.month');
  return new Set(rows.map(({ month }) => month));
}
