import type { Knex } from 'knex';
import type { DayMark, MarkSum } from '../../domain/attendance/marks.ts';
import { firstDay, lastDay, type Month } from '../../domain/values/month.ts';
import { dialectOf, inChunks } from '../dialect.ts';
import type { DbInteger } from '../numbers.ts';

interface MarkRow {
  student_no: DbInteger;
  date: string;
  days_hundredths: DbInteger;
  is_away: DbInteger;
  is_called: DbInteger;
}

/** What the marks of a month come to, by student number. */
export async function sumMarks(db: Knex, month: Month): Promise<Map<number, MarkSum>> {
  const rows = await dialectOf(db).selectArrays<[number, number, number, number]>(
    db,
    `select student_no, sum(days_hundredths), sum(is_called), sum(is_away) from attendance_marks
     where "date" between ? and ? group by student_no`,
    [firstDay(month), lastDay(month)],
  );
  return new Map(
    rows.map(([no, days, called, away]) => [
      Number(no),
      { daysHundredths: Number(days), called: Number(called), away: Number(away) },
    ]),
  );
}

/** Marks from one day to another, ordered by day; of one student where a number is given. */
export async function listMarks(
  db: Knex,
  from: string,
  to: string,
  studentNo?: number,
): Promise<DayMark[]> {
  const rows: MarkRow[] = await db('attendance_marks')
    .whereBetween('date', [from, to])
    .where(studentNo === undefined ? {} : { student_no: studentNo })
    .orderBy(['date', 'student_no'])
    .select('student_no', 'date', 'days_hundredths', 'is_away', 'is_called');
  return rows.map((row) => ({
    studentNo: Number(row.student_no),
    date: row.date,
    daysHundredths: Number(row.days_hundredths),
    isAway: Number(row.is_away) === 1,
    isCalled: Number(row.is_called) === 1,
  }));
}

/** Days from one to another on which a roll was called, in order. */
export async function listCalledDays(db: Knex, from: string, to: string): Promise<string[]> {
  const rows: { date: string }[] = await db('attendance_marks')
    .whereBetween('date', [from, to])
    .where({ is_called: 1 })
    .distinct('date')
    .orderBy('date');
  return rows.map(({ date }) => date);
}

/** Few enough for the parameters of one statement. */
const KEYS_AT_ONCE = 500;

/** Writes marks of days; what was marked there of the same students is replaced. */
export async function replaceMarks(
  trx: Knex.Transaction,
  marks: readonly DayMark[],
  auditSequence: number,
): Promise<void> {
  await deleteMarks(trx, marks);
  const columns = ['date', 'student_no', 'days_hundredths', 'is_away', 'is_called', 'changed_by'];
  await dialectOf(trx).insertRows(
    trx,
    'attendance_marks',
    columns,
    marks.map(({ date, studentNo, daysHundredths, isAway, isCalled }) => {
      const flags = [isAway, isCalled].map(Number);
      return [date, studentNo, daysHundredths, ...flags, auditSequence];
    }),
  );
}

export async function deleteMarks(
  trx: Knex.Transaction,
  marks: readonly Pick<DayMark, 'date' | 'studentNo'>[],
): Promise<void> {
  const ofDays = new Map<string, number[]>();
  for (const { date, studentNo } of marks) {
    const numbers = ofDays.get(date);
    if (numbers === undefined) ofDays.set(date, [studentNo]);
    else numbers.push(studentNo);
  }
  for (const [date, numbers] of ofDays) {
    for (const chunk of inChunks(numbers, KEYS_AT_ONCE)) {
      await trx('attendance_marks').where({ date }).whereIn('student_no', chunk).delete();
    }
  }
}

/**
 * Takes out all marks that some students have in a month.
 *
 * @returns the dates of which there were any
 */
export async function deleteMarksOfMonth(
  trx: Knex.Transaction,
  month: Month,
  studentNumbers: readonly number[],
): Promise<Set<string>> {
  const dates = new Set<string>();
  for (const chunk of inChunks(studentNumbers, KEYS_AT_ONCE)) {
    const ofThese = () =>
      trx('attendance_marks')
        .whereBetween('date', [firstDay(month), lastDay(month)])
        .whereIn('student_no', chunk);
    const found: string[] = await ofThese().distinct('date').pluck('date');
    for (const date of found) dates.add(date);
    if (found.length > 0) await ofThese().delete();
  }
  return dates;
}
