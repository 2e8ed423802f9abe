import type { Knex } from 'knex';
import { findClosedMonth } from '../../data/billing/closed-months.ts';
import { type Month, monthName } from '../../domain/values/month.ts';
import { ConflictError } from '../../errors.ts';

/**
 * To be asked inside the transaction of whatever changes a month's attendance, purchases or bill.
 *
 * @throws ConflictError one of the months is closed
 */
export async function refuseClosed(db: Knex, months: Iterable<Month>): Promise<void> {
  for (const month of months) {
    if ((await findClosedMonth(db, month)) === undefined) continue;
    throw new ConflictError('month_closed', `${monthName(month)} is closed. Nothing was changed.`, {
      about: { month },
    });
  }
}
