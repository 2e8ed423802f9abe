import { createWarning, ValueError, type Warning } from '../../errors.ts';
import { hasLeftBefore, type StudentDetails } from '../students/student.ts';
import { formatDays } from '../values/days.ts';
import {
  calendarDays,
  firstDay,
  lastDay,
  type Month,
  monthName,
  monthOfDate,
} from '../values/month.ts';

/** A student with the attendance recorded for one month. */
export interface StudentAttendance {
  readonly no: number;
  readonly id: string;
  readonly name: string;
  readonly branch: string;
  readonly joined: string | null;
  readonly left: string | null;
  /** ISO 8601, UTC; null where attendance is recorded, beside which it does not count. */
  readonly enteredAt: string | null;
  /** The audit entry that entered the student; null where it is not known. */
  readonly enteredBy: number | null;
  /** Null where nothing is recorded. */
  readonly daysHundredths: number | null;
}

/** What recording one figure did. */
export interface RecordedAttendance {
  readonly studentId: string;
  readonly name: string;
  readonly month: Month;
  /** Hundredths of days; null where nothing was recorded before. */
  readonly beforeHundredths: number | null;
  readonly daysHundredths: number;
  readonly warnings: readonly Warning[];
}

/** What clearing one figure did. */
export interface ClearedAttendance {
  readonly studentId: string;
  readonly name: string;
  readonly month: Month;
  /** What was recorded, in hundredths of days; null where only daily marks were. */
  readonly daysHundredths: number | null;
  /** Daily marks went with it, which nothing brings back. */
  readonly hadMarks: boolean;
  readonly warnings: readonly Warning[];
}

/**
 * @throws ValueError `too_many_days`
 */
export function refuseTooManyDays(daysHundredths: number, month: Month): void {
  const most = calendarDays(month);
  if (daysHundredths > most * 100) {
    throw new ValueError(
      'too_many_days',
      `${formatDays(daysHundredths)} days present, but ${monthName(month)} has ${most}`,
    );
  }
}

/**
 * @throws ValueError `has_left` when the student left before the month's first day
 */
export function refuseGone(student: Pick<StudentDetails, 'id' | 'left'>, month: Month): void {
  if (hasLeftBefore(student, month)) {
    throw new ValueError('has_left', `${student.id} left on ${student.left}`);
  }
}

/** Joined only after the month's last day, so attendance for it deserves a second look. */
export function joinsAfter(student: Pick<StudentDetails, 'joined'>, month: Month): boolean {
  return student.joined !== null && student.joined > lastDay(month);
}

/** How many days of the month a student was on the roll, the first and the last one counted. */
export function daysOnRoll(
  { joined, left }: Pick<StudentDetails, 'joined' | 'left'>,
  month: Month,
): number {
  const dayOf = (date: string) => Number(date.slice(8));
  if (joined !== null && joined > lastDay(month)) return 0;
  if (left !== null && left < firstDay(month)) return 0;
  const isIn = (date: string | null) => date !== null && monthOfDate(date) === month;
  const from = joined !== null && isIn(joined) ? dayOf(joined) : 1;
  const to = left !== null && isIn(left) ? dayOf(left) : calendarDays(month);
  return Math.max(0, to - from + 1);
}

/** More days than from the day of joining to that of leaving. */
export function warnAboutMembership(
  student: Pick<StudentDetails, 'id' | 'joined' | 'left'>,
  month: Month,
  daysHundredths: number,
): Warning[] {
  const most = daysOnRoll(student, month);
  if (daysHundredths <= most * 100) return [];
  const days = formatDays(daysHundredths);
  const sentence = `${student.id} was on the roll for ${most} ${most === 1 ? 'day' : 'days'} of ${monthName(month)}, and ${days} are recorded.`;
  return [createWarning('beyond_membership', sentence)];
}
