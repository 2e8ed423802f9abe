import type { ChangedFigure, RowError, WithoutDays } from '../imports/report.ts';
import type { FigureColumns } from '../mess/row-bytes.ts';
import { hasLeftBefore, isOnRollByDates, type RollMember } from '../students/student.ts';
import { daysAsNumber, formatDays } from '../values/days.ts';
import { calendarDays, type Month, monthName } from '../values/month.ts';
import { isTaken, listRuns, type MonthFigures, withhold } from './figures.ts';
import type { LogGrowth } from './file/log-growth.ts';

/** A figure to be stored. */
export interface AttendanceChange {
  readonly month: Month;
  readonly studentNo: number;
  readonly daysHundredths: number;
  /** Of a figure of a log, the days present: bit 0 is the first. */
  readonly logDays?: number | undefined;
}

/** A figure of which none, or another one, is recorded. */
interface FigureChange extends AttendanceChange {
  readonly studentId: string;
  /** Hundredths of days; undefined where nothing is recorded. */
  readonly before: number | undefined;
}

/** What the figures of a month come to against what is recorded. */
export interface MonthComparison {
  readonly figures: MonthFigures;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  /** In the order of the roll. */
  inserts(): Iterable<AttendanceChange>;
  updates(): Iterable<AttendanceChange>;
  /** Both, in the order of the roll. */
  writes(): FigureColumns;
  /** The same with what was recorded before, for people. */
  changed(): Iterable<ChangedFigure>;
}

/** @param recorded hundredths of days by the student's number */
export function compareFigures(
  figures: MonthFigures,
  roll: readonly RollMember[],
  recorded: ReadonlyMap<number, number>,
): MonthComparison {
  const { month, days, log } = figures;
  const counts = { inserted: 0, updated: 0, unchanged: 0 };
  // They are gone over several times, and the roll is gone over once.
  const places: number[] = [];
  for (let place = 0; place < roll.length; place++) {
    if (!isTaken(figures, place)) continue;
    const before = recorded.get(roll[place]?.no ?? 0);
    if (before !== undefined && before === days[place]) {
      counts.unchanged++;
      continue;
    }
    if (before === undefined) counts.inserted++;
    else counts.updated++;
    places.push(place);
  }
  function* changes(kind: 'inserts' | 'updates'): Generator<FigureChange> {
    for (const place of places) {
      const member = roll[place];
      if (member === undefined) continue;
      const { no: studentNo, id: studentId } = member;
      const before = recorded.get(studentNo);
      if ((before === undefined) !== (kind === 'inserts')) continue;
      const [daysHundredths = 0, logDays] = [days[place], log?.present[place]];
      yield { month, studentNo, daysHundredths, logDays, studentId, before };
    }
  }
  function* changed(): Generator<ChangedFigure> {
    for (const { studentId, before = 0, daysHundredths } of changes('updates')) {
      const [was, is] = [daysAsNumber(before), daysAsNumber(daysHundredths)];
      yield { id: studentId, month, before: was, after: is };
    }
  }
  return {
    figures,
    ...counts,
    inserts: () => changes('inserts'),
    updates: () => changes('updates'),
    writes: () => ({
      studentNos: places.map((place) => roll[place]?.no ?? 0),
      daysHundredths: places.map((place) => days[place] ?? 0),
      logDays: log === undefined ? null : places.map((place) => log.present[place]),
    }),
    changed,
  };
}

const MAX_IDS = 10;

/**
 * Who is on the roll in the month and has no days, neither in the file nor recorded. A file that leaves out
 * most of the roll is not meant to be whole.
 *
 * @param recorded hundredths of days by the student's number
 */
export function findWithoutDays(
  { month, marks }: MonthFigures,
  roll: readonly RollMember[],
  recorded: ReadonlyMap<number, number>,
): WithoutDays | undefined {
  let onRoll = 0;
  // An object for each of tens of thousands who are in the file would take a fifth of an import.
  const left: RollMember[] = [];
  for (const [place, member] of roll.entries()) {
    if (!isOnRollByDates(member, month)) continue;
    onRoll++;
    if (marks[place] === 0) left.push(member);
  }
  if (left.length * 2 >= onRoll) return undefined;
  const without = left.filter(({ no }) => !recorded.has(no));
  if (without.length === 0) return undefined;
  return { month, count: without.length, ids: without.slice(0, MAX_IDS).map(({ id }) => id) };
}

/** The days of a month that a file speaks of, where it leaves any out. */
export interface PartialMonth {
  readonly month: Month;
  /** First and last day of each run of days. */
  readonly runs: readonly (readonly [first: number, last: number])[];
  /** So much is left out that it must not replace a figure of the whole month. */
  readonly isTooLittle: boolean;
}

