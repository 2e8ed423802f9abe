import type { Knex } from 'knex';
import type { LogFigure } from '../../domain/attendance/log-growth.ts';
import type { Month } from '../../domain/values/month.ts';
import { dialectOf } from '../dialect.ts';

/**
 * What the last log that was imported, and stands, said of each student in a month, by student number.
 */
export async function listLogFigures(db: Knex, month: Month): Promise<Map<number, LogFigure>> {
  type Row = [no: number, days: number, isRecorded: number, months: string, masks: string | null];
  const rows = await dialectOf(db).selectArrays<Row>(
    db,
    `select figures.student_no, figures.days_hundredths, figures.is_recorded, imports.months,
       imports.days
     from (
       select student_no, days_hundredths, changed_by, 1 as is_recorded
       from attendance where month = ?
       union all
       select student_no, days_hundredths, changed_by, 0 as is_recorded
       from attendance_history where month = ?) as figures
     join imports on imports.changed_by = figures.changed_by
     where imports.kind = 'attendance' and imports.layout in ('punches', 'daily')
       and imports.undone_by is null
     order by figures.changed_by`,
    [month, month],
  );
  // The last of each student stays.
  return new Map(
    rows.map(([no, days, isRecorded, months, masks]) => [
      no,
      {
        daysHundredths: Number(days),
        isRecorded: Number(isRecorded) === 1,
        daysMask: maskOf(month, months, masks),
      },
    ]),
  );
}

function maskOf(month: Month, months: string, masks: string | null): number | undefined {
  const word = masks?.split(' ')[months.split(' ').indexOf(month)];
  return word === undefined ? undefined : Number.parseInt(word, 16) | 0;
}
