import type { RowError } from '../../imports/report.ts';
import type { RollMember } from '../../students/student.ts';
import { formatDays } from '../../values/days.ts';
import { type Month, monthName } from '../../values/month.ts';
import { isTaken, listRuns, type MonthFigures, withhold } from '../figures.ts';
import { type AttendanceChange, describeDays } from '../month-comparison.ts';

/** What the last log that was imported said of a student in a month. */
export interface LogFigure {
  readonly daysHundredths: number;
  /** It is what is recorded; else that was changed since. */
  readonly isRecorded: boolean;
  /** The days of which the log said anything: bit 0 is the first; undefined where it is not known. */
  readonly daysMask: number | undefined;
  /** The days on which the student was there, likewise. */
  readonly presentMask: number | undefined;
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
  // Whose own days are known has lost none of them here: see refuseLostDays.
  return (studentNo) => {
    const before = said.get(studentNo);
    if (before?.daysMask === undefined || !before.isRecorded) return 'unknown';
    if (before.presentMask !== undefined) return 'grown';
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

/**
 * A log lacks days on which the last one has somebody: it is that of another device, or of one that was
 * emptied, and would take the place of days that were eaten. An error for each student, who is withheld,
 * however many days there are.
 *
 * @param said by student number
 * @param column how the file calls its days
 */
export function refuseLostDays(
  figures: MonthFigures,
  roll: readonly RollMember[],
  said: ReadonlyMap<number, LogFigure>,
  column: string,
): RowError[] {
  const { month, log } = figures;
  const errors: RowError[] = [];
  if (log === undefined || said.size === 0) return errors;
  for (const [place, { id, no }] of roll.entries()) {
    const lost = (said.get(no)?.presentMask ?? 0) & ~(log.said[place] ?? 0);
    if (lost === 0 || !isTaken(figures, place)) continue;
    const days = describeDays({ month, runs: listRuns(lost) });
    errors.push({
      line: figures.lines[place] ?? 0,
      column,
      code: 'lost_days',
      value: formatDays(figures.days[place] ?? 0),
      message: `${id} lacks ${days}, which the last log had`,
      remedy: { offer: 'one log' },
    });
    withhold(figures, place);
  }
  return errors;
}

/**
 * Figures that a log leaves as they are, and has on other days than is known. Not of those that were
 * corrected after a log: what the log said before the correction is to be known still.
 */
export function* listOtherDays(
  figures: MonthFigures,
  roll: readonly RollMember[],
  recorded: ReadonlyMap<number, number>,
  said: ReadonlyMap<number, LogFigure>,
): Generator<AttendanceChange> {
  const { month, days, log } = figures;
  if (log === undefined || recorded.size === 0) return;
  for (const [place, { no }] of roll.entries()) {
    const [before, daysHundredths, logDays] = [said.get(no), days[place] ?? 0, log.present[place]];
    if (!isTaken(figures, place) || recorded.get(no) !== daysHundredths) continue;
    if (before?.isRecorded === false || before?.presentMask === logDays) continue;
    yield { month, studentNo: no, daysHundredths, logDays };
  }
}
