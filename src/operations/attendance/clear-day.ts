import type { Knex } from 'knex';
import { requirePermission } from '../../auth/permissions.ts';
import {
  deleteAttendance,
  findRecordedDays,
  updateAttendance,
} from '../../data/attendance/attendance.ts';
import { deleteMarks, sumMarks } from '../../data/attendance/marks.ts';
import { listStudents } from '../../data/students/students.ts';
import type { Actor } from '../../domain/actor.ts';
import type { DayMark } from '../../domain/attendance/marks.ts';
import { type Month, monthName, monthOfDate } from '../../domain/values/month.ts';
import { NotFoundError } from '../../errors.ts';
import { refuseClosed } from '../billing/refuse-closed.ts';
import { warnAboutBills } from '../billing/stale-bills.ts';
import { change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import { type Marked, marksOfDay, summarize, withStudents } from './daily-marks.ts';

/**
 * Takes the roll call of a day back, as if it never was. Who was marked as away stays so.
 *
 * @throws NotFoundError no roll was called that day
 * @throws ConflictError the month is closed
 */
export async function clearDay(mess: Mess, actor: Actor, date: string): Promise<Marked> {
  requirePermission(actor, 'clear attendance');
  const month = monthOfDate(date);
  return change(mess, actor, 'attendance today', async ({ trx, record }) => {
    const marks = [...(await marksOfDay(trx, date)).values()].filter(({ isAway }) => !isAway);
    if (marks.length === 0) {
      throw new NotFoundError('nothing_recorded', `No roll was called on ${date}.`, {
        about: { month },
      });
    }
    await refuseClosed(trx, [month]);
    const students = await listStudents(trx);
    const names = new Map(students.map(({ no, id }) => [no, id]));
    const before = summarize(marks, names);
    const sequence = await record({ subject: date, month, before, after: null });
    await deleteMarks(trx, marks);
    await sumAgain(trx, month, marks, sequence);
    const warnings = await warnAboutBills(trx, [month]);
    return { marks: withStudents(marks, students), changed: marks.length, warnings };
  });
}

/** The figures without these marks; of who was seen on no other day there is none. */
async function sumAgain(
  trx: Knex.Transaction,
  month: Month,
  marks: readonly DayMark[],
  sequence: number,
): Promise<void> {
  const sums = await sumMarks(trx, month);
  for (const { studentNo } of marks) {
    if ((await findRecordedDays(trx, month, studentNo)) === undefined) {
      throw new Error(`no figure of ${monthName(month)} for the marks of student ${studentNo}`);
    }
    const { seen = 0, daysHundredths = 0 } = sums.get(studentNo) ?? {};
    if (seen === 0) await deleteAttendance(trx, month, studentNo, sequence);
    else {
      const change = { month, studentNo, daysHundredths };
      await updateAttendance(trx, month, () => [change], sequence);
    }
  }
}
