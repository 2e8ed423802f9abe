import type { Knex } from 'knex';
import type { Month } from '../../domain/values/month.ts';

/** Months of which anything is recorded, in order; purchases that were taken back are nothing. */
export async function listKnownMonths(db: Knex): Promise<Month[]> {
  const rows: { month: Month }[] = await db
    .select('month')
    .from('attendance')
    .union([
      db.select('month').from('bills'),
      db.select('month').from('closed_months'),
      db.select(db.raw('substr("date", 1, 7) as month')).from('purchases').whereNull('voided_by'),
    ])
    .orderBy('month');
  return rows.map(({ month }) => month);
}
