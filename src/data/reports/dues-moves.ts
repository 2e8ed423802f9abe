import type { Knex } from 'knex';
import type { BillStatus } from '../../domain/billing/bill.ts';
import { DUES, type EntryKind } from '../../domain/payments/entry.ts';
import { firstDay, lastDay, type Month } from '../../domain/values/month.ts';
import { dialectOf } from '../dialect.ts';
import { type DbInteger, toMinor } from '../numbers.ts';
import type { BilledShareRecord } from '../payments/billed-shares.ts';

/** Every bill from a month on, with what it charges all students together; in the order of months and revisions. */
export async function listBilledSums(db: Knex, from: Month): Promise<BilledShareRecord[]> {
  const rows: {
    month: Month;
    revision: DbInteger;
    status: BillStatus;
    registered_at: string;
    ended_at: string | null;
    billed_minor: DbInteger;
  }[] = await db('bills')
    .leftJoin('audit_entries as ended', 'ended.sequence', 'bills.ended_by')
    .where('bills.month', '>=', from)
    .orderBy(['bills.month', 'bills.revision'])
    .select('bills.month', 'bills.revision', 'bills.status', 'bills.registered_at')
    .select('ended.at as ended_at', 'bills.billed_minor');
  return rows.map((row) => ({
    month: row.month,
    revision: Number(row.revision),
    status: row.status,
    amountMinor: toMinor(row.billed_minor),
    madeAt: row.registered_at,
    endedAt: row.ended_at,
  }));
}

/**
 * What entries of one kind came to in a month, of all that students owe; what takes anything but a payment
 * back is of the kind of that.
 */
export interface LedgerMove {
  readonly kind: EntryKind;
  /** In which they stand in the books. */
  readonly month: Month;
  /** In minor units: above 0 is owed to the mess. */
  readonly amountMinor: bigint;
}

/** By kinds and months, through one. */
export async function sumLedgerMoves(db: Knex, through: Month): Promise<LedgerMove[]> {
  const rows = await dialectOf(db).selectArrays<[EntryKind, Month, DbInteger]>(
    db,
    `select kind, "month", sum(amount_minor) from (
       select case when taken.kind is null or taken.kind = 'payment' then e.kind else taken.kind end as kind, substr(e."date", 1, 7) as "month", p.amount_minor
       from ledger_postings as p
       join ledger_entries as e on e."no" = p.entry_no
       left join ledger_entries as taken on taken."no" = e.reverses
       where p.account = ? and e."date" <= ?
     ) as moved group by kind, "month"`,
    [DUES, lastDay(through)],
  );
  return rows.map(([kind, month, amount]) => ({ kind, month, amountMinor: toMinor(amount) }));
}

/** Of the payments that stand in the books in some months, what was taken back after the last of them, in minor units. */
export async function sumTakenBackLater(db: Knex, from: Month, to: Month): Promise<bigint> {
  const [row] = await dialectOf(db).selectArrays<[DbInteger | null]>(
    db,
    `select sum(-p.amount_minor) from ledger_entries as e
     join ledger_postings as p on p.entry_no = e."no"
     join ledger_entries as taken on taken.reverses = e."no"
     where e.kind = 'payment' and p.account = ? and e."date" between ? and ? and taken."date" > ?`,
    [DUES, firstDay(from), lastDay(to), lastDay(to)],
  );
  return toMinor(row?.[0] ?? 0);
}
