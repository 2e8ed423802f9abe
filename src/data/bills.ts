import type { Knex } from 'knex';
import type { Bill, BillOrigin, BillRecord, BillStatus, Share } from '../domain/bill.ts';
import type { Expense } from '../domain/expenses.ts';
import type { Month } from '../domain/month.ts';
import { dialectOf } from './dialect.ts';
import { type DbInteger, toMinor, toMinorOrNull } from './numbers.ts';

/** A share as stored. */
export interface ShareRecord extends Share {
  readonly studentNo: number;
}

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
  });
}

/** @param studentNos whose the shares are, in their order */
export async function insertShares(
  trx: Knex.Transaction,
  { month, revision, shares }: Pick<Bill, 'month' | 'revision' | 'shares'>,
  studentNos: readonly number[],
): Promise<void> {
  const columns = [
    'month',
    'revision',
    'student_no',
    'id_then',
    'days_hundredths',
    'dividing_minor',
    'per_head_minor',
    'fixed_minor',
    'amount_minor',
  ];
  function* rows() {
    for (const [index, share] of shares.entries()) {
      const studentNo = studentNos[index];
      if (studentNo === undefined) throw new Error(`share ${index} is nobody's`);
      const { studentId, daysHundredths, dividingMinor, perHeadMinor, fixedMinor } = share;
      yield [
        month,
        revision,
        studentNo,
        studentId,
        daysHundredths,
        dividingMinor,
        perHeadMinor,
        fixedMinor,
        share.amountMinor,
      ];
    }
  }
  await dialectOf(trx).insertRows(trx, 'shares', columns, rows());
}

/** What the stored shares of a bill add up to, by the database's own arithmetic. */
export async function sumShares(
  db: Knex,
  month: Month,
  revision: number,
): Promise<{ count: number; dividing: bigint; fixed: bigint; amount: bigint }> {
  const row: Record<'count' | 'dividing' | 'fixed' | 'amount', DbInteger | null> | undefined =
    await db('shares')
      .where({ month, revision })
      .first(
        db.raw(
          `count(*) as count, sum(dividing_minor) as dividing, sum(fixed_minor) as fixed,
           sum(amount_minor) as amount`,
        ),
      );
  return {
    count: Number(row?.count ?? 0),
    dividing: toMinor(row?.dividing ?? 0),
    fixed: toMinor(row?.fixed ?? 0),
    amount: toMinor(row?.amount ?? 0),
  };
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
export async function listBills(db: Knex, which: 'live' | 'all'): Promise<BillRecord[]> {
  const query = db('bills')
    .orderBy(['month', 'revision'])
    .select(...BILL_COLUMNS);
  if (which === 'live') query.where({ status: 'live' });
  const rows: BillRow[] = await query;
  return rows.map(fromRow);
}

export async function endBill(
  trx: Knex.Transaction,
  month: Month,
  revision: number,
  status: Exclude<BillStatus, 'live'>,
  reason: string,
): Promise<void> {
  await trx('bills').where({ month, revision }).update({ status, ended_reason: reason });
}

interface ShareRow {
  student_no: DbInteger;
  student_id: string;
  name: string;
  branch: string;
  days_hundredths: DbInteger;
  dividing_minor: DbInteger | null;
  per_head_minor: DbInteger | null;
  fixed_minor: DbInteger | null;
  amount_minor: DbInteger;
}

/** Ordered by id. */
export async function listShares(db: Knex, month: Month, revision: number): Promise<ShareRecord[]> {
  const rows: ShareRow[] = await db('shares')
    .join('students', 'students.no', 'shares.student_no')
    .where({ month, revision })
    .orderBy('students.id')
    .select({
      student_no: 'shares.student_no',
      student_id: 'students.id',
      name: 'students.name',
      branch: 'students.branch',
      days_hundredths: 'shares.days_hundredths',
      dividing_minor: 'shares.dividing_minor',
      per_head_minor: 'shares.per_head_minor',
      fixed_minor: 'shares.fixed_minor',
      amount_minor: 'shares.amount_minor',
    });
  return rows.map((row) => ({
    studentNo: Number(row.student_no),
    studentId: row.student_id,
    name: row.name,
    branch: row.branch,
    daysHundredths: Number(row.days_hundredths),
    dividingMinor: toMinorOrNull(row.dividing_minor),
    perHeadMinor: toMinorOrNull(row.per_head_minor),
    fixedMinor: toMinorOrNull(row.fixed_minor),
    amountMinor: toMinor(row.amount_minor),
  }));
}

/** A student's shares of live bills, oldest first, within the months given (inclusive). */
export async function listExpenses(
  db: Knex,
  studentNo: number,
  from: Month | undefined,
  to: Month | undefined,
): Promise<Expense[]> {
  const query = db('shares')
    .join('bills', (join) => {
      join
        .on('bills.month', 'shares.month')
        .on('bills.revision', 'shares.revision')
        .andOnVal('bills.status', 'live');
    })
    .where('shares.student_no', studentNo)
    .orderBy('shares.month')
    .select({
      month: 'shares.month',
      days_hundredths: 'shares.days_hundredths',
      amount_minor: 'shares.amount_minor',
    });
  if (from !== undefined) query.where('shares.month', '>=', from);
  if (to !== undefined) query.where('shares.month', '<=', to);
  const rows: Pick<ShareRow & BillRow, 'month' | 'days_hundredths' | 'amount_minor'>[] =
    await query;
  return rows.map((row) => ({
    month: row.month,
    daysHundredths: Number(row.days_hundredths),
    amountMinor: toMinor(row.amount_minor),
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
    billedMinor: toMinor(row.billed_minor),
    registeredAt: row.registered_at,
  };
}
