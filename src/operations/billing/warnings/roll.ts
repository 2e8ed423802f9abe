import type { Knex } from 'knex';
import { listDaysOfStudent } from '../../../data/attendance/attendance.ts';
import { listBills } from '../../../data/billing/bills.ts';
import { warnAboutMembership } from '../../../domain/attendance/membership.ts';
import type { BillRecord } from '../../../domain/billing/bill.ts';
import {
  isOnRollByDates,
  type RollDates,
  type StudentRecord,
} from '../../../domain/students/student.ts';
import { createWarning, type Warning } from '../../../errors.ts';
import { warnAboutBills } from '../stale-bills.ts';

/** What the roll said of a student, null of one who is new, and what it says now. */
export interface DatesChanged {
  readonly before: RollDates | null;
  readonly after: RollDates;
}

const MAX_NAMED = 3;

/** Bills that no longer match the roll after students were entered, or their dates changed. */
export async function warnAboutRoll(db: Knex, changes: Iterable<DatesChanged>): Promise<Warning[]> {
  // A whole roll of students has few dates.
  const kinds = new Map<string, DatesChanged>();
  for (const { before, after } of changes) {
    // Without a joining date whoever is new is of no bill that was made: see `keepBilled`.
    if (before === null && after.joined === null) continue;
    if (before?.joined === after.joined && before.left === after.left) continue;
    const key = [before?.joined, before?.left, after.joined, after.left].join(' ');
    kinds.set(key, { before, after });
  }
  if (kinds.size === 0) return [];
  const isTouched = ({ month }: BillRecord) =>
    [...kinds.values()].some(({ before, after }) => {
      const was = before !== null && isOnRollByDates(before, month);
      return was !== isOnRollByDates(after, month);
    });
  const touched = (await listBills(db, 'live')).filter(isTouched).map(({ month }) => month);
  const warnings = await warnAboutBills(db, touched);
  if (warnings.length <= MAX_NAMED) return warnings;
  const more = warnings.length - MAX_NAMED;
  const sentence = `So ${more === 1 ? 'was 1 other bill' : `were ${more} other bills`}.`;
  return [...warnings.slice(0, MAX_NAMED), createWarning('bills_outdated', sentence)];
}

/** Months of which more days are recorded than the student was on the roll, by the dates of now. */
export async function warnAboutRecordedDays(
  db: Knex,
  student: Pick<StudentRecord, 'no' | 'id' | 'joined' | 'left'>,
): Promise<Warning[]> {
  const recorded = await listDaysOfStudent(db, student.no);
  return recorded.flatMap(({ month, daysHundredths }) =>
    warnAboutMembership(student, month, daysHundredths),
  );
}
