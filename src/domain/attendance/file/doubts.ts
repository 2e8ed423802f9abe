import type { RowError } from '../../imports/report.ts';
import { type Doubt, judgeMonth, LATER_THAN_NOW } from '../../mess/date-doubt.ts';
import { type Month, monthOfDate } from '../../values/month.ts';
import { type AttendanceLayout, isLog, listRuns } from '../figures.ts';
import { describeDays } from '../month-comparison.ts';
import type { AttendanceColumns, AttendanceRow } from './row.ts';

export interface DoubtsOptions {
  readonly layout: AttendanceLayout;
  readonly columns: AttendanceColumns;
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** `YYYY-MM-DD HH:MM`, up to which a punch may be. */
  readonly latest: string;
  /** Months before it are unlikely. */
  readonly earliest: Month;
}

/**
 * Doubts the months and the days of the rows of an attendance file. Of days to come a row of a log may say
 * nothing; in a register, where Sundays and leave are filled in ahead, nobody may be present on them.
 *
 * @returns what finds the doubt of a row; undefined where there is none
 */
export function createRowDoubts({
  layout,
  columns,
  latest,
  earliest,
  ...rest
}: DoubtsOptions): (row: AttendanceRow) => RowError | undefined {
  const today = layout === 'punches' ? latest.slice(0, 10) : rest.today;
  const now = { today, earliest };
  const doubts = new Map<Month, Doubt | undefined>();
  const thisMonth = monthOfDate(today);
  const toCome = (-1 << Number(today.slice(8))) | 0;
  const isOfDay = isLog(layout);

  function findAhead({ line, month, cells, daysMask, presentMask = 0 }: AttendanceRow) {
    if (month === undefined || month !== thisMonth) return undefined;
    const ahead = (isOfDay ? daysMask : presentMask) & toCome;
    if (ahead === 0) return undefined;
    const days = describeDays({ month, runs: listRuns(ahead) });
    return {
      line,
      column: columns.days,
      code: 'in_the_future',
      value: cells[isOfDay ? columns.daysPosition : columns.idPosition] ?? '',
      message: isOfDay ? LATER_THAN_NOW : `present on ${days}, still to come`,
    };
  }

  return (row) => {
    const { line, month, cells } = row;
    if (month === undefined) return undefined;
    if (!doubts.has(month)) doubts.set(month, judgeMonth(month, now));
    const doubt = doubts.get(month);
    if (doubt === undefined) return findAhead(row);
    const { sentence, isImpossible, reason } = doubt;
    return {
      line,
      column: isOfDay ? columns.days : columns.month,
      code: reason,
      value: isOfDay ? (cells[columns.daysPosition] ?? '') : month,
      message: sentence,
      remedy: isImpossible ? undefined : { offer: 'unlikely' },
    };
  };
}
