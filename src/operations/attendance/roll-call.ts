import type { Knex } from 'knex';
import { requirePermission } from '../../auth/permissions.ts';
import { listAttendance } from '../../data/attendance/attendance.ts';
import { replaceMarks, sumMarks } from '../../data/attendance/marks.ts';
import type { Actor } from '../../domain/actor.ts';
import type { StudentAttendance } from '../../domain/attendance/attendance.ts';
import { isOnRollOn, markDay, type Others } from '../../domain/attendance/marks.ts';
import { idKey } from '../../domain/values/id.ts';
import { monthOfDate } from '../../domain/values/month.ts';
import { ValueError } from '../../errors.ts';
import { refuseClosed } from '../billing/refuse-closed.ts';
import { warnAboutBills } from '../billing/stale-bills.ts';
import { change } from '../mess/change.ts';
import { type Mess, today } from '../mess/mess.ts';
import { getStudent } from '../students/get-student.ts';
import {
  type Marked,
  marksOfDay,
  notOnRoll,
  refuseOverwriting,
  summarize,
  withStudents,
  writeFigures,
} from './daily-marks.ts';

export interface RollCall {
  readonly date: string;
  /** Ids, and hundredths of that day. */
  readonly named: ReadonlyMap<string, number>;
  /** Who is present may be away as was said. */
  readonly others: Others;
  /** A figure that does not come of marks is replaced. */
  readonly replace: boolean;
}

/**
 * Marks everybody on the roll of one day; marking a day again replaces it. The figures of the month
 * become the sums of their marks.
 *
 * @throws ValueError `bad_date` for a day that is still to come
 * @throws NotFoundError no such student
 * @throws ConflictError somebody named was not on the roll that day; a figure of the month is of
 *   another kind; the month is closed
 */
export async function callRoll(mess: Mess, actor: Actor, call: RollCall): Promise<Marked> {
  requirePermission(actor, 'record attendance');
  const { date } = call;
  if (date > today(mess)) throw new ValueError('bad_date', `${date} is still to come`);
  const month = monthOfDate(date);
  return change(mess, actor, 'attendance today', async ({ trx, record }) => {
    const roll = await listAttendance(trx, month);
    const named = await findNamed(trx, roll, call);
    const ofDay = await marksOfDay(trx, date);
    const day = markDay(
      date,
      roll,
      { sums: await sumMarks(trx, month), ofDay },
      named,
      call.others,
    );
    if (!call.replace) refuseOverwriting(month, day.overwritten);
    const isChanged = day.changed.length > 0 || day.figures.length > 0;
    if (isChanged) {
      await refuseClosed(trx, [month]);
      const names = new Map(roll.map(({ no, id }) => [no, id]));
      const sequence = await record({
        subject: date,
        month,
        before: ofDay.size === 0 ? null : summarize([...ofDay.values()], names),
        after: summarize(day.marks, names),
      });
      await replaceMarks(trx, day.changed, sequence);
      await writeFigures(trx, day.figures, sequence);
    }
    return {
      marks: withStudents(day.marks, roll),
      changed: day.changed.length,
      warnings: isChanged ? await warnAboutBills(trx, [month]) : [],
    };
  });
}

async function findNamed(
  db: Knex,
  roll: readonly StudentAttendance[],
  { date, named }: RollCall,
): Promise<ReadonlyMap<number, number>> {
  const known = new Map(roll.map((student) => [idKey(student.id), student]));
  const found = new Map<number, number>();
  for (const [id, daysHundredths] of named) {
    const student = known.get(idKey(id)) ?? (await getStudent(db, id));
    if (!isOnRollOn(student, date)) throw notOnRoll(student, date);
    found.set(student.no, daysHundredths);
  }
  return found;
}
