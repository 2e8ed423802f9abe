import type { Knex } from 'knex';
import type { LogFigure } from '../../domain/attendance/file/log-growth.ts';
import type { AttendanceChange } from '../../domain/attendance/month-comparison.ts';
import type { Month } from '../../domain/values/month.ts';
import { dialectOf } from '../dialect.ts';
import { readMask } from './covered-days.ts';

/**
 * What the last log that was imported, and stands, said of each student in a month, by student number.
 */
export async function listLogFigures(db: Knex, month: Month): Promise<Map<number, LogFigure>> {
  type Row = [
    ...[no: number, days: number, isRecorded: number, present: number | null],
    ...[months: string | null, masks: string | null],
  ];
  const rows = await dialectOf(db).selectArrays<Row>(
    db,
    `select figures.student_no, figures.days_hundredths, figures.is_recorded, figures.log_days,
       imports.months, imports.days
     from (
       select student_no, days_hundredths, log_days, changed_by, 1 as is_recorded
       from attendance where month = ?
       union all
       select student_no, days_hundredths, log_days, changed_by, 0 as is_recorded
       from attendance_history where month = ?) as figures
     left join imports on imports.changed_by = figures.changed_by
       and imports.kind = 'attendance' and imports.layout in ('punches', 'daily')
       and imports.undone_by is null
     where imports."no" is not null or (figures.is_recorded = 1 and figures.log_days is not null)
     order by figures.changed_by`,
    [month, month],
  );
  // The last of each student stays.
  return new Map(
    rows.map(([no, days, isRecorded, present, months, masks]) => [
      no,
      {
        daysHundredths: Number(days),
        isRecorded: Number(isRecorded) === 1,
        presentMask: present === null ? undefined : Number(present),
        daysMask: readMask(month, months, masks),
      },
    ]),
  );
}

/** Keeps on which days a log has people for whom as many were recorded; the figures stay as they are. */
export async function updateLogDays(
  trx: Knex.Transaction,
  changes: Iterable<AttendanceChange>,
): Promise<void> {
  function* rows() {
    for (const { month, studentNo, logDays = null } of changes) yield [month, studentNo, logDays];
  }
  const updates = { keys: ['month', 'student_no'], columns: ['log_days'], rows: rows() };
  await dialectOf(trx).updateRows(trx, 'attendance', updates);
}
