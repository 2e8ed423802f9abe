import type { Knex } from 'knex';
import { DUES } from '../../domain/payments/entry.ts';
import type { Month } from '../../domain/values/month.ts';
import { dialectOf } from '../dialect.ts';
import { type DbInteger, toMinor } from '../numbers.ts';

/**
 * What everybody owes by now, by student's number, in minor units; who has no bill and no entry is not in it.
 *
 * @param from the first month whose bill is owed
 */
export async function sumBalances(db: Knex, from: Month): Promise<Map<number, bigint>> {
  const rows = await dialectOf(db).selectArrays<[DbInteger, DbInteger]>(
    db,
    `select student_no, sum(amount_minor) from shares
     join bills on bills."month" = shares."month" and bills.revision = shares.revision
     where shares."month" >= ? and bills.status = 'live' group by student_no
     union all
     select student_no, sum(amount_minor) from ledger_postings
     where student_no is not null and account = ? group by student_no`,
    [from, DUES],
  );
  const balances = new Map<number, bigint>();
  for (const [student, amount] of rows) {
    const no = Number(student);
    balances.set(no, (balances.get(no) ?? 0n) + toMinor(amount));
  }
  return balances;
}
