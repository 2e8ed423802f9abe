import type { Knex } from 'knex';
import type { BillStatus } from '../../domain/billing/bill.ts';
import { DUES, type EntryKind } from '../../domain/payments/entry.ts';
import type { Month } from '../../domain/values/month.ts';
import { dialectOf } from '../dialect.ts';
import { type DbInteger, toMinor } from '../numbers.ts';

/** A bill with when it was made and ended: ISO 8601, UTC. */
export interface MadeBill {
  readonly month: Month;
  readonly revision: number;
  readonly status: BillStatus;
  readonly madeAt: string;
  /** Null for a live one. */
  readonly endedAt: string | null;
}

/** All from a month on, in the order of months and revisions. */
export async function listMadeBills(db: Knex, from: Month): Promise<MadeBill[]> {
  type Row = [Month, DbInteger, BillStatus, string, string | null];
  const rows = await dialectOf(db).selectArrays<Row>(
    db,
    `select bills."month", bills.revision, bills.status, bills.registered_at, ended."at" from bills
     left join audit_entries as ended on ended.sequence = bills.ended_by
     where bills."month" >= ? order by bills."month", bills.revision`,
    [from],
  );
  return rows.map(([month, revision, status, madeAt, endedAt]) => ({
    month,
    revision: Number(revision),
    status,
    madeAt,
    endedAt,
  }));
}

/** What a bill charges a student, in minor units. */
export interface BillShare {
  readonly studentNo: number;
  readonly month: Month;
  readonly revision: number;
  readonly amountMinor: bigint;
}

/** From a month on, also of bills that do not stand, of whom a bill has a share of. */
export async function listSharesOfBilled(
  db: Knex,
  from: Month,
  billed: { readonly month: Month; readonly revision: number },
): Promise<BillShare[]> {
  const rows = await dialectOf(db).selectArrays<[DbInteger, Month, DbInteger, DbInteger]>(
    db,
    `select student_no, "month", revision, amount_minor from shares
     where "month" >= ? and student_no in (${OF_BILL})`,
    [from, billed.month, billed.revision],
  );
  return rows.map(([studentNo, month, revision, amount]) => ({
    studentNo: Number(studentNo),
    month,
    revision: Number(revision),
    amountMinor: toMinor(amount),
  }));
}

/** What an entry of the ledger does to the dues of a student, in minor units. */
export interface DuesPosting {
  readonly studentNo: number;
  readonly kind: EntryKind;
  /** Of what it takes back; null where it takes back nothing. */
  readonly takenKind: EntryKind | null;
  /** Of the money, `YYYY-MM-DD`. */
  readonly moneyDate: string;
  readonly month: Month | null;
  readonly amountMinor: bigint;
}

/** In the order in which they were entered, of whom a bill has a share of. */
export async function listDuesOfBilled(
  db: Knex,
  billed: { readonly month: Month; readonly revision: number },
): Promise<DuesPosting[]> {
  type Row = [DbInteger, EntryKind, EntryKind | null, string, Month | null, DbInteger];
  const rows = await dialectOf(db).selectArrays<Row>(
    db,
    `select p.student_no, e.kind, taken.kind, e.money_date, e."month", p.amount_minor
     from ledger_postings as p
     join ledger_entries as e on e."no" = p.entry_no
     left join ledger_entries as taken on taken."no" = e.reverses
     where p.account = ? and p.student_no in (${OF_BILL})
     order by e."no"`,
    [DUES, billed.month, billed.revision],
  );
  return rows.map(([studentNo, kind, takenKind, moneyDate, month, amount]) => ({
    studentNo: Number(studentNo),
    kind,
    takenKind,
    moneyDate,
    month,
    amountMinor: toMinor(amount),
  }));
}

const OF_BILL =
  'select billed.student_no from shares as billed where billed."month" = ? and billed.revision = ?';

/** What stands of the late fees of a bill, less what was waived, in minor units, by the students' numbers. */
export async function sumLateFees(db: Knex, month: Month): Promise<Map<number, bigint>> {
  const rows = await dialectOf(db).selectArrays<[DbInteger, DbInteger]>(
    db,
    `select p.student_no, sum(p.amount_minor)
     from ledger_entries as e
     join ledger_postings as p on p.entry_no = e."no"
     left join ledger_entries as taken on taken."no" = e.reverses
     where e."month" = ? and coalesce(taken.kind, e.kind) in ('late fee', 'waiver') and p.account = ?
     group by p.student_no having sum(p.amount_minor) > 0`,
    [month, DUES],
  );
  return new Map(rows.map(([no, sum]) => [Number(no), toMinor(sum)]));
}

/** Of all bills of some months, also of those that do not stand, what each charges everybody. */
export async function listSharesOfMonths(db: Knex, months: readonly Month[]): Promise<BillShare[]> {
  if (months.length === 0) return [];
  const rows = await dialectOf(db).selectArrays<[DbInteger, Month, DbInteger, DbInteger]>(
    db,
    `select student_no, "month", revision, amount_minor from shares
     where "month" in (${months.map(() => '?').join(', ')})`,
    [...months],
  );
  return rows.map(([studentNo, month, revision, amount]) => ({
    studentNo: Number(studentNo),
    month,
    revision: Number(revision),
    amountMinor: toMinor(amount),
  }));
}
