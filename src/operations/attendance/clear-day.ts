import { requirePermission } from '../../auth/permissions.ts';
import { deleteMarks, replaceMarks, sumMarks } from '../../data/attendance/marks.ts';
import { listStudents } from '../../data/students/students.ts';
import type { Actor } from '../../domain/actor.ts';
import { monthOfDate } from '../../domain/values/month.ts';
import { NotFoundError } from '../../errors.ts';
import { refuseClosed } from '../billing/refuse-closed.ts';
import { warnAboutBills } from '../billing/stale-bills.ts';
import { change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import {
  digestMarked,
  type Marked,
  marksOfDay,
  settleFigures,
  summarize,
  withStudents,
} from './daily-marks.ts';

/**
 * Takes the roll call of a day back, as if it never was. Who was marked as away stays so.
 *
 * @throws NotFoundError no roll was called that day
 * @throws ConflictError the month is closed
 */
export async function clearDay(mess: Mess, actor: Actor, date: string): Promise<Marked> {
  requirePermission(actor, 'clear attendance');
  const month = monthOfDate(date);
  return change(mess, actor, 'attendance today', async ({ trx, nextEntry, record }) => {
    const ofDay = [...(await marksOfDay(trx, date)).values()];
    const marks = ofDay.filter(({ isCalled }) => isCalled);
    if (marks.length === 0) {
      throw new NotFoundError('nothing_recorded', `No roll was called on ${date}.`, {
        about: { month },
      });
    }
    await refuseClosed(trx, [month]);
    const students = await listStudents(trx);
    const names = new Map(students.map(({ no, id }) => [no, id]));
    const before = summarize(marks, names);
    const sequence = await nextEntry();
    const sums = await sumMarks(trx, month);
    await deleteMarks(trx, marks);
    const away = marks.filter(({ isAway }) => isAway);
    await replaceMarks(
      trx,
      away.map((mark) => ({ ...mark, isCalled: false })),
      sequence,
    );
    const numbers = marks.map(({ studentNo }) => studentNo);
    await settleFigures(trx, month, numbers, sums, sequence);
    const after = await digestMarked(trx, [date], sequence);
    await record({ subject: date, month, before, after });
    const warnings = await warnAboutBills(trx, [month]);
    return { marks: withStudents(marks, students), changed: marks.length, warnings };
  });
}
