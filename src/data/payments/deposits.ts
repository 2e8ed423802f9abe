import type { Knex } from 'knex';
import { DEPOSIT } from '../../domain/payments/entry.ts';
import { dialectOf } from '../dialect.ts';
import { type DbInteger, toMinor } from '../numbers.ts';

/** Of one student, in minor units, less what was taken back. */
export interface DepositSum {
  readonly studentNo: number;
  readonly receivedMinor: bigint;
  readonly usedMinor: bigint;
  readonly refundedMinor: bigint;
}

export async function listDepositSums(db: Knex): Promise<DepositSum[]> {
  type Row = [studentNo: DbInteger, ...sums: [DbInteger, DbInteger, DbInteger]];
  const sumOf = (kind: string, sign: '' | '-') =>
    `sum(case when coalesce(taken.kind, e.kind) = '${kind}' then ${sign}p.amount_minor else 0 end)`;
  const rows = await dialectOf(db).selectArrays<Row>(
    db,
    `select p.student_no, ${sumOf('deposit', '-')}, ${sumOf('deposit used', '')},
            ${sumOf('deposit refund', '')}
     from ledger_postings as p
     join ledger_entries as e on e."no" = p.entry_no
     left join ledger_entries as taken on taken."no" = e.reverses
     where p.account = ?
     group by p.student_no`,
    [DEPOSIT],
  );
  return rows.map(([studentNo, received, used, refunded]) => ({
    studentNo: Number(studentNo),
    receivedMinor: toMinor(received),
    usedMinor: toMinor(used),
    refundedMinor: toMinor(refunded),
  }));
}
