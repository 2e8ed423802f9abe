import type { RowError } from '../imports/report.ts';
import type { RollMember } from '../students/student.ts';
import { formatDays } from '../values/days.ts';
import { type Month, monthName } from '../values/month.ts';
import { isTaken, type MonthFigures, withhold } from './figures.ts';

/** What the last log that was imported said of a student in a month. */
export interface LogFigure {
  readonly daysHundredths: number;
  /** It is what is recorded; else that was changed since. */
  readonly isRecorded: boolean;
  /** The days of which the log said anything: bit 0 is the first; undefined where it is not known. */
  readonly daysMask: number | undefined;
}

/**
 * How a log stands to what the last one said of a student: `grown` where the recorded figure is the log's
 * own, and all days that were in it are there still; `shrunk` where some are not, `other` where none is.
 */
export type LogGrowth = (studentNo: number) => 'grown' | 'shrunk' | 'other' | 'unknown';

/** @param said by student number */
export function compareWithLog(
  { covered }: MonthFigures,
  said: ReadonlyMap<number, LogFigure>,
): LogGrowth {
  return (studentNo) => {
    const before = said.get(studentNo);
    if (before?.daysMask === undefined || !before.isRecorded) return 'unknown';
    if ((before.daysMask & covered) === 0) return 'other';
    return (before.daysMask & ~covered) === 0 ? 'grown' : 'shrunk';
  };
}

/** A figure that stays as it was corrected. */
export interface KeptFigure {
  readonly studentId: string;
  readonly month: Month;
}

/**
 * A figure that was corrected after a log was imported stays where the log says of it what it said then:
 * it says nothing new. Where it says something else by now, somebody must look: an error for each of
 * these, which are withheld.
 *
 * @param recorded hundredths of days by the student's number
 * @param said by student number
 * @param column how the file calls its days
 * @returns the figures, with what is recorded for those that stay
 */
export function keepCorrected(
  figures: MonthFigures,
  roll: readonly RollMember[],
  recorded: ReadonlyMap<number, number>,
  said: ReadonlyMap<number, LogFigure>,
  column: string,
): {
  readonly figures: MonthFigures;
  readonly kept: readonly KeptFigure[];
  readonly errors: readonly RowError[];
} {
  const errors: RowError[] = [];
  const kept: KeptFigure[] = [];
  const days = figures.days.slice();
  for (const [place, { id, no }] of roll.entries()) {
    const [before, now, ofFile] = [said.get(no), recorded.get(no), days[place]];
    if (!isTaken(figures, place) || before === undefined || before.isRecorded) continue;
    if (now === undefined || now === ofFile) continue;
    if (before.daysHundredths === ofFile) {
      days[place] = now;
      kept.push({ studentId: id, month: figures.month });
      continue;
    }
    errors.push({
      line: figures.lines[place] ?? 0,
      column,
      code: 'corrected_since',
      value: formatDays(ofFile ?? 0),
      message: `${id} has ${formatDays(now)} recorded in ${monthName(figures.month)}, corrected after a log said ${formatDays(before.daysHundredths)}`,
      remedy: { offer: 'replace', isOfDays: true },
    });
    withhold(figures, place);
  }
  return { figures: { ...figures, days }, kept, errors };
}
