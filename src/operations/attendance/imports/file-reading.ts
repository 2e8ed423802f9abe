import type { AttendanceCheck } from '../../../domain/attendance/file/check.ts';
import { markKey, type OwnMark } from '../../../domain/attendance/mark.ts';
import type { MarkCount } from '../../../domain/imports/report.ts';
import { compareCodePoints } from '../../../domain/values/text.ts';
import type { AttendanceFile, AttendanceFileOptions } from '../../../input/attendance/file.ts';

/** The same bytes mean something else for another month, in another layout, or by other marks. */
export function describeReading(
  { layout, isMonthGiven, readAs: { dayStarts } }: AttendanceFile,
  options: Omit<AttendanceFileOptions, 'messTimeZone' | 'dayStarts' | 'messMarks' | 'latest'>,
  messMarks: readonly OwnMark[],
): string {
  const { from, to, dateFormat, timeZone, columns, named } = options;
  // Where the file itself names its months, the month given is a check and changes nothing.
  const month = isMonthGiven ? options.month : undefined;
  const all = [...messMarks, ...(options.marks ?? [])];
  const meanings = new Map(all.map(({ mark, meaning }) => [markKey(mark), meaning]));
  const hasMarks = (layout === 'register' || layout === 'daily') && meanings.size > 0;
  const marks = hasMarks ? [...meanings].sort(([a], [b]) => compareCodePoints(a, b)) : undefined;
  const said = { from, to, dateFormat, timeZone, columns, named };
  return JSON.stringify({ layout, month, ...said, dayStarts, marks });
}

/** What each mark counted as; undefined of a layout that has none. */
export function listMarkCounts(
  { layout }: AttendanceFile,
  { marks }: AttendanceCheck,
): readonly MarkCount[] | undefined {
  if (layout === 'register') return marks.list('are absent');
  return layout === 'daily' ? marks.list('say nothing') : undefined;
}
