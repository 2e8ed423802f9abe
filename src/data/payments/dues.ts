import type { Knex } from 'knex';
import { DUES, type EntryKind } from '../../domain/payments/entry.ts';
import type { Month } from '../../domain/values/month.ts';
import { dialectOf } from '../dialect.ts';
import { type DbInteger, toMinor } from '../numbers.ts';

/** What one bill charges one student, in minor units. */
export interface LiveShare {
  readonly studentNo: number;
  readonly month: Month;
  readonly amountMinor: bigint;
}

/**
 * Shares of the bills that stood at a moment, of everybody, in the order of students and months.
 *
 * @param from the first month
 * @param until ISO 8601, UTC: bills made before it, and not ended before it
 */
export async function listStandingShares(
  db: Knex,
  from: Month,
  until: string,
): Promise<LiveShare[]> {
  type Row = [studentNo: DbInteger, month: Month, amount: DbInteger];
  const rows = await dialectOf(db).selectArrays<Row>(
    db,
    `select shares.student_no, shares."month", shares.amount_minor from shares
     join bills on bills."month" = shares."month" and bills.revision = shares.revision
     left join audit_entries as ended on ended.sequence = bills.ended_by
     where shares."month" >= ? and shares.amount_minor <> 0 and bills.registered_at < ?
       and (bills.status = 'live' or ended."at" >= ?)
     order by shares.student_no, shares."month"`,
    [from, until, until],
  );
  return rows.map(([studentNo, month, amount]) => ({
    studentNo: Number(studentNo),
    month,
    amountMinor: toMinor(amount),
  }));
}

/** What the ledger says of a student's dues, added up by what it is for. */
export interface DuesSum {
  readonly studentNo: number;
  /** Of what was taken back, that of the entry itself. */
  readonly kind: EntryKind;
  readonly month: Month | null;
  /** The newest of them, `YYYY-MM-DD`. */
  readonly date: string;
  /** In minor units: above 0 is owed. */
  readonly amountMinor: bigint;
}

/** @param asOf the last day that counts, `YYYY-MM-DD` */
export async function sumDues(db: Knex, asOf: string): Promise<DuesSum[]> {
  type Row = [DbInteger, EntryKind, Month | null, string, DbInteger];
  const rows = await dialectOf(db).selectArrays<Row>(
    db,
    `select p.student_no, coalesce(taken.kind, e.kind), e."month", max(e."date"), sum(p.amount_minor)
     from ledger_postings as p
     join ledger_entries as e on e."no" = p.entry_no
     left join ledger_entries as taken on taken."no" = e.reverses
     where p.account = ? and e."date" <= ?
     group by p.student_no, coalesce(taken.kind, e.kind), e."month"
     order by p.student_no`,
    [DUES, asOf],
  );
  return rows.map(([studentNo, kind, month, date, amount]) => ({
    studentNo: Number(studentNo),
    kind,
    month,
    date,
    amountMinor: toMinor(amount),
  }));
}
