import type { Knex } from 'knex';
import { listStudentsOutside } from '../../data/students/students.ts';
import type { StudentAttendance } from '../../domain/attendance/attendance.ts';
import { dateName } from '../../domain/values/date.ts';
import { addMonths, firstDay, lastDay, type Month, monthName } from '../../domain/values/month.ts';
import { nameSome } from '../../domain/values/text.ts';
import { createWarning, type Warning } from '../../errors.ts';

/**
 * Who pays nothing: who joins after the month, and who left in the month before it. Who left earlier was
 * named then.
 *
 * @param members over whom the bill was worked out
 */
export async function warnAboutUnbilled(
  db: Knex,
  month: Month,
  members: readonly Pick<StudentAttendance, 'no'>[],
): Promise<Warning[]> {
  const outside = await listStudentsOutside(db, {
    joinedAfter: lastDay(month),
    leftBefore: firstDay(month),
    leftSince: firstDay(addMonths(month, -1)),
  });
  const billed = new Set(members.map(({ no }) => no));
  const named = outside
    .filter(({ no }) => !billed.has(no))
    .map(({ id, joined, left }) => {
      const isToCome = joined !== null && joined > lastDay(month);
      return `${id} (${isToCome ? `joined on ${dateName(joined)}` : `left on ${dateName(left ?? '')}`})`;
    });
  if (named.length === 0) return [];
  const sentence = `Not billed in ${monthName(month)}: ${nameSome(named)}.`;
  return [createWarning('not_billed', sentence)];
}
