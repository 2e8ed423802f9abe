import type { DatesChange, EnteredStudents } from '../students/roll-changes.ts';
import { isOnRollByDates } from '../students/student.ts';
import type { Month } from '../values/month.ts';

/** A live bill by when it was made. */
export interface MadeBill {
  readonly month: Month;
  /** The audit entry. */
  readonly madeBy: number;
  /** ISO 8601, UTC. */
  readonly madeAt: string;
  readonly isRevision: boolean;
}

/**
 * Whether anybody may have come onto the roll of a bill's month, or gone off it, by what was done since
 * the bill was made. Attendance apart, they are the same where it says no.
 *
 * @param entered everybody ever entered
 * @param changes those since the bill at least
 */
export function isRollTouched(
  bill: MadeBill,
  entered: readonly EnteredStudents[],
  changes: readonly DatesChange[],
): boolean {
  const { month, madeBy, madeAt, isRevision } = bill;
  const hasNew = entered.some((student) => {
    const { joined, enteredBy, enteredAt } = student;
    // Without a joining date whoever came later is of the bill only with attendance: see `keepBilled`.
    if (joined === null) return false;
    const isNew = enteredBy === null ? enteredAt >= madeAt : enteredBy > madeBy;
    return isNew && isOnRollByDates(student, month);
  });
  return (
    hasNew ||
    changes.some(({ changedBy, before, after }) => {
      if (changedBy <= madeBy) return false;
      // A revision may have left out somebody for want of a joining date.
      const mayCount = isRevision && (before.joined === null) !== (after.joined === null);
      return mayCount || isOnRollByDates(before, month) !== isOnRollByDates(after, month);
    })
  );
}
