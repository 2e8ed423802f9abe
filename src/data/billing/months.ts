import type { Knex } from 'knex';
import type { Month } from '../../domain/values/month.ts';
import { listAttendedMonths } from '../attendance/attendance.ts';
import type { DbInteger } from '../numbers.ts';

/** Months of which anything is recorded, in order; what was taken back is nothing. */
export async function listKnownMonths(db: Knex): Promise<Month[]> {
  const attended = await listAttendedMonths(db);
  const rows: { month: Month }[] = await db
    .select('month')
    .from('bills')
    .where({ status: 'live' })
    .union([
      db.select('month').from('closed_months'),
      db.select('month').from('charges').whereNull('voided_by'),
      db.select(db.raw('substr("date", 1, 7) as month')).from('purchases').whereNull('voided_by'),
    ]);
  return [...new Set([...attended, ...rows.map(({ month }) => month)])].sort();
}

/** How many months have a bill that counts. */
export async function countLiveBills(db: Knex): Promise<number> {
  const row: { bills?: DbInteger } | undefined = await db('bills')
    .where({ status: 'live' })
    .count({ bills: '*' })
    .first();
  return Number(row?.bills);
}

/** Months with attendance and no live bill, in order. */
export async function listUnbilledMonths(db: Knex): Promise<Month[]> {
  const live: { month: Month }[] = await db('bills').where({ status: 'live' }).select('month');
  const billed = new Set(live.map(({ month }) => month));
  return (await listAttendedMonths(db)).filter((month) => !billed.has(month));
}
