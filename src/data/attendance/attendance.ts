import type { Knex } from 'knex';
import type { StudentAttendance } from '../../domain/attendance/attendance.ts';
import type { AttendanceChange } from '../../domain/attendance/month-comparison.ts';
import type { Month } from '../../domain/values/month.ts';
import { compareCodePoints } from '../../domain/values/text.ts';
import { dialectOf, inChunks, type OnRows } from '../dialect.ts';
import type { DbInteger } from '../numbers.ts';

/**
 * Everybody ever entered, with the month's attendance, ordered by id. Who of them is on the roll is
 * a rule of `domain`.
 */
export async function listAttendance(db: Knex, month: Month): Promise<StudentAttendance[]> {
  type Row = [
    ...[no: number, id: string, name: string, branch: string],
    ...[joined: string | null, left: string | null, enteredAt: string | null],
    ...[enteredBy: number | null, days: number | null],
  ];
  const rows = await dialectOf(db).selectArrays<Row>(
    db,
    `select students."no", students."id", students."name", students."branch", students."joined",
       students."left", case when attendance.days_hundredths is null then students.entered_at end,
       students.entered_by, attendance.days_hundredths
     from students left join attendance
       on attendance.student_no = students."no" and attendance."month" = ?`,
    [month],
  );
  // Sorted here: the same by code point on every database, and cheap where they were entered in order.
  rows.sort(([, a], [, b]) => compareCodePoints(a, b));
  return rows.map(([no, id, name, branch, joined, left, enteredAt, enteredBy, daysHundredths]) => {
    return { no, id, name, branch, joined, left, enteredAt, enteredBy, daysHundredths };
  });
}

/** What is recorded for one month: hundredths of days by student number. */
export async function getRecordedDays(db: Knex, month: Month): Promise<Map<number, number>> {
  const sql = 'select student_no, days_hundredths from attendance where month = ?';
  return new Map(await dialectOf(db).selectArrays<[number, number]>(db, sql, [month]));
}

export async function findRecordedDays(
  db: Knex,
  month: Month,
  studentNo: number,
): Promise<number | undefined> {
  const row: { days_hundredths: DbInteger } | undefined = await db('attendance')
    .where({ month, student_no: studentNo })
    .first('days_hundredths');
  return row && Number(row.days_hundredths);
}

/** All that is recorded of a student, in the order of months. */
export async function listDaysOfStudent(
  db: Knex,
  studentNo: number,
): Promise<{ readonly month: Month; readonly daysHundredths: number }[]> {
  const rows: { month: Month; days_hundredths: DbInteger }[] = await db('attendance')
    .where({ student_no: studentNo })
    .orderBy('month')
    .select('month', 'days_hundredths');
  return rows.map((row) => ({ month: row.month, daysHundredths: Number(row.days_hundredths) }));
}

/**
 * Records figures where none were.
 *
 * @param isOfLog whether they have days; all others are spared a value in each of so many rows
 */
export async function insertAttendance(
  trx: Knex.Transaction,
  changes: Iterable<AttendanceChange>,
  auditSequence: number,
  onRows?: OnRows,
  isOfLog = false,
): Promise<void> {
  function* rows() {
    for (const { month, studentNo, daysHundredths, logDays = null } of changes) {
      const figure = [month, studentNo, daysHundredths, auditSequence];
      yield isOfLog ? [...figure, logDays] : figure;
    }
  }
  const columns = ['month', 'student_no', 'days_hundredths', 'changed_by'];
  if (isOfLog) columns.push('log_days');
  await dialectOf(trx).insertRows(trx, 'attendance', columns, rows(), onRows);
}

/** Few enough for the parameters of one statement. */
const KEYS_AT_ONCE = 500;

/** Replaces figures of one month; what they were goes to the history. */
export async function updateAttendance(
  trx: Knex.Transaction,
  month: Month,
  changes: () => Iterable<AttendanceChange>,
  auditSequence: number,
  onRows?: OnRows,
): Promise<void> {
  const dialect = dialectOf(trx);
  for (const chunk of inChunks(changes(), KEYS_AT_ONCE)) {
    await dialect.execute(
      trx,
      `insert into attendance_history (month, student_no, changed_by, days_hundredths, log_days,
         replaced_by)
       select month, student_no, changed_by, days_hundredths, log_days, ? from attendance
       where month = ? and student_no in (${chunk.map(() => '?').join(', ')})`,
      [auditSequence, month, ...chunk.map(({ studentNo }) => studentNo)],
    );
    onRows?.(0);
  }
  function* rows() {
    for (const { studentNo, daysHundredths, logDays = null } of changes()) {
      yield [month, studentNo, daysHundredths, auditSequence, logDays];
    }
  }
  const columns = ['days_hundredths', 'changed_by', 'log_days'];
  const updates = { keys: ['month', 'student_no'], columns, rows: rows() };
  await dialect.updateRows(trx, 'attendance', updates, onRows);
}

