import type { Knex } from 'knex';
import { requirePermission } from '../../auth/permissions.ts';
import {
  deleteAttendance,
  getRecordedDays,
  insertAttendance,
  listAttendance,
  updateAttendance,
} from '../../data/attendance/attendance.ts';
import { digestFigures, digestMarks } from '../../data/attendance/digests.ts';
import { listMarks, sumMarks } from '../../data/attendance/marks.ts';
import { listStudents } from '../../data/students/students.ts';
import type { Actor } from '../../domain/actor.ts';
import type { StudentAttendance } from '../../domain/attendance/attendance.ts';
import { type DayMark, isOnRollOn, type MarkSum } from '../../domain/attendance/marks.ts';
import type { AttendanceChange } from '../../domain/attendance/month-comparison.ts';
import { type Digests, withDigests } from '../../domain/mess/digests.ts';
import type { RollDates } from '../../domain/students/student.ts';
import { daysAsNumber } from '../../domain/values/days.ts';
import {
  firstDay,
  lastDay,
  type Month,
  monthName,
  monthOfDate,
} from '../../domain/values/month.ts';
import { compareCodePoints, nameSome } from '../../domain/values/text.ts';
import { ConflictError, createWarning, type Warning } from '../../errors.ts';
import type { Mess } from '../mess/mess.ts';
import { getStudent } from '../students/get-student.ts';

/** A mark with whose it is. */
export interface MarkOfStudent extends DayMark {
  readonly studentId: string;
  readonly name: string;
}

/** What was marked. */
export interface Marked {
  readonly marks: readonly MarkOfStudent[];
  /** How many of them were not just so already. */
  readonly changed: number;
  readonly warnings: readonly Warning[];
}

/** The marks of a month, of everybody or of one student, in the order of days and ids. */
export async function listDailyMarks(
  mess: Mess,
  actor: Actor,
  { month, id }: { readonly month: Month; readonly id: string | undefined },
): Promise<MarkOfStudent[]> {
  requirePermission(actor, 'see attendance');
  const student = id === undefined ? undefined : await getStudent(mess.db, id);
  const marks = await listMarks(mess.db, firstDay(month), lastDay(month), student?.no);
  const known = withStudents(
    marks,
    student === undefined ? await listStudents(mess.db) : [student],
  );
  return known.sort(
    (a, b) => compareCodePoints(a.date, b.date) || compareCodePoints(a.studentId, b.studentId),
  );
}

/** Somebody on the roll of a day, and what is marked so far. */
export interface DayOfRoll {
  readonly id: string;
  readonly name: string;
  readonly mark: DayMark | undefined;
}

/** Everybody on the roll of a day. */
export async function listDay(mess: Mess, actor: Actor, date: string): Promise<DayOfRoll[]> {
  requirePermission(actor, 'see attendance');
  const roll = await listAttendance(mess.db, monthOfDate(date));
  return dayOfRoll(roll, await marksOfDay(mess.db, date), date);
}

/** The same of what is read already. */
export function dayOfRoll(
  roll: readonly StudentAttendance[],
  ofDay: ReadonlyMap<number, DayMark>,
  date: string,
): DayOfRoll[] {
  return roll
    .filter((student) => isOnRollOn(student, date))
    .map(({ no, id, name }) => ({ id, name, mark: ofDay.get(no) }));
}

/** By student number. */
export async function marksOfDay(db: Knex, date: string): Promise<Map<number, DayMark>> {
  return new Map((await listMarks(db, date, date)).map((mark) => [mark.studentNo, mark]));
}

/** Marks with whose they are, in the same order. */
export function withStudents(
  marks: readonly DayMark[],
  students: readonly { readonly no: number; readonly id: string; readonly name: string }[],
): MarkOfStudent[] {
  const known = new Map(students.map((student) => [student.no, student]));
  return marks.map((mark) => {
    const { id = '', name = '' } = known.get(mark.studentNo) ?? {};
    return { ...mark, studentId: id, name };
  });
}

/**
 * Makes the figures of students what their marks come to by now; of whom the roll is called on no day any
 * more, there is none. To be called after every change of marks.
 *
 * @param before the sums before that change
 * @param overwritten numbers of students whose figure was another's, and becomes that of the marks even where it
 *   is the same: who wrote it may no longer take it back
 */
