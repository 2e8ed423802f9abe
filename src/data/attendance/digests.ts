import type { Knex } from 'knex';
import { digestRows, figureRow, markRow, RowsDigest } from '../../domain/mess/digests.ts';
import type { Month } from '../../domain/values/month.ts';
import { dialectOf, inChunks } from '../dialect.ts';

/** Few enough for the parameters of one statement. */
const AT_ONCE = 500;

/** Of the daily marks of some dates, by date, for the entry of the record that is to be written with them. */
export async function digestMarks(
  trx: Knex.Transaction,
  dates: Iterable<string>,
  auditSequence: number,
): Promise<Record<string, string>> {
  const rows = new Map([...dates].sort().map((date) => [date, [] as string[]]));
  for (const chunk of inChunks(rows.keys(), AT_ONCE)) {
    type Row = [date: string, no: number, days: number, away: number, called: number, by: number];
    const found = await dialectOf(trx).selectArrays<Row>(
      trx,
      `select "date", student_no, days_hundredths, is_away, is_called, changed_by
       from attendance_marks where "date" in (${chunk.map(() => '?').join(', ')})
       order by "date", student_no`,
      [...chunk],
    );
    for (const [date, no, days, away, called, by] of found) {
      const row = markRow({
        studentNo: Number(no),
        daysHundredths: Number(days),
        isAway: Number(away),
        isCalled: Number(called),
        changedBy: Number(by) === auditSequence ? null : Number(by),
      });
      rows.get(date)?.push(row);
    }
  }
  return Object.fromEntries([...rows].map(([date, each]) => [date, digestRows(each)]));
}

/** Of the figures that an entry of the record has just written, by month; of months without any there is none. */
export async function digestFigures(
  trx: Knex.Transaction,
  months: readonly Month[],
  auditSequence: number,
): Promise<Record<Month, string>> {
  const digests: Record<Month, string> = {};
  for (const month of months) {
    const rows = await dialectOf(trx).selectArrays<[number, number, number | null]>(
      trx,
      `select student_no, days_hundredths, log_days from attendance
       where "month" = ? and changed_by = ? order by student_no`,
      [month, auditSequence],
    );
    if (rows.length > 0) digests[month] = digestRows(rows.map(toFigureRow));
  }
  return digests;
}

/**
 * Of all figures of a month that the same entries wrote as those of some students, replaced ones too, by
 * entry and month: whoever changes them where they stand has to say what these came to.
 */
export async function digestLogDays(
  trx: Knex.Transaction,
  month: Month,
  students: ReadonlySet<number>,
): Promise<Record<string, string>> {
  type Row = [by: number, no: number, days: number, log: number | null, isHistory: number];
  const rows = await dialectOf(trx).selectArrays<Row>(
    trx,
    `select changed_by, student_no, days_hundredths, log_days, 0 as is_history
     from attendance where "month" = ?
     union all
     select changed_by, student_no, days_hundredths, log_days, 1 from attendance_history
     where "month" = ? order by student_no, changed_by`,
    [month, month],
  );
  const isOne = ([, no, , , isHistory]: Row) => Number(isHistory) === 0 && students.has(Number(no));
  const writers = new Map(rows.filter(isOne).map(([by]) => [Number(by), new RowsDigest()]));
  for (const [by, ...figure] of rows) {
    writers.get(Number(by))?.add(toFigureRow([figure[0], figure[1], figure[2]]));
  }
  return Object.fromEntries([...writers].map(([by, each]) => [`${by} ${month}`, each.finish()]));
}

function toFigureRow([no, days, log]: readonly [number, number, number | null]): string {
  return figureRow(Number(no), Number(days), log === null ? null : Number(log));
}
