import { createWarning, type Warning } from '../../errors.ts';
import type { BillRecord, ShareAmounts } from '../billing/bill.ts';
import { hasLeftBefore, type StudentDetails, type StudentRecord } from '../students/student.ts';
import { idKey } from '../values/id.ts';
import { type Month, monthName } from '../values/month.ts';
import { nameSome } from '../values/text.ts';
import type {
  CheckedOriginal,
  OriginalAdmin,
  OriginalAttendance,
  OriginalBill,
  OriginalTable,
} from './original.ts';

/** A bill of the mess with its shares. */
export interface RecordedBill
  extends Pick<BillRecord, 'origin' | 'status' | 'perHeadMinor' | 'month'> {
  readonly shares: readonly (Pick<ShareAmounts, 'amountMinor'> & { readonly studentNo: number })[];
}

/** What the mess has of what the original service had recorded. */
export interface RecordedMess {
  /** By the unique form of the id that the original knows the student by. */
  readonly students: ReadonlyMap<string, StudentRecord>;
  /** Hundredths of days by student number, by month. */
  readonly days: ReadonlyMap<Month, ReadonlyMap<number, number>>;
  /** Every revision, by month. */
  readonly bills: ReadonlyMap<Month, readonly RecordedBill[]>;
  /** By the unique form of the id. */
  readonly admins: ReadonlyMap<string, Pick<OriginalAdmin, 'id' | 'passwordHash'>>;
}

/** What is to be added to the mess. What is there already stays as it is. */
export interface TakeOver
  extends Pick<CheckedOriginal, 'students' | 'attendance' | 'bills' | 'admins'> {
  /** How many rows of each table are to be added. */
  readonly inserted: Readonly<Record<OriginalTable, number>>;
  /** How many are recorded otherwise in the mess. */
  readonly skipped: Readonly<Record<OriginalTable, number>>;
  readonly warnings: readonly Warning[];
}

/** Compares what can be taken of the original with what the mess has. */
export function compareOriginal(original: CheckedOriginal, mess: RecordedMess): TakeOver {
  const students = compareStudents(original.students, mess);
  const attendance = compareAttendance(original.attendance, mess);
  const bills = compareBills(original.bills, mess);
  const admins = compareAdmins(original.admins, mess);
  return {
    students: students.added,
    attendance: attendance.added,
    bills: bills.added,
    admins: admins.added,
    inserted: {
      student: students.added.length,
      attendance: attendance.added.length,
      expense: bills.added.length,
      student_expense: bills.added.reduce((sum, { shares }) => sum + shares.length, 0),
      admin: admins.added.length,
    },
    skipped: {
      student: students.skipped,
      attendance: attendance.skipped,
      expense: bills.skipped,
      student_expense: bills.skippedShares,
      admin: admins.skipped,
    },
    warnings: [students, attendance, bills, admins].flatMap(({ warnings }) => warnings),
  };
}

interface Compared<T> {
  readonly added: readonly T[];
  /** How many are recorded otherwise. */
  readonly skipped: number;
  readonly warnings: readonly Warning[];
}

/** About all of them, where there are any. */
function warnOf(
  names: readonly string[],
  reason: 'recorded_otherwise' | 'not_taken',
  sentence: string,
): Warning[] {
  return names.length === 0 ? [] : [createWarning(reason, `${sentence}: ${nameSome(names)}.`)];
}

const COMPARED = ['id', 'name', 'branch', 'phone'] as const;

function compareStudents(
  students: readonly StudentDetails[],
  mess: RecordedMess,
): Compared<StudentDetails> {
  const added: StudentDetails[] = [];
  const others: string[] = [];
  for (const student of students) {
    const recorded = mess.students.get(idKey(student.id));
    if (recorded === undefined) added.push(student);
    else if (COMPARED.some((key) => recorded[key] !== student[key])) {
      others.push(recorded.id === student.id ? student.id : `${student.id} (here ${recorded.id})`);
    }
  }
  return {
    added,
    skipped: others.length,
    warnings: warnOf(
      others,
      'recorded_otherwise',
      'Students who are recorded otherwise stay as they are',
    ),
  };
}

