import type { Knex } from 'knex';
import type {
  BillOrigin,
  BillRecord,
  BillRevision,
  BillStatus,
  RollAsOf,
} from '../../domain/billing/bill.ts';
import type { Month } from '../../domain/values/month.ts';
import { type DbInteger, toMinor, toMinorOrNull } from '../numbers.ts';

interface BillRow {
  month: Month;
  revision: DbInteger;
  status: BillStatus;
  days_in_month: DbInteger | null;
  total_minor: DbInteger | null;
  per_head_minor: DbInteger | null;
  fixed_minor: DbInteger | null;
  billed_minor: DbInteger;
  registered_at: string;
  origin: BillOrigin;
  roll_as_of: DbInteger | null;
  charges_minor: DbInteger | null;
  lowered_minor: DbInteger | null;
  raised_minor: DbInteger | null;
}

const BILL_COLUMNS = [
  'month',
  'revision',
  'status',
  'days_in_month',
  'total_minor',
  'per_head_minor',
  'fixed_minor',
  'billed_minor',
  'registered_at',
  'origin',
  'roll_as_of',
  'charges_minor',
  'lowered_minor',
  'raised_minor',
] as const;

export async function insertBill(
  trx: Knex.Transaction,
  bill: BillRecord & { readonly operationId: string },
): Promise<void> {
  await trx('bills').insert({
    month: bill.month,
    revision: bill.revision,
    status: bill.status,
    days_in_month: bill.daysInMonth,
    total_minor: bill.totalMinor,
    per_head_minor: bill.perHeadMinor,
    fixed_minor: bill.fixedMinor,
    billed_minor: bill.billedMinor,
    registered_at: bill.registeredAt,
    operation_id: bill.operationId,
    origin: bill.origin,
    roll_as_of: bill.rollAsOf,
    charges_minor: bill.chargesMinor,
    // A bill without charges says nothing of what they change.
    lowered_minor: bill.chargesMinor === null ? null : bill.loweredMinor,
    raised_minor: bill.chargesMinor === null ? null : bill.raisedMinor,
  });
}

/** The month's one bill that counts. */
export async function findLiveBill(db: Knex, month: Month): Promise<BillRecord | undefined> {
  const row: BillRow | undefined = await db('bills')
    .where({ month, status: 'live' })
    .first(...BILL_COLUMNS);
  return row && fromRow(row);
}

/** Every bill ever made for the month, in the order of revisions. */
export async function listBillsOfMonth(db: Knex, month: Month): Promise<BillRecord[]> {
  const rows: BillRow[] = await db('bills')
    .where({ month })
    .orderBy('revision')
    .select(...BILL_COLUMNS);
  return rows.map(fromRow);
}

/** Ordered by month and revision. */
export async function listBills(
  db: Knex,
  which: 'live' | 'all',
): Promise<(BillRecord & Pick<BillRevision, 'endedReason'>)[]> {
  const query = db('bills')
    .orderBy(['month', 'revision'])
    .select(...BILL_COLUMNS, 'ended_reason');
  if (which === 'live') query.where({ status: 'live' });
  const rows: (BillRow & Pick<RevisionRow, 'ended_reason'>)[] = await query;
  return rows.map((row) => ({ ...fromRow(row), endedReason: row.ended_reason }));
}

/** The audit entry that made the first bill of the line that a bill is of. */
export async function getRollAsOf(db: Knex, bill: BillRecord): Promise<RollAsOf> {
  const query = db('audit_entries');
  if (bill.rollAsOf !== null) query.where({ sequence: bill.rollAsOf });
  else {
    const { month, revision } = bill;
    query.where('operation_id', db('bills').where({ month, revision }).select('operation_id'));
  }
  const row: { sequence: DbInteger; at: string } | undefined = await query.first('sequence', 'at');
  if (row === undefined) throw new Error(`the bill of ${bill.month} has no entry of its making`);
  return { sequence: Number(row.sequence), at: row.at };
}

/** Its shares stay, and count no more. */
export async function endBill(
  trx: Knex.Transaction,
  { month, revision }: Pick<BillRecord, 'month' | 'revision'>,
  end: {
    readonly status: Exclude<BillStatus, 'live'>;
    readonly reason: string;
    readonly auditSequence: number;
  },
): Promise<void> {
  await trx('bills')
    .where({ month, revision })
    .update({ status: end.status, ended_reason: end.reason, ended_by: end.auditSequence });
}

/** The latest live bills of other months than the one given, newest first. */
export async function listLastBills(db: Knex, notOf: Month, count: number): Promise<BillRecord[]> {
  const rows: BillRow[] = await db('bills')
    .where({ status: 'live' })
    .whereNot({ month: notOf })
    .orderBy('month', 'desc')
    .limit(count)
    .select(...BILL_COLUMNS);
  return rows.map(fromRow);
}

interface RevisionRow extends BillRow {
  ended_reason: string | null;
  made_by: string | null;
  ended_at: string | null;
  ended_by: string | null;
}

/** Every bill ever made for the month with who made and who ended it, in the order of revisions. */
export async function listRevisions(db: Knex, month: Month): Promise<BillRevision[]> {
  const rows: RevisionRow[] = await db('bills')
    .leftJoin('audit_entries as made', 'made.operation_id', 'bills.operation_id')
    .leftJoin('audit_entries as ended', 'ended.sequence', 'bills.ended_by')
    .where('bills.month', month)
    .orderBy('bills.revision')
    .select(
      ...BILL_COLUMNS.map((column) => `bills.${column}`),
      'bills.ended_reason',
      'made.actor_id as made_by',
      'ended.at as ended_at',
      'ended.actor_id as ended_by',
    );
  return rows.map((row) => ({
    ...fromRow(row),
    madeBy: row.made_by,
    endedAt: row.ended_at,
    endedBy: row.ended_by,
    endedReason: row.ended_reason,
  }));
}

function fromRow(row: BillRow): BillRecord {
  return {
    month: row.month,
    revision: Number(row.revision),
    status: row.status,
    origin: row.origin,
    daysInMonth: row.days_in_month === null ? null : Number(row.days_in_month),
    totalMinor: toMinorOrNull(row.total_minor),
    perHeadMinor: toMinorOrNull(row.per_head_minor),
    fixedMinor: toMinorOrNull(row.fixed_minor),
    chargesMinor: toMinorOrNull(row.charges_minor),
    loweredMinor: toMinor(row.lowered_minor ?? 0),
    raisedMinor: toMinor(row.raised_minor ?? 0),
    billedMinor: toMinor(row.billed_minor),
    registeredAt: row.registered_at,
    rollAsOf: row.roll_as_of === null ? null : Number(row.roll_as_of),
  };
}
