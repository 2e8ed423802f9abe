import type { Knex } from 'knex';
import type { BillStatus } from '../../domain/billing/bill.ts';
import type { Month } from '../../domain/values/month.ts';
import { type DbInteger, toMinor } from '../numbers.ts';

/** Of one bill what it charges a student, and when it was made and ended: ISO 8601, UTC. */
export interface BilledShareRecord {
  readonly month: Month;
  readonly revision: number;
  readonly status: BillStatus;
  /** In minor units; 0 where the student has no share of it. */
  readonly amountMinor: bigint;
  readonly madeAt: string;
  readonly endedAt: string | null;
}

/** Every bill from a month on, with a student's share of it; in the order of months and revisions. */
export async function listBilledShares(
  db: Knex,
  studentNo: number,
  from: Month,
): Promise<BilledShareRecord[]> {
  const rows: {
    month: Month;
    revision: DbInteger;
    status: BillStatus;
    registered_at: string;
    ended_at: string | null;
    amount_minor: DbInteger | null;
  }[] = await db('bills')
    .leftJoin('shares', (join) => {
      join
        .on('shares.month', 'bills.month')
        .on('shares.revision', 'bills.revision')
        .andOnVal('shares.student_no', studentNo);
    })
    .leftJoin('audit_entries as ended', 'ended.sequence', 'bills.ended_by')
    .where('bills.month', '>=', from)
    .orderBy(['bills.month', 'bills.revision'])
    .select('bills.month', 'bills.revision', 'bills.status', 'bills.registered_at')
    .select('ended.at as ended_at', 'shares.amount_minor');
  return rows.map((row) => ({
    month: row.month,
    revision: Number(row.revision),
    status: row.status,
    amountMinor: row.amount_minor === null ? 0n : toMinor(row.amount_minor),
    madeAt: row.registered_at,
    endedAt: row.ended_at,
  }));
}
