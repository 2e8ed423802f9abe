import type { Knex } from 'knex';
import type { Month } from '../../domain/values/month.ts';
import type { DbInteger } from '../numbers.ts';

/** Months in which figures stand as this audit entry wrote them, in order. */
export async function listMonthsWrittenBy(db: Knex, sequence: number): Promise<Month[]> {
  const rows: { month: Month }[] = await db('attendance')
    .where({ changed_by: sequence })
    .distinct('month')
    .orderBy('month');
  return rows.map(({ month }) => month);
}

/** A figure that was changed after an audit entry wrote it. */
export interface ReplacedFigure {
  readonly id: string;
  readonly month: Month;
  /** The import that changed it, if one did. */
  readonly importNo: number | null;
}

/**
 * Figures that this audit entry wrote and that were changed since, ordered by month and id. One that
 * was taken out, and is not there any more, is none.
 */
export async function listReplacedSince(db: Knex, sequence: number): Promise<ReplacedFigure[]> {
  const rows: { id: string; month: Month; no: DbInteger | null }[] = await db('attendance_history')
    .join('students', 'students.no', 'attendance_history.student_no')
    .join('attendance', {
      'attendance.month': 'attendance_history.month',
      'attendance.student_no': 'attendance_history.student_no',
    })
    .leftJoin('imports', 'imports.changed_by', 'attendance_history.replaced_by')
    .where('attendance_history.changed_by', sequence)
    .orderBy(['attendance_history.month', 'students.id'])
    .select('students.id', 'attendance_history.month', 'imports.no');
  return rows.map(({ id, month, no }) => ({
    id,
    month,
    importNo: no === null ? null : Number(no),
  }));
}

/**
 * How many figures that stand as an audit entry wrote them were written where none were, and how many
 * took the place of another.
 */
export async function countWrittenBy(
  db: Knex,
  sequence: number,
): Promise<{ readonly inserted: number; readonly updated: number }> {
  const row: { written?: DbInteger; updated?: DbInteger } | undefined = await db('attendance')
    .leftJoin('attendance_history as earlier', (join) =>
      join
        .on('earlier.month', 'attendance.month')
        .andOn('earlier.student_no', 'attendance.student_no')
        .andOn('earlier.replaced_by', 'attendance.changed_by'),
    )
    .where('attendance.changed_by', sequence)
    .count({ written: 'attendance.month', updated: 'earlier.month' })
    .first();
  const updated = Number(row?.updated ?? 0);
  return { inserted: Number(row?.written ?? 0) - updated, updated };
}

/**
 * Puts back what an audit entry replaced and takes out what it added. Each figure that comes back is
 * again the one its own entry wrote, so that that can be undone in turn; the figures that go stay in
 * the history.
 *
 * @param sequence whose figures all stand as it wrote them
 * @param undoneBy the audit entry of the undoing
 */
export async function undoAttendance(
  trx: Knex.Transaction,
  sequence: number,
  undoneBy: number,
): Promise<void> {
  await trx.raw(
    `insert into attendance_history (month, student_no, changed_by, days_hundredths, log_days,
       replaced_by)
     select month, student_no, changed_by, days_hundredths, log_days, ? from attendance
     where changed_by = ?`,
    [undoneBy, sequence],
  );
  const before = (column: string) =>
    `(select earlier.${column} from attendance_history as earlier
      where earlier.month = attendance.month and earlier.student_no = attendance.student_no
        and earlier.replaced_by = ?)`;
  await trx.raw(
    `update attendance set days_hundredths = ${before('days_hundredths')},
       log_days = ${before('log_days')}, changed_by = ${before('changed_by')}
     where changed_by = ? and exists ${before('month')}`,
    [sequence, sequence, sequence, sequence, sequence],
  );
  await trx('attendance').where({ changed_by: sequence }).delete();
  // What stands again is no history; what stood before a figure that was taken out stays.
  await trx.raw(
    `delete from attendance_history where replaced_by = ? and exists (
       select 1 from attendance where attendance.month = attendance_history.month
         and attendance.student_no = attendance_history.student_no
         and attendance.changed_by = attendance_history.changed_by)`,
    [sequence],
  );
}
