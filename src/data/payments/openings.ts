import type { Knex } from 'knex';
import { DUES } from '../../domain/payments/entry.ts';
import { dialectOf } from '../dialect.ts';
import { type DbInteger, toMinor } from '../numbers.ts';

/** Of each student with an opening that is not taken back, what it says, in minor units. */
export async function listStandingOpenings(db: Knex): Promise<Map<number, bigint>> {
  const rows = await dialectOf(db).selectArrays<[DbInteger, DbInteger]>(
    db,
    `select p.student_no, p.amount_minor from ledger_entries as e
     join ledger_postings as p on p.entry_no = e."no"
     left join ledger_entries as taken on taken.reverses = e."no"
     where e.kind = 'opening' and taken."no" is null and p.account = ?`,
    [DUES],
  );
  return new Map(rows.map(([student, amount]) => [Number(student), toMinor(amount)]));
}
