import type { RowError } from '../imports/report.ts';
import type { AttendanceColumns, AttendanceRow } from './file/row.ts';

export interface Midnights {
  /** @param row a punch without a mistake */
  count(row: AttendanceRow): void;
  /** The mistake of the file; undefined where its times are times. */
  find(): RowError | undefined;
}

/**
 * Finds a log of dates to which a spreadsheet or a database put a time: most of its punches are at midnight,
 * to the second. A date is no punch, and where a day of the mess begins later it would count for the day before.
 */
export function createMidnights({ days: column, daysPosition }: AttendanceColumns): Midnights {
  let [punches, midnights] = [0, 0];
  let first: AttendanceRow | undefined;
  return {
    count(row) {
      punches++;
      if (!row.isMidnight) return;
      midnights++;
      first ??= row;
    },
    find() {
      if (first === undefined || midnights * 2 <= punches) return undefined;
      return {
        line: first.line,
        column,
        code: 'bare_date',
        value: (first.cells[daysPosition] ?? '').trim(),
        message: `${midnights} of ${punches} rows are at midnight, so they may be dates, and a date without a time is no punch`,
        remedy: { offer: 'days present' },
      };
    },
  };
}
