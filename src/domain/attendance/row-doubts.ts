import type { RowError } from '../imports/report.ts';
import { type Doubt, judgeMonth } from '../mess/date-doubt.ts';
import { type Month, monthOfDate } from '../values/month.ts';
import { type AttendanceLayout, isLog } from './figures.ts';
import type { AttendanceColumns, AttendanceRow } from './row.ts';

export interface DoubtsOptions {
  readonly layout: AttendanceLayout;
  readonly columns: AttendanceColumns;
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** Months before it are unlikely. */
  readonly earliest: Month;
}

/** Doubts the months and the days of the rows of an attendance file; undefined where there is none. */
export function createRowDoubts({
  layout,
  columns,
  ...now
}: DoubtsOptions): (row: AttendanceRow) => RowError | undefined {
  const doubts = new Map<Month, Doubt | undefined>();
  const thisMonth = monthOfDate(now.today);
  const toCome = (-1 << Number(now.today.slice(8))) | 0;
  const isOfDay = isLog(layout);
  return ({ line, month, cells, daysMask }) => {
    if (month === undefined) return undefined;
    if (!doubts.has(month)) doubts.set(month, judgeMonth(month, now));
    const isAhead = isOfDay && month === thisMonth && (daysMask & toCome) !== 0;
    const doubt = doubts.get(month);
    if (doubt === undefined && !isAhead) return undefined;
    const {
      sentence = 'is later than now',
      isImpossible = true,
      reason = 'in_the_future',
    } = doubt ?? {};
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
