import type { Knex } from 'knex';
import type { Month } from '../../domain/values/month.ts';
import { dialectOf } from '../dialect.ts';
import { type DbInteger, toMinor } from '../numbers.ts';

/** What live bills of the months after one charge everybody, by student's number, in minor units. */
export async function sumLaterShares(db: Knex, month: Month): Promise<Map<number, bigint>> {
  const rows = await dialectOf(db).selectArrays<[DbInteger, DbInteger]>(
    db,
    `select student_no, sum(amount_minor) from shares
     join bills on bills."month" = shares."month" and bills.revision = shares.revision
     where shares."month" > ? and bills.status = 'live' group by student_no`,
    [month],
  );
  return new Map(rows.map(([student, amount]) => [Number(student), toMinor(amount)]));
}