function compareAttendance(
  attendance: readonly OriginalAttendance[],
  mess: RecordedMess,
): Compared<OriginalAttendance> {
  const added: OriginalAttendance[] = [];
  const others: string[] = [];
  const gone: string[] = [];
  for (const figure of attendance) {
    const { student, month, daysHundredths } = figure;
    const recorded = mess.students.get(idKey(student.id));
    const days = recorded && mess.days.get(month)?.get(recorded.no);
    if (days !== undefined) {
      if (days !== daysHundredths) others.push(`${student.id} in ${month}`);
    } else if (recorded !== undefined && hasLeftBefore(recorded, month)) {
      // Somebody who was absent and has no days now has not changed.
      if (daysHundredths > 0) gone.push(`${student.id} in ${month}`);
    } else added.push(figure);
  }
  return {
    added,
    skipped: others.length + gone.length,
    warnings: [
      ...warnOf(
        others,
        'recorded_otherwise',
        'Attendance that is recorded otherwise stays as it is',
      ),
      ...warnOf(gone, 'not_taken', 'Attendance of students who had left is not taken'),
    ],
  };
}

function compareBills(
  bills: readonly OriginalBill[],
  mess: RecordedMess,
): Compared<OriginalBill> & { readonly skippedShares: number } {
  const others: OriginalBill[] = [];
  const added: OriginalBill[] = [];
  const warnings: Warning[] = [];
  for (const bill of bills) {
    const revisions = mess.bills.get(bill.month) ?? [];
    const taken = revisions.find((recorded) => isSameBill(bill, recorded, mess));
    const name = monthName(bill.month);
    if (revisions.length === 0) added.push(bill);
    else if (taken === undefined) {
      others.push(bill);
      const sentence = `${name} has another bill in the mess, which stays as it is.`;
      warnings.push(createWarning('recorded_otherwise', sentence));
    } else if (taken.status !== 'live') {
      const sentence = `The bill of ${name} was taken over before and is ${taken.status} by now.`;
      warnings.push(createWarning('recorded_otherwise', sentence));
    }
  }
  const skippedShares = others.reduce((sum, { shares }) => sum + shares.length, 0);
  return { added, skipped: others.length, skippedShares, warnings };
}

function isSameBill(bill: OriginalBill, recorded: RecordedBill, mess: RecordedMess): boolean {
  if (recorded.origin !== 'recorded' || recorded.perHeadMinor !== bill.perHeadMinor) return false;
  if (recorded.shares.length !== bill.shares.length) return false;
  const amounts = new Map(recorded.shares.map((share) => [share.studentNo, share.amountMinor]));
  return bill.shares.every(({ student, amountMinor }) => {
    const no = mess.students.get(idKey(student.id))?.no;
    return no !== undefined && amounts.get(no) === amountMinor;
  });
}

function compareAdmins(
  admins: readonly OriginalAdmin[],
  mess: RecordedMess,
): Compared<OriginalAdmin> {
  const added: OriginalAdmin[] = [];
  const others: string[] = [];
  for (const admin of admins) {
    const recorded = mess.admins.get(idKey(admin.id));
    if (recorded === undefined) added.push(admin);
    else if (recorded.passwordHash !== admin.passwordHash) others.push(recorded.id);
  }
  return {
    added,
    skipped: others.length,
    warnings: warnOf(others, 'recorded_otherwise', 'Admins who have another password here keep it'),
  };
}

/** An edit of a student's id, as the record of changes has it. */
export interface IdChange {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly before: string;
  readonly after: string;
}

/**
 * The students of the mess by the ids that the original knows them by. One who was taken over and
 * whose id was mended since is found by the old one alone, and would otherwise be added again.
 *
 * @param takenAt when something was taken over: what was entered just then was
 * @param changes in the order they were made
 */
export function indexStudents<T extends StudentDetails & { readonly enteredAt: string }>(
  students: readonly T[],
  takenAt: ReadonlySet<string>,
  changes: readonly IdChange[],
): Map<string, T> {
  const index = new Map(students.map((student) => [idKey(student.id), student]));
  const latestFirst = changes.toReversed();
  for (const student of students) {
    if (!takenAt.has(student.enteredAt)) continue;
    const current = idKey(student.id);
    let id = current;
    for (const { at, before, after } of latestFirst) {
      if (at >= student.enteredAt && idKey(after) === id) id = idKey(before);
    }
    if (id === current) continue;
    if (index.get(current) === student) index.delete(current);
    index.set(id, student);
  }
  return index;
}