export async function settleFigures(
  trx: Knex.Transaction,
  month: Month,
  studentNumbers: Iterable<number>,
  before: ReadonlyMap<number, MarkSum>,
  sequence: number,
  overwritten: ReadonlySet<number> = new Set(),
): Promise<void> {
  const sums = await sumMarks(trx, month);
  const recorded = await getRecordedDays(trx, month);
  const added: AttendanceChange[] = [];
  const updated: AttendanceChange[] = [];
  for (const studentNo of studentNumbers) {
    const { called = 0, daysHundredths = 0 } = sums.get(studentNo) ?? {};
    const figure = recorded.get(studentNo);
    const change = { month, studentNo, daysHundredths };
    if (called === 0) {
      const wasMarked = (before.get(studentNo)?.called ?? 0) > 0;
      if (wasMarked) await deleteAttendance(trx, month, studentNo, sequence);
    } else if (figure === undefined) added.push(change);
    else if (figure !== daysHundredths || overwritten.has(studentNo)) updated.push(change);
  }
  await insertAttendance(trx, added, sequence);
  if (updated.length > 0) await updateAttendance(trx, month, () => updated, sequence);
}

/** What an entry of the record says of the marks of dates, and of the figures that it wrote for them. */
export async function digestMarked(
  trx: Knex.Transaction,
  dates: readonly string[],
  sequence: number,
): Promise<{ readonly digests?: Digests }> {
  const months = [...new Set(dates.map(monthOfDate))].sort();
  const figures = await digestFigures(trx, months, sequence);
  return withDigests({ figures, marks: await digestMarks(trx, dates, sequence) });
}

/** @throws ConflictError figures of these students do not come of marks */
export function refuseOverwriting(month: Month, ids: readonly string[]): void {
  const [id] = ids;
  if (id === undefined) return;
  throw new ConflictError(
    'figures_recorded',
    `${monthName(month)} has days recorded from a file or by hand, not day by day, of ${nameSome(ids)}.`,
    { about: { month, id, during: 'roll call' } },
  );
}

/** A refusal, to be thrown. */
export function notOnRoll({ id, joined, left }: RollDates & { readonly id: string }, date: string) {
  const why = joined !== null && joined > date ? `joined on ${joined}` : `left on ${left}`;
  return new ConflictError('not_on_roll', `${id} was not on the roll on ${date}: ${why}.`, {
    about: { id },
  });
}

/** Those of the students whose roll was called in a month. */
export async function listMarked<T extends { readonly no: number }>(
  db: Knex,
  month: Month,
  students: readonly T[],
): Promise<T[]> {
  const sums = await sumMarks(db, month);
  return students.filter(({ no }) => (sums.get(no)?.called ?? 0) > 0);
}

/** @throws ConflictError somebody has daily marks */
export function refuseMarked(marked: readonly { readonly id: string }[], month: Month): void {
  if (marked.length === 0) return;
  const ids = nameSome(marked.map(({ id }) => id));
  throw new ConflictError('days_marked', `${monthName(month)} is marked day by day, of ${ids}.`, {
    about: { month },
  });
}

/** The marks of a day, as the record of changes has them. */
export function summarize(marks: readonly DayMark[], names: ReadonlyMap<number, string>) {
  const idsOf = (days: number) =>
    marks
      .filter(({ daysHundredths }) => daysHundredths === days)
      .map(({ studentNo }) => names.get(studentNo) ?? '')
      .sort(compareCodePoints);
  return { present: idsOf(100).length, half: idsOf(50), absent: idsOf(0) };
}

/** Daily marks that a figure takes the place of, or that are taken out: nothing brings them back. */
export function warnAboutDropped(
  marked: readonly { readonly id: string }[],
  month: Month,
): Warning[] {
  if (marked.length === 0) return [];
  const ids = nameSome(marked.map(({ id }) => id));
  const sentence = `The daily marks of ${monthName(month)} are dropped for good, of ${ids}.`;
  return [createWarning('marks_dropped', sentence)];
}

/** A mark, as the record of changes has it. */
export function describeMark({ date, daysHundredths, isAway }: DayMark) {
  return { date, days: daysAsNumber(daysHundredths), ...(isAway ? { away: true } : {}) };
}
