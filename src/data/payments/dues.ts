import type { Knex } from 'knex';
import { DUES, type EntryKind } from '../../domain/payments/entry.ts';
import type { Month } from '../../domain/values/month.ts';
import { dialectOf } from '../dialect.ts';
import { type DbInteger, toMinor } from '../numbers.ts';

/** Bills that stood at a moment. */
export interface Standing {
  /** The first month. */
  readonly from: Month;
  /** ISO 8601, UTC: made before it, and not ended before it. */
  readonly until: string;
}

/** The bills first: they are few, and each has its shares together. */
const STANDING = `(
    select bills."month", bills.revision from bills
    left join audit_entries as ended on ended.sequence = bills.ended_by
    where bills."month" >= ? and bills.registered_at < ?
      and (bills.status = 'live' or ended."at" >= ?)
  ) as standing
  cross join shares
    on shares."month" = standing."month" and shares.revision = standing.revision`;

/** What bills that stood charge each student in all, in minor units, by the student's number. */
export async function sumStandingShares(
  db: Knex,
  { from, until }: Standing,
): Promise<Map<number, bigint>> {
  return toSums(
    await dialectOf(db).selectArrays<[DbInteger, DbInteger]>(
      db,
      // Not by the index of students, which finds each share of 36 months on a page of its own.
      `select shares.student_no + 0, sum(shares.amount_minor) from ${STANDING}
       group by shares.student_no + 0`,
      [from, until, until],
    ),
  );
}

/** What one bill charges one student, in minor units. */
export interface StandingShare {
  readonly studentNo: number;
  readonly month: Month;
  readonly amountMinor: bigint;
}

/**
 * Shares of bills that stood.
 *
 * @param nos of these students alone; of everybody when undefined
 */
export async function listStandingShares(
  db: Knex,
  { from, until }: Standing,
  nos?: readonly number[],
): Promise<StandingShare[]> {
  const rows = await dialectOf(db).selectArrays<[DbInteger, Month, DbInteger]>(
    db,
    `select shares.student_no, standing."month", shares.amount_minor from ${STANDING}
     ${nos === undefined ? '' : `where ${isOneOf('shares.student_no', nos)}`}`,
    [from, until, until, ...(nos ?? [])],
  );
  return rows.map(([studentNo, month, amount]) => ({
    studentNo: Number(studentNo),
    month,
    amountMinor: toMinor(amount),
  }));
}

/** What the ledger says of each student's dues in all, in minor units: above 0 is owed. */
export async function sumLedgerDues(db: Knex): Promise<Map<number, bigint>> {
  return toSums(
    await dialectOf(db).selectArrays<[DbInteger, DbInteger]>(
      db,
      `select student_no, sum(amount_minor) from ledger_postings
       where account = ? and student_no is not null group by student_no`,
      [DUES],
    ),
  );
}

/** What the ledger says of a student's dues, added up by what it is for. */
export interface DuesSum {
  readonly studentNo: number;
  /** Of what was taken back, that of the entry itself. */
  readonly kind: EntryKind;
  readonly month: Month | null;
  /** Whether they are after the day. */
  readonly isLater: boolean;
  /** The oldest and the newest day of their money, `YYYY-MM-DD`. */
  readonly firstDate: string;
  readonly lastDate: string;
  /** In minor units: above 0 is owed. */
  readonly amountMinor: bigint;
}

/**
 * Of entries that a sum of all does not do for: those that are no plain payment, are for a month from
 * `from` on, or are of a day after `asOf`.
 *
 * @param asOf `YYYY-MM-DD`
 */
export async function sumDuesApart(
  db: Knex,
  { from, asOf }: { readonly from: Month; readonly asOf: string },
): Promise<DuesSum[]> {
  return selectDues(
    db,
    `ledger_entries as e
     left join ledger_entries as taken on taken."no" = e.reverses
     cross join ledger_postings as p on p.entry_no = e."no"`,
    `(e.kind in ('opening', 'late fee', 'waiver', 'reversal') or e."month" >= ? or e."date" > ?)
     and p.account = ?`,
    [from, asOf, DUES],
    asOf,
  );
}

/** All that the ledger says of some students' dues up to a day, both included. */
export async function sumDuesOf(
  db: Knex,
  asOf: string,
  nos: readonly number[],
): Promise<DuesSum[]> {
  return selectDues(
    db,
    `ledger_postings as p
     join ledger_entries as e on e."no" = p.entry_no
     left join ledger_entries as taken on taken."no" = e.reverses`,
    `${isOneOf('p.student_no', nos)} and p.account = ? and e."date" <= ?`,
    [...nos, DUES, asOf],
    asOf,
  );
}

/** Those of before and those of after a day are not added up with each other, nor is what was given with what was taken back. */
async function selectDues(
  db: Knex,
  from: string,
  where: string,
  values: readonly (string | number)[],
  asOf: string,
): Promise<DuesSum[]> {
  type Row = [DbInteger, EntryKind, Month | null, DbInteger, DbInteger, string, string, DbInteger];
  const rows = await dialectOf(db).selectArrays<Row>(
    db,
    `select p.student_no, coalesce(taken.kind, e.kind), e."month",
            case when e."date" > ? then 1 else 0 end, case when p.amount_minor > 0 then 1 else 0 end,
            min(e.money_date), max(e.money_date), sum(p.amount_minor)
     from ${from} where ${where} group by 1, 2, 3, 4, 5`,
    [asOf, ...values],
  );
  return rows.map(([studentNo, kind, month, isLater, , firstDate, lastDate, amount]) => ({
    studentNo: Number(studentNo),
    kind,
    month,
    isLater: Number(isLater) === 1,
    firstDate,
    lastDate,
    amountMinor: toMinor(amount),
  }));
}

function isOneOf(column: string, { length }: readonly number[]): string {
  return `${column} in (${Array(length).fill('?').join(', ')})`;
}

function toSums(rows: readonly (readonly [DbInteger, DbInteger])[]): Map<number, bigint> {
  return new Map(rows.map(([no, sum]) => [Number(no), toMinor(sum)]));
}
