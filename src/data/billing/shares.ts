import type { Knex } from 'knex';
import type { Bill, BillStatus, ShareOfStudent, ShareRecord } from '../../domain/billing/bill.ts';
import type { StudentShare } from '../../domain/billing/expenses.ts';
import type { Month } from '../../domain/values/month.ts';
import { dialectOf } from '../dialect.ts';
import { type DbInteger, toMinor, toMinorOrNull } from '../numbers.ts';
import { selectRows } from '../select-rows.ts';

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
  // All others are spared a value in each of so many rows.
  const hasCharges = shares.some(({ chargesMinor }) => chargesMinor !== null);
  if (hasCharges) columns.push('charges_minor');
  function* rows() {
    for (const [index, share] of shares.entries()) {
      const studentNo = studentNos[index];
      if (studentNo === undefined) throw new Error(`share ${index} is nobody's`);
      const { studentId, daysHundredths, dividingMinor, perHeadMinor, fixedMinor } = share;
      const row = [
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
      yield hasCharges ? [...row, share.chargesMinor] : row;
    }
  }
  await dialectOf(trx).insertRows(trx, 'shares', columns, rows());
}

/** The days of everybody in a bill, in hundredths. */
export async function sumShareDays(
  db: Knex,
  { month, revision }: Pick<Bill, 'month' | 'revision'>,
): Promise<bigint> {
  const [row]: { days: DbInteger | null }[] = await db('shares')
    .where({ month, revision })
    .sum({ days: 'days_hundredths' });
  return toMinorOrNull(row?.days ?? null) ?? 0n;
}

/** What the stored shares of a bill add up to, by the database's own arithmetic. */
export async function sumShares(
  db: Knex,
  month: Month,
  revision: number,
): Promise<{
  count: number;
  dividing: bigint;
  fixed: bigint;
  charges: bigint;
  amount: bigint;
}> {
  type Sums = Record<'count' | 'dividing' | 'fixed' | 'charges' | 'amount', DbInteger | null>;
  const row: Sums | undefined = await db('shares')
    .where({ month, revision })
    .first(
      db.raw(
        `count(*) as count, sum(dividing_minor) as dividing, sum(fixed_minor) as fixed,
         sum(charges_minor) as charges, sum(amount_minor) as amount`,
      ),
    );
  return {
    count: Number(row?.count ?? 0),
    dividing: toMinor(row?.dividing ?? 0),
    fixed: toMinor(row?.fixed ?? 0),
    charges: toMinor(row?.charges ?? 0),
    amount: toMinor(row?.amount ?? 0),
  };
}

const SELECT_SHARES = `select shares.student_no, shares.id_then, students.id, students.name,
  students.branch, shares.days_hundredths, shares.dividing_minor, shares.per_head_minor,
  shares.fixed_minor, shares.charges_minor, shares.amount_minor
  from shares join students on students.no = shares.student_no
  where shares.month = ? and shares.revision = ?`;

type ShareRow = readonly [
  studentNo: number,
  idThen: string,
  id: string,
  name: string,
  branch: string,
  daysHundredths: number,
  dividing: DbInteger | null,
  perHead: DbInteger | null,
  fixed: DbInteger | null,
  charges: DbInteger | null,
  amount: DbInteger,
];

/** Ordered by id. */
export async function listShares(db: Knex, month: Month, revision: number): Promise<ShareRecord[]> {
  const sql = `${SELECT_SHARES} order by students.id`;
  const rows = await dialectOf(db).selectArrays<ShareRow>(db, sql, [month, revision]);
  return rows.map(fromRow);
}

export async function findShare(
  db: Knex,
  { month, revision }: Pick<Bill, 'month' | 'revision'>,
  studentNo: number,
): Promise<ShareOfStudent | undefined> {
  const sql = `${SELECT_SHARES} and shares.student_no = ?`;
  const values = [month, revision, studentNo];
  const [row] = await dialectOf(db).selectArrays<ShareRow>(db, sql, values);
  return row && { ...fromRow(row), idThen: row[1] };
}

function fromRow([
  studentNo,
  _idThen,
  studentId,
  name,
  branch,
  daysHundredths,
  dividing,
  perHead,
  fixed,
  charges,
  amount,
]: ShareRow): ShareRecord {
  return {
    studentNo: Number(studentNo),
    studentId,
    name,
    branch,
    daysHundredths: Number(daysHundredths),
    dividingMinor: toMinorOrNull(dividing),
    perHeadMinor: toMinorOrNull(perHead),
    fixedMinor: toMinorOrNull(fixed),
    chargesMinor: toMinorOrNull(charges),
    amountMinor: toMinor(amount),
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
  type Row = {
    month: Month;
    revision: DbInteger;
    status: BillStatus;
    days_hundredths: DbInteger;
    amount_minor: DbInteger;
  };
  const rows = await selectRows<Row>(
    db,
    {
      month: 'shares.month',
      revision: 'shares.revision',
      status: 'bills.status',
      days_hundredths: 'shares.days_hundredths',
      amount_minor: 'shares.amount_minor',
    },
    'from shares join bills on bills.month = shares.month and bills.revision = shares.revision ' +
      'where shares.student_no = ? and shares.month >= ? and shares.month <= ? ' +
      'order by shares.month, shares.revision',
    [studentNo, from ?? '0000-00', to ?? '9999-12'],
  );
  return rows.map((row) => ({
    month: row.month,
    revision: Number(row.revision),
    status: row.status,
    daysHundredths: Number(row.days_hundredths),
    amountMinor: toMinor(row.amount_minor),
  }));
}
