import type { Knex } from 'knex';
import { listKnownMonths } from '../../data/billing/months.ts';
import { findFirstJoining } from '../../data/students/students.ts';
import { earliestLikely, judgeMonth, refuseDoubtful } from '../../domain/mess/date-doubt.ts';
import { type Month, monthOfDate } from '../../domain/values/month.ts';
import { UsageError, type Warning } from '../../errors.ts';
import { currentMonth, type Mess, today } from '../mess/mess.ts';

/** The month before which one is unlikely to be meant: well before anything is recorded, or anybody joined. */
export async function findEarliestLikely(mess: Mess, db: Knex): Promise<Month> {
  const joined = await findFirstJoining(db);
  const known = [
    ...(await listKnownMonths(db)).slice(0, 1),
    ...(joined === undefined ? [] : [monthOfDate(joined)]),
  ];
  return earliestLikely(known.sort()[0], currentMonth(mess));
}

/**
 * A month that cannot be meant, or is not likely to be.
 *
 * @throws UsageError it has not begun
 * @throws ConflictError `unlikely`
 */
export async function refuseDoubtfulMonth(
  mess: Mess,
  db: Knex,
  month: Month,
  isInsisted: boolean,
): Promise<Warning[]> {
  const earliest = await findEarliestLikely(mess, db);
  const doubt = judgeMonth(month, { today: today(mess), earliest });
  if (doubt?.isImpossible) throw new UsageError('bad_value', `${doubt.sentence}.`);
  return refuseDoubtful(doubt, isInsisted);
}
