import { isTaken, type MonthFigures, type RollMember, withhold } from './attendance-figures.ts';
import { formatDays } from './days.ts';
import type { RowError } from './import-report.ts';
import { calendarDays, type Month, monthName } from './month.ts';

/** A figure to be stored. */
export interface AttendanceChange {
  readonly month: Month;
  readonly studentNo: number;
  readonly daysHundredths: number;
}

/** What the figures of a month come to against what is recorded. */
export interface MonthComparison {
  readonly figures: MonthFigures;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  /** In the order of the roll. */
  inserts(): Generator<AttendanceChange>;
  updates(): Generator<AttendanceChange>;
}

/** Nothing is recorded. */
const NONE = -1;

/** @param recorded hundredths of days by the student's number */
export function compareFigures(
  figures: MonthFigures,
  roll: readonly RollMember[],
  recorded: ReadonlyMap<number, number>,
): MonthComparison {
  const before = new Int32Array(roll.length).fill(NONE);
  const counts = { inserted: 0, updated: 0, unchanged: 0 };
  for (const [place, { no }] of roll.entries()) {
    if (!isTaken(figures, place)) continue;
    const was = recorded.get(no);
    before[place] = was ?? NONE;
    if (was === undefined) counts.inserted++;
    else if (was === figures.days[place]) counts.unchanged++;
    else counts.updated++;
  }
  function* changes(isChange: (was: number, is: number) => boolean): Generator<AttendanceChange> {
    for (const [place, { no }] of roll.entries()) {
      const daysHundredths = figures.days[place] ?? 0;
      if (!isTaken(figures, place) || !isChange(before[place] ?? NONE, daysHundredths)) continue;
      yield { month: figures.month, studentNo: no, daysHundredths };
    }
  }
  return {
    ...{ figures, ...counts },
    inserts: () => changes((was) => was === NONE),
    updates: () => changes((was, is) => was !== NONE && was !== is),
  };
}

/** The first and the last day that a file speaks of, where it leaves an end of the month out. */
export interface PartialMonth {
  readonly month: Month;
  readonly firstDay: number;
  readonly lastDay: number;
}

/** Both ends of a month must be reached to within this many days. */
const NEAR_END = 3;

/** Undefined where the month is covered, or the layout has no days. */
export function findPartialMonth({ month, covered }: MonthFigures): PartialMonth | undefined {
  if (covered === 0) return undefined;
  const firstDay = 32 - Math.clz32(covered & -covered);
  const lastDay = 32 - Math.clz32(covered);
  const reaches = firstDay <= NEAR_END && lastDay > calendarDays(month) - NEAR_END;
  return reaches ? undefined : { month, firstDay, lastDay };
}

/** For people: `10 to 20 May 2025`. */
export function describeDays({ month, firstDay, lastDay }: PartialMonth): string {
  const days = firstDay === lastDay ? `${firstDay}` : `${firstDay} to ${lastDay}`;
  return `${days} ${monthName(month)}`;
}

/**
 * Figures of part of a month would replace those of the whole: an error for each student for whom
 * another figure is recorded. These are withheld.
 *
 * @param recorded hundredths of days by the student's number
 * @param column how the file calls its days
 */
export function refusePartialMonth(
  figures: MonthFigures,
  roll: readonly RollMember[],
  recorded: ReadonlyMap<number, number>,
  column: string,
): RowError[] {
  const part = findPartialMonth(figures);
  if (part === undefined) return [];
  const errors: RowError[] = [];
  for (const [place, { id, no }] of roll.entries()) {
    const was = recorded.get(no);
    if (!isTaken(figures, place) || was === undefined || was === figures.days[place]) continue;
    const days = formatDays(figures.days[place] ?? 0);
    errors.push({
      ...{ line: figures.lines[place] ?? 0, column, code: 'partial_month', value: days },
      message: `${id} has ${formatDays(was)} recorded, and the file covers only ${describeDays(part)}; --replace takes it all the same`,
    });
    withhold(figures, place);
  }
  return errors;
}
