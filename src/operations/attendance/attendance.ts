import { requirePermission } from '../../auth/permissions.ts';
import {
  deleteAttendance,
  findRecordedDays,
  insertAttendance,
  updateAttendance,
} from '../../data/attendance/attendance.ts';
import { listMarks, sumMarks } from '../../data/attendance/marks.ts';
import type { Actor } from '../../domain/actor.ts';
import {
  type ClearedAttendance,
  type RecordedAttendance,
  refuseGone,
  refuseTooManyDays,
} from '../../domain/attendance/attendance.ts';
import { describeBeyond, warnAboutMembership } from '../../domain/attendance/membership.ts';
import { warnAboutAway } from '../../domain/attendance/present-while-away.ts';
import { withDigests } from '../../domain/mess/digests.ts';
import type { StudentRecord } from '../../domain/students/student.ts';
import { daysAsNumber } from '../../domain/values/days.ts';
import { firstDay, lastDay, type Month, monthName } from '../../domain/values/month.ts';
import {
  ConflictError,
  createWarning,
  NotFoundError,
  ValueError,
  type Warning,
} from '../../errors.ts';
import { refuseDoubtfulMonth } from '../billing/earliest-month.ts';
import { refuseClosed } from '../billing/refuse-closed.ts';
import { warnAboutBills } from '../billing/stale-bills.ts';
import { change } from '../mess/change.ts';
import { currentMonth, type Mess } from '../mess/mess.ts';
import { reading } from '../mess/reading.ts';
import { getStudent } from '../students/get-student.ts';
import { describeMark, listMarked, refuseMarked, warnAboutDropped } from './daily-marks.ts';
import { dropMarks } from './marked-months.ts';
import { listRoll } from './roll.ts';

/**
 * Records a student's days present of one month; recording again replaces them.
 *
 * @throws NotFoundError no such student
 * @throws ValueError more days than the month has
 * @throws UsageError the month has not begun
 * @throws ConflictError the student had left, or was on the roll for fewer days; daily marks are there,
 *   and not to be replaced
 */
export async function recordAttendance(
  mess: Mess,
  actor: Actor,
  input: {
    readonly id: string;
    readonly month: Month;
    readonly daysHundredths: number;
    /** Daily marks of the month are dropped. */
    readonly replace: boolean;
    /** Days before the joining and after the leaving are recorded. */
    readonly beyondMembership: boolean;
    /** A month long before all that is recorded may be meant. */
    readonly unlikely: boolean;
  },
): Promise<RecordedAttendance> {
  requirePermission(actor, 'record attendance');
  const { month, daysHundredths } = input;
  refuseTooManyDays(daysHundredths, month);
  return change(mess, actor, 'attendance record', async ({ trx, record }) => {
    const student = await getStudent(trx, input.id);
    const odd = await refuseDoubtfulMonth(mess, trx, month, input.unlikely);
    const before = await findRecordedDays(trx, month, student.no);
    const changed = before !== daysHundredths;
    const away = (await sumMarks(trx, month)).get(student.no)?.away ?? 0;
    if (!input.beyondMembership) {
      refuseLeft(student, month);
      if (changed) refuseBeyondMembership(student, month, daysHundredths);
    }
    const dropped: { readonly id: string }[] = [];
    if (changed) {
      await refuseClosed(trx, [month]);
      const marked = await listMarked(trx, month, [student]);
      if (!input.replace) refuseMarked(marked, month);
      dropped.push(...marked);
      const sequence = await record({
        subject: student.id,
        month,
        before: before === undefined ? null : { days: daysAsNumber(before) },
        after: {
          days: daysAsNumber(daysHundredths),
          ...withDigests(await dropMarks(trx, [[month, [student]]])),
        },
      });
      const changes = [{ month, studentNo: student.no, daysHundredths }];
      if (before === undefined) await insertAttendance(trx, changes, sequence);
      else await updateAttendance(trx, month, () => changes, sequence);
    }
    const warnings = [
      ...odd,
      ...warnAboutMembership(student, month, daysHundredths),
      ...warnAboutAway([{ student, month, daysHundredths, away }]),
      ...warnAboutDropped(dropped, month),
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

/**
 * Takes out what is recorded of a student in one month, with the daily marks, as if nothing ever was.
 *
 * @throws NotFoundError no such student; nothing is recorded
 * @throws ConflictError the month is closed
 */
export async function clearAttendance(
  mess: Mess,
  actor: Actor,
  input: { readonly id: string; readonly month: Month },
): Promise<ClearedAttendance> {
  requirePermission(actor, 'clear attendance');
  const { month } = input;
  return change(mess, actor, 'attendance clear', async ({ trx, record }) => {
    const { no, id, name } = await getStudent(trx, input.id);
    const daysHundredths = await findRecordedDays(trx, month, no);
    const marks = await listMarks(trx, firstDay(month), lastDay(month), no);
    if (daysHundredths === undefined && marks.length === 0) {
      throw new NotFoundError(
        'nothing_recorded',
        `No attendance of ${id} (${name}) is recorded in ${monthName(month)}.`,
        { about: { month } },
      );
    }
    await refuseClosed(trx, [month]);
    const days = daysHundredths === undefined ? null : daysAsNumber(daysHundredths);
    const dropped = await dropMarks(trx, [[month, [{ no }]]]);
    const sequence = await record({
      subject: id,
      month,
      before: { days, ...(marks.length > 0 ? { marks: marks.map(describeMark) } : {}) },
      after: marks.length > 0 ? withDigests(dropped) : null,
    });
    await deleteAttendance(trx, month, no, sequence);
    const warnings = [
      ...warnAboutDropped(marks.length > 0 ? [{ id }] : [], month),
      ...(await warnAboutBills(trx, [month])),
    ];
    return {
      studentId: id,
      name,
      month,
      daysHundredths: daysHundredths ?? null,
      hadMarks: marks.length > 0,
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

/** @throws ConflictError the student had left before the month */
export function refuseLeft(student: { id: string; left: string | null }, month: Month): void {
  try {
    refuseGone(student, month);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new ConflictError('student_left', `${error.message}, before ${monthName(month)}.`, {
      about: { id: student.id },
    });
  }
}

/** @throws ConflictError the student was on the roll for fewer days */
export function refuseBeyondMembership(
  student: StudentRecord,
  month: Month,
  daysHundredths: number,
): void {
  const sentence = describeBeyond(student, month, daysHundredths);
  if (sentence === undefined) return;
  throw new ConflictError('beyond_membership', `${sentence} in ${monthName(month)}.`);
}
