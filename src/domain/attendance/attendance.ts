import { ValueError, type Warning } from '../../errors.ts';
import { hasLeftBefore, type StudentDetails } from '../students/student.ts';
import { formatDays } from '../values/days.ts';
import { calendarDays, type Month, monthName } from '../values/month.ts';

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
      mayBeMeals(daysHundredths, most) ? { offer: 'meals' } : undefined,
    );
  }
}

const MOST_MEALS_A_DAY = 4;

/** A day too many is a slip; a good many are what a mess counts that writes two or three meals a day. */
function mayBeMeals(daysHundredths: number, daysOfMonth: number): boolean {
  const days = daysHundredths / 100;
  return days > daysOfMonth * 1.25 && days <= daysOfMonth * MOST_MEALS_A_DAY;
}

/**
 * @throws ValueError `has_left` when the student left before the month's first day
 */
export function refuseGone(student: Pick<StudentDetails, 'id' | 'left'>, month: Month): void {
  if (hasLeftBefore(student, month)) {
    throw new ValueError('has_left', `${student.id} left on ${student.left}`);
  }
}
