import { requirePermission } from '../../auth/permissions.ts';
import {
  findRecordedDays,
  insertAttendance,
  updateAttendance,
} from '../../data/attendance/attendance.ts';
import type { Actor } from '../../domain/actor.ts';
import {
  joinsAfter,
  type RecordedAttendance,
  refuseGone,
  refuseTooManyDays,
  warnAboutMembership,
} from '../../domain/attendance/attendance.ts';
import { daysAsNumber } from '../../domain/values/days.ts';
import { type Month, monthName } from '../../domain/values/month.ts';
import { ConflictError, createWarning, ValueError, type Warning } from '../../errors.ts';
import { refuseClosed } from '../billing/refuse-closed.ts';
import { warnAboutBills } from '../billing/stale-bills.ts';
import { change } from '../mess/change.ts';
import { currentMonth, type Mess } from '../mess/mess.ts';
import { reading } from '../mess/reading.ts';
import { getStudent } from '../students/get-student.ts';
import { listRoll } from './roll.ts';

/**
 * Records a student's days present of one month; recording again replaces them.
 *
 * @throws NotFoundError no such student
 * @throws ValueError more days than the month has
 * @throws ConflictError the student had left
 */
export async function recordAttendance(
  mess: Mess,
  actor: Actor,
  input: { readonly id: string; readonly month: Month; readonly daysHundredths: number },
): Promise<RecordedAttendance> {
  requirePermission(actor, 'record attendance');
  const { month, daysHundredths } = input;
  refuseTooManyDays(daysHundredths, month);
  return change(mess, actor, 'attendance record', async ({ trx, record }) => {
    const student = await getStudent(trx, input.id);
    refuseLeft(student, month);
    const before = await findRecordedDays(trx, month, student.no);
    const changed = before !== daysHundredths;
    if (changed) {
      await refuseClosed(trx, [month]);
      const sequence = await record({
        subject: student.id,
        month,
        before: before === undefined ? null : { days: daysAsNumber(before) },
        after: { days: daysAsNumber(daysHundredths) },
      });
      const changes = [{ month, studentNo: student.no, daysHundredths }];
      if (before === undefined) await insertAttendance(trx, changes, sequence);
      else await updateAttendance(trx, month, () => changes, sequence);
    }
    const warnings = [
      ...warnAboutFuture(mess, [month]),
      ...(joinsAfter(student, month)
        ? [createWarning('joined_later', `${student.id} joined only on ${student.joined}.`)]
        : warnAboutMembership(student, month, daysHundredths)),
      ...(changed ? await warnAboutBills(trx, [month]) : []),
    ];
    return {
      studentId: student.id,
      name: student.name,
      month,
      beforeHundredths: before ?? null,
      daysHundredths,
      warnings,
    };
  });
}

/** Everybody on the roll in the month, ordered by id. */
export const showAttendance = reading('see attendance', listRoll);

/** Months that have not begun. */
export function warnAboutFuture(mess: Mess, months: Iterable<Month>): Warning[] {
  const current = currentMonth(mess);
  return [...months]
    .filter((month) => month > current)
    .map((month) => createWarning('in_the_future', `${monthName(month)} is in the future.`));
}

function refuseLeft(student: { id: string; left: string | null }, month: Month): void {
  try {
    refuseGone(student, month);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new ConflictError('student_left', `${error.message}, before ${monthName(month)}.`, {
      about: { id: student.id },
    });
  }
}