/** Both ends of a month must be reached to within this many days. */
const NEAR_END = 3;
/** A mess may be closed for some days, but not for so many in a row. */
const LONG_GAP_DAYS = 7;

/** Undefined where every day is covered, or the layout has no days. */
export function findPartialMonth({
  month,
  covered,
}: Pick<MonthFigures, 'month' | 'covered'>): PartialMonth | undefined {
  if (covered === 0) return undefined;
  const runs = listRuns(covered);
  const days = calendarDays(month);
  const first = runs[0]?.[0] ?? 0;
  const last = runs.at(-1)?.[1] ?? 0;
  if (runs.length === 1 && first === 1 && last === days) return undefined;
  const hasLongGap = runs.some(([start], index) => {
    const before = runs[index - 1]?.[1];
    return before !== undefined && start - before - 1 > LONG_GAP_DAYS;
  });
  const isTooLittle = first > NEAR_END || last <= days - NEAR_END || hasLongGap;
  return { month, runs, isTooLittle };
}

/** For people: `1 to 16, 18 to 31 May 2025`. */
export function describeDays({ month, runs }: Pick<PartialMonth, 'month' | 'runs'>): string {
  const days = runs.map(([first, last]) => (first === last ? `${first}` : `${first} to ${last}`));
  return `${days.join(', ')} ${monthName(month)}`;
}

/**
 * Somebody who left before the month cannot be present in it: an error for each figure, but one that
 * is recorded just so. These are withheld.
 *
 * @param recorded hundredths of days by the student's number
 * @param column how the file calls its ids
 */
export function refuseLeft(
  figures: MonthFigures,
  roll: readonly RollMember[],
  recorded: ReadonlyMap<number, number>,
  column: string,
): RowError[] {
  const errors: RowError[] = [];
  for (const [place, member] of roll.entries()) {
    if (member.left === null || !isTaken(figures, place)) continue;
    if (!hasLeftBefore(member, figures.month)) continue;
    if (recorded.get(member.no) === figures.days[place]) continue;
    errors.push({
      line: figures.lines[place] ?? 0,
      column,
      code: 'has_left',
      value: member.id,
      message: `${member.id} left on ${member.left}`,
      remedy: { offer: 'beyond membership' },
    });
    withhold(figures, place);
  }
  return errors;
}

/**
 * Figures of part of a month would replace those of the whole: an error for each student for whom
 * another figure is recorded. These are withheld. Rows that were rejected once are never all that a
 * log says of a student.
 *
 * @param recorded hundredths of days by the student's number
 * @param column how the file calls its days
 * @param file.kind `whole` for a file of its own, `rejects` for punches that were rejected before
 * @param file.isOfDays whether some of its days can be passed over
 * @param file.isOfPunches whether what it says of somebody can only grow
 * @param file.growth how it stands to what a log said before
 */
export function refusePartialMonth(
  figures: MonthFigures,
  roll: readonly RollMember[],
  recorded: ReadonlyMap<number, number>,
  column: string,
  {
    kind,
    isOfDays,
    isOfPunches,
    growth,
  }: {
    readonly kind: 'whole' | 'rejects';
    readonly isOfDays: boolean;
    readonly isOfPunches: boolean;
    readonly growth: LogGrowth;
  },
): RowError[] {
  const part = findPartialMonth(figures);
  // A log that only grew is a part, too, until the month is over. Punches do not vanish from one that grows:
  // where they do, it is that of another device.
  const isLess = (place: number, was: number) => isOfPunches && (figures.days[place] ?? 0) < was;
  const isPart = (no: number, place: number, was: number) =>
    kind === 'rejects' ||
    ['shrunk', 'other'].includes(growth(no)) ||
    (part?.isTooLittle && (growth(no) !== 'grown' || isLess(place, was)));
  const covers =
    part === undefined || kind === 'rejects'
      ? 'the file has only rows that were rejected before; correct the whole log'
      : `the file covers only ${describeDays(part)}`;
  const errors: RowError[] = [];
  for (const [place, { id, no }] of roll.entries()) {
    const was = recorded.get(no);
    if (!isTaken(figures, place) || was === undefined || !isPart(no, place, was)) continue;
    // As many days are others: a log of today alone has one, as that of yesterday had.
    const isSame = was === figures.days[place] && (was === 0 || growth(no) !== 'other');
    if (kind === 'whole' && isSame) continue;
    const days = formatDays(figures.days[place] ?? 0);
    errors.push({
      line: figures.lines[place] ?? 0,
      column,
      code: 'partial_month',
      value: days,
      message: `${id} has ${formatDays(was)} recorded, and ${covers}`,
      remedy: { offer: 'replace', isOfDays },
    });
    withhold(figures, place);
  }
  return errors;
}
