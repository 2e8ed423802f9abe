import type { Knex } from 'knex';
import { listKnownMonths } from '../../data/billing/months.ts';
import { findFirstJoining } from '../../data/students/students.ts';
import { earliestLikely } from '../../domain/mess/date-doubt.ts';
import { type Month, monthOfDate } from '../../domain/values/month.ts';
import { currentMonth, type Mess } from '../mess/mess.ts';

/** The month before which one is unlikely to be meant: well before anything is recorded, or anybody joined. */
export async function findEarliestLikely(mess: Mess, db: Knex): Promise<Month> {
  const joined = await findFirstJoining(db);
  const known = [
    ...(await listKnownMonths(db)).slice(0, 1),
    ...(joined === undefined ? [] : [monthOfDate(joined)]),
  ];
  return earliestLikely(known.sort()[0], currentMonth(mess));
}
