import type { Knex } from 'knex';
import { findCoveredDays } from '../../../data/attendance/covered-days.ts';
import {
  findPartialMonth,
  type PartialMonth,
} from '../../../domain/attendance/month-comparison.ts';
import type { Month } from '../../../domain/values/month.ts';

/**
 * The days for which the attendance of a month was imported, where so many lack that those who were billed
 * on it would be billed for a part of the month: a device that broke down counts nobody after it.
 */
export async function findPartialAttendance(
  db: Knex,
  month: Month,
): Promise<PartialMonth | undefined> {
  const part = findPartialMonth({ month, covered: (await findCoveredDays(db, month)) ?? 0 });
  return part?.isTooLittle ? part : undefined;
}
