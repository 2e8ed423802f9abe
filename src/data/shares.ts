import type { Knex } from 'knex';
import type { Bill, BillStatus, Share } from '../domain/bill.ts';
import type { StudentShare } from '../domain/expenses.ts';
import type { Month } from '../domain/month.ts';
import { dialectOf } from './dialect.ts';
import { type DbInteger, toMinor, toMinorOrNull } from './numbers.ts';

/** A share as stored. */
export interface ShareRecord extends Share {
  readonly studentNo: number;
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

interface ShareRow {
  student_no: DbInteger;
  id_then: string;
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
  const rows = await selectShares(db).where({ month, revision }).orderBy('students.id');
  return rows.map(fromRow);
}

/** A share with the id its student had then. */
export interface ShareOfStudent extends ShareRecord {
  readonly idThen: string;
}

export async function findShare(
  db: Knex,
  { month, revision }: Pick<Bill, 'month' | 'revision'>,
  studentNo: number,
): Promise<ShareOfStudent | undefined> {
  const [row] = await selectShares(db).where({ month, revision, student_no: studentNo });
  return row && { ...fromRow(row), idThen: row.id_then };
}

function selectShares(db: Knex): Knex.QueryBuilder<object, ShareRow[]> {
  return db('shares').join('students', 'students.no', 'shares.student_no').select({
    student_no: 'shares.student_no',
    id_then: 'shares.id_then',
    student_id: 'students.id',
    name: 'students.name',
    branch: 'students.branch',
    days_hundredths: 'shares.days_hundredths',
    dividing_minor: 'shares.dividing_minor',
    per_head_minor: 'shares.per_head_minor',
    fixed_minor: 'shares.fixed_minor',
    amount_minor: 'shares.amount_minor',
  });
}

function fromRow(row: ShareRow): ShareRecord {
  return {
    studentNo: Number(row.student_no),
    studentId: row.student_id,
    name: row.name,
    branch: row.branch,
    daysHundredths: Number(row.days_hundredths),
    dividingMinor: toMinorOrNull(row.dividing_minor),
    perHeadMinor: toMinorOrNull(row.per_head_minor),
    fixedMinor: toMinorOrNull(row.fixed_minor),
    amountMinor: toMinor(row.amount_minor),
  };
}

/**
 * A student's shares of every bill there was, also of those that count no more, in the order of months
 * and revisions, within the months given (inclusive).
 */
export async function listSharesOfStudent(
  db: Knex,
  studentNo: number,
  from: Month | undefined,
  to: Month | undefined,
): Promise<StudentShare[]> {
  const query = db('shares')
    .join('bills', (join) => {
      join.on('bills.month', 'shares.month').on('bills.revision', 'shares.revision');
    })
    .where('shares.student_no', studentNo)
    .orderBy(['shares.month', 'shares.revision'])
    .select({
      month: 'shares.month',
      revision: 'shares.revision',
      status: 'bills.status',
      days_hundredths: 'shares.days_hundredths',
      amount_minor: 'shares.amount_minor',
    });
  if (from !== undefined) query.where('shares.month', '>=', from);
  if (to !== undefined) query.where('shares.month', '<=', to);
  type Row = Pick<ShareRow, 'days_hundredths' | 'amount_minor'> & {
    month: Month;
    revision: DbInteger;
    status: BillStatus;
  };
  const rows: Row[] = await query;
  return rows.map((row) => ({
    month: row.month,
    revision: Number(row.revision),
    status: row.status,
    daysHundredths: Number(row.days_hundredths),
    amountMinor: toMinor(row.amount_minor),
  }));
}
