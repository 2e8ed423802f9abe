import type { RollDates } from './student.ts';

/** Students who were entered at once, and who joined and left on the same days. */
export interface EnteredStudents extends RollDates {
  /** The audit entry; null where it is not known. */
  readonly enteredBy: number | null;
  /** ISO 8601, UTC. */
  readonly enteredAt: string;
}

/** A student's dates were changed. */
export interface DatesChange {
  /** The audit entry. */
  readonly changedBy: number;
  readonly before: RollDates;
  readonly after: RollDates;
}
