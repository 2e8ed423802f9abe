import type { Knex } from 'knex';
import type { Charge, ChargeDraft, CountsAs } from '../../domain/charges/charge.ts';
import type { Month } from '../../domain/values/month.ts';
import { dialectOf, inChunks, type OnRows } from '../dialect.ts';
import { lastNumber } from '../last-number.ts';
import { type DbInteger, toMinor, toMinorOrNull } from '../numbers.ts';

export async function nextChargeNo(trx: Knex.Transaction): Promise<number> {
  return (await lastNumber(trx, 'charges')) + 1;
}

/**
 * Writes charges, many at once.
 *
 * @param first the number of the first; see `nextChargeNo`
 * @param enteredBy their audit entry
 */
export async function insertCharges(
  trx: Knex.Transaction,
  drafts: readonly ChargeDraft[],
  first: number,
  enteredBy: number,
  onRows?: OnRows,
): Promise<void> {
  function* rows() {
    for (const [index, draft] of drafts.entries()) {
      const { month, studentNo, kindNo, quantityHundredths, rateMinor, amountMinor, note } = draft;
      const keys = [first + index, month, studentNo, kindNo];
      yield [...keys, quantityHundredths, rateMinor, amountMinor, note, enteredBy];
    }
  }
  const columns = [
    ...['no', 'month', 'student_no', 'kind_no', 'quantity_hundredths', 'rate_minor'],
    ...['amount_minor', 'note', 'entered_by'],
  ];
  await dialectOf(trx).insertRows(trx, 'charges', columns, rows(), onRows);
}

type Row = readonly [
  ...[no: DbInteger, month: Month, studentNo: DbInteger, kindNo: DbInteger],
  ...[quantity: DbInteger | null, rate: DbInteger | null, amount: DbInteger, note: string | null],
  ...[studentId: string, name: string, branch: string, kind: string, countsAs: CountsAs],
  ...[at: string, by: string | null, voidedBy: DbInteger | null, voidReason: string | null],
];

const SELECT = `select charges."no", charges."month", charges.student_no, charges.kind_no,
  charges.quantity_hundredths, charges.rate_minor, charges.amount_minor, charges.note,
  students."id", students."name", students."branch", charge_kinds."name", charge_kinds.counts_as,
  entered."at", entered.actor_id, charges.voided_by, charges.void_reason
  from charges join students on students."no" = charges.student_no
  join charge_kinds on charge_kinds."no" = charges.kind_no
  join audit_entries as entered on entered."sequence" = charges.entered_by`;

/** Those of a month, also those that were taken back, in the order of their numbers. */
export async function listCharges(db: Knex, month: Month): Promise<Charge[]> {
  return select(db, 'where charges."month" = ? order by charges."no"', [month]);
}

/** Those of a month that count, in the order of their numbers. */
export async function listCountedCharges(db: Knex, month: Month): Promise<Charge[]> {
  const where = 'where charges."month" = ? and charges.voided_by is null order by charges."no"';
  return select(db, where, [month]);
}

/**
 * Those that a bill took when it was made: all of its month that counted then.
 *
 * @param studentNo of one student alone
 */
export async function listChargesOfBill(
  db: Knex,
  { month, revision }: { readonly month: Month; readonly revision: number },
  studentNo?: number,
): Promise<Charge[]> {
  const made = `(select min(made."sequence") from audit_entries as made
    join bills on bills.operation_id = made.operation_id
    where bills."month" = ? and bills.revision = ?)`;
  const own = studentNo === undefined ? '' : ' and charges.student_no = ?';
  const where = `where charges."month" = ? and charges.entered_by < ${made}
    and (charges.voided_by is null or charges.voided_by > ${made})${own} order by charges."no"`;
  const values = [month, month, revision, month, revision];
  return select(db, where, studentNo === undefined ? values : [...values, studentNo]);
}

/** Few enough for the parameters of one statement. */
const NUMBERS_AT_ONCE = 500;

/** Those of these numbers that there are, in the order of the numbers. */
export async function findCharges(db: Knex, numbers: readonly number[]): Promise<Charge[]> {
  const found: Charge[] = [];
  for (const chunk of inChunks(numbers, NUMBERS_AT_ONCE)) {
    const marks = chunk.map(() => '?').join(', ');
    found.push(
      ...(await select(db, `where charges."no" in (${marks}) order by charges."no"`, chunk)),
    );
  }
  return found;
}

/** @param voidedBy the audit entry */
export async function voidCharges(
  trx: Knex.Transaction,
  numbers: readonly number[],
  voidedBy: number,
  reason: string,
): Promise<void> {
  for (const chunk of inChunks(numbers, NUMBERS_AT_ONCE)) {
    await trx('charges').whereIn('no', chunk).update({ voided_by: voidedBy, void_reason: reason });
  }
}

async function select(
  db: Knex,
  where: string,
  values: readonly (string | number)[],
): Promise<Charge[]> {
  const rows = await dialectOf(db).selectArrays<Row>(db, `${SELECT} ${where}`, values);
  return rows.map((row) => {
    const [no, month, studentNo, kindNo, quantity, rate, amount, note, ...more] = row;
    const [studentId, name, branch, kind, countsAs, at, by, voidedBy, voidReason] = more;
    return {
      ...{ no: Number(no), month, studentNo: Number(studentNo), kindNo: Number(kindNo) },
      quantityHundredths: quantity === null ? null : Number(quantity),
      rateMinor: toMinorOrNull(rate),
      amountMinor: toMinor(amount),
      ...{ note, studentId, name, branch, kind, countsAs, at, by, voidReason },
      status: voidedBy === null ? 'counted' : 'void',
    };
  });
}
