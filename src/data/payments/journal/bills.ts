import type { Knex } from 'knex';
import type { BillStatus } from '../../../domain/billing/bill.ts';
import type { ShareParts } from '../../../domain/payments/journal/transaction.ts';
import type { Month } from '../../../domain/values/month.ts';
import { dialectOf } from '../../dialect.ts';
import { type DbInteger, toMinor } from '../../numbers.ts';

/** A bill with when it was made and ended, ISO 8601, UTC, and by which entries of the record of changes. */
export interface RecordedBillRow {
  readonly month: Month;
  readonly revision: number;
  readonly status: BillStatus;
  readonly madeAt: string;
  readonly madeBy: number;
  readonly endedAt: string | null;
  readonly endedBy: number | null;
}

/** Every bill from a month on, in the order of months and revisions. */
export async function listRecordedBills(db: Knex, from: Month): Promise<RecordedBillRow[]> {
  type Row = [Month, DbInteger, BillStatus, string, DbInteger, string | null, DbInteger | null];
  const rows = await dialectOf(db).selectArrays<Row>(
    db,
    `select bills."month", bills.revision, bills.status, bills.registered_at,
       coalesce((select min(made.sequence) from audit_entries as made
         where made.operation_id = bills.operation_id), 0),
       ended."at", bills.ended_by
     from bills left join audit_entries as ended on ended.sequence = bills.ended_by
     where bills."month" >= ? order by bills."month", bills.revision`,
    [from],
  );
  return rows.map(([month, revision, status, madeAt, madeBy, endedAt, endedBy]) => ({
    ...{ month, revision: Number(revision), status, madeAt, madeBy: Number(madeBy), endedAt },
    endedBy: endedBy === null ? null : Number(endedBy),
  }));
}

/** What a bill charges each student, by students' numbers. */
export async function listShareParts(
  db: Knex,
  month: Month,
  revision: number,
): Promise<ShareParts[]> {
  type Row = [DbInteger, DbInteger, DbInteger, DbInteger, DbInteger, DbInteger];
  const rows = await dialectOf(db).selectArrays<Row>(
    db,
    `select student_no, coalesce(dividing_minor, 0), coalesce(per_head_minor, 0),
       coalesce(fixed_minor, 0), coalesce(charges_minor, 0), amount_minor
     from shares where "month" = ? and revision = ? order by student_no`,
    [month, revision],
  );
  return rows.map(([studentNo, dividing, perHead, fixed, charges, amount]) => ({
    studentNo: Number(studentNo),
    dividingMinor: toMinor(dividing),
    perHeadMinor: toMinor(perHead),
    fixedMinor: toMinor(fixed),
    chargesMinor: toMinor(charges),
    amountMinor: toMinor(amount),
  }));
}
