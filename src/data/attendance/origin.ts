import type { Knex } from 'knex';
import type { Month } from '../../domain/values/month.ts';
import type { DbInteger } from '../numbers.ts';

/** A figure of a month, and what recorded it. */
export interface FigureOrigin {
  readonly daysHundredths: number;
  /** The import that it is from; undefined where it is from none. */
  readonly from: { readonly importNo: number; readonly file: string } | undefined;
}

/** Undefined where no figure is recorded. */
export async function findFigureOrigin(
  db: Knex,
  month: Month,
  studentNo: number,
): Promise<FigureOrigin | undefined> {
  const row: { days_hundredths: DbInteger; no: DbInteger | null; file: string | null } | undefined =
    await db('attendance')
      .leftJoin('imports', 'imports.changed_by', 'attendance.changed_by')
      .where({ 'attendance.month': month, 'attendance.student_no': studentNo })
      .first('attendance.days_hundredths', 'imports.no', 'imports.file');
  if (row === undefined) return undefined;
  const from = row.no === null ? undefined : { importNo: Number(row.no), file: row.file ?? '' };
  return { daysHundredths: Number(row.days_hundredths), from };
}
