import type { Knex } from 'knex';
import { findClosedMonth } from '../../data/billing/closed-months.ts';
import { addMonths, firstDay, type Month, monthName } from '../../domain/values/month.ts';
import { ConflictError } from '../../errors.ts';

/**
 * To be asked inside the transaction of whatever changes a month's attendance, purchases or bill.
 *
 * @param isLog they are of a log of days, of which the older ones can be passed over
 * @throws ConflictError one of the months is closed
 */
export async function refuseClosed(
  db: Knex,
  months: Iterable<Month>,
  isLog = false,
): Promise<void> {
  const closed: Month[] = [];
  for (const month of months) {
    if ((await findClosedMonth(db, month)) !== undefined) closed.push(month);
  }
  const [month] = closed;
  if (month === undefined) return;
  const last = closed.toSorted().at(-1) ?? month;
  throw new ConflictError('month_closed', `${monthName(month)} is closed. Nothing was changed.`, {
    about: { month, openFrom: isLog ? firstDay(addMonths(last, 1)) : undefined },
  });
}