/**
 * Takes a figure out; what it was goes to the history. Nothing of the month is left of it, so the
 * student is as one of whom none was ever recorded.
 */
export async function deleteAttendance(
  trx: Knex.Transaction,
  month: Month,
  studentNo: number,
  auditSequence: number,
): Promise<void> {
  await trx.raw(
    `insert into attendance_history (month, student_no, changed_by, days_hundredths, log_days,
       replaced_by)
     select month, student_no, changed_by, days_hundredths, log_days, ? from attendance
     where month = ? and student_no = ?`,
    [auditSequence, month, studentNo],
  );
  await trx('attendance').where({ month, student_no: studentNo }).delete();
}

/**
 * Days of the bill's month that were changed by an operation after the bill's own, ordered by id; 0
 * where they were taken out.
 */
export async function listDaysChangedAfter(
  db: Knex,
  { month, revision }: { readonly month: Month; readonly revision: number },
): Promise<{ readonly id: string; readonly daysHundredths: number }[]> {
  const made = db('bills')
    .join('audit_entries', 'audit_entries.operation_id', 'bills.operation_id')
    .where({ 'bills.month': month, 'bills.revision': revision })
    .select('audit_entries.sequence');
  const rows: { id: string; days_hundredths: DbInteger | null }[] = await db('students')
    .leftJoin('attendance', (join) =>
      join.on('attendance.student_no', 'students.no').andOnVal('attendance.month', month),
    )
    .where((is) =>
      is
        .where('attendance.changed_by', '>', made)
        .orWhereExists(
          db('attendance_history as history')
            .whereRaw('history.student_no = students.no')
            .where('history.month', month)
            .where('history.replaced_by', '>', made)
            .select(db.raw('1')),
        ),
    )
    .orderBy('students.id')
    .select('students.id', 'attendance.days_hundredths');
  return rows.map((row) => ({ id: row.id, daysHundredths: Number(row.days_hundredths ?? 0) }));
}

/** Months in which anybody's attendance is recorded, in order. */
export function listAttendedMonths(db: Knex): Promise<Month[]> {
  return dialectOf(db).listDistinct(db, 'attendance', 'month');
}

/** How many are on the roll of a month, and how many of them have no attendance recorded. */
export interface RollCount {
  readonly students: number;
  readonly unrecorded: number;
}

/** Few enough for one statement. */
const MONTHS_AT_ONCE = 200;

/** What `isOnRoll` says of each student, counted for many months at once; in the order of months. */
export async function countRolls(
  db: Knex,
  months: readonly Month[],
): Promise<Map<Month, RollCount>> {
  const counts = new Map<Month, RollCount>();
  for (const chunk of inChunks(months, MONTHS_AT_ONCE)) {
    const rows = await dialectOf(db).selectArrays<[Month, number, number, number, number]>(
      db,
      countRollsSql(chunk.length),
      [...chunk, ...chunk, ...chunk],
    );
    for (const [month, ...row] of rows) {
      const [byDates, recorded, outside, presentOutside] = row.map(Number) as typeof row;
      counts.set(month, {
        students: byDates + presentOutside,
        unrecorded: byDates - (recorded - outside),
      });
    }
  }
  return counts;
}

/** Nearly all attendance is of students on the roll by their dates, so the rest is counted. */
function countRollsSql(months: number): string {
  const marks = Array(months).fill('?').join(', ');
  return `with months as (${Array(months).fill('select ? as "month"').join(' union all ')}),
    dates as (
      select substr("joined", 1, 7) as "joined", substr("left", 1, 7) as "left", count(*) as students
      from students group by 1, 2),
    by_dates as (
      select months."month", sum(dates.students) as students from months join dates
        on (dates."joined" is null or dates."joined" <= months."month")
        and (dates."left" is null or dates."left" >= months."month")
      group by months."month"),
    recorded as (
      select "month", count(*) as figures from attendance where "month" in (${marks}) group by "month"),
    outside as (
      select attendance."month", count(*) as figures,
        sum(case when attendance.days_hundredths > 0 then 1 else 0 end) as present
      from attendance join students on students."no" = attendance.student_no
      where attendance."month" in (${marks})
        and (substr(students."joined", 1, 7) > attendance."month"
          or substr(students."left", 1, 7) < attendance."month")
      group by attendance."month")
    select months."month", coalesce(by_dates.students, 0), coalesce(recorded.figures, 0),
      coalesce(outside.figures, 0), coalesce(outside.present, 0)
    from months
    left join by_dates on by_dates."month" = months."month"
    left join recorded on recorded."month" = months."month"
    left join outside on outside."month" = months."month"
    order by months."month"`;
}
