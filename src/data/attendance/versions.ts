import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Knex } from 'knex';
import { dialectOf } from '../dialect.ts';

/** See `FigureVersion` in `domain/upkeep`. */
interface Version {
  readonly month: string;
  readonly studentNo: number;
  readonly daysHundredths: number;
  readonly logDays: number | null;
  readonly changedBy: number;
  readonly replacedBy: number | null;
}

/**
 * The figures that stand and those that were replaced, in batches, ordered by month, student number and the
 * entry that wrote them.
 */
export async function* streamFigureVersions(trx: Knex): AsyncIterable<Version[]> {
  const columns = '"month", student_no, changed_by, days_hundredths, log_days';
  // Of two tables in this order already none is sorted.
  const sql = `select ${columns}, null as replaced_by from attendance
    union all select ${columns}, replaced_by from attendance_history
    order by "month", student_no, changed_by`;
  for await (const batch of dialectOf(trx).streamArrays(trx, sql)) {
    yield batch.map(([month, studentNo, changedBy, daysHundredths, logDays, replacedBy]) => ({
      month: String(month),
      studentNo: Number(studentNo),
      daysHundredths: Number(daysHundredths),
      changedBy: Number(changedBy),
      logDays: logDays === null ? null : Number(logDays),
      replacedBy: replacedBy === null ? null : Number(replacedBy),
    }));
    // A file is read without a pause: Ctrl-C would be heard when all is over.
    await nextTurn();
  }
}
