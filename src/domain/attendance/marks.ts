import type { RollDates } from '../students/student.ts';
import { type Month, monthOfDate } from '../values/month.ts';
import type { StudentAttendance } from './attendance.ts';

/** What is marked of one student on one day. */
export interface DayMark {
  readonly studentNo: number;
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** 0, 50 or 100. */
  readonly daysHundredths: number;
  /** Said beforehand, rather than seen on the day. */
  readonly isAway: boolean;
}

/** What the marks of a student come to in one month. */
export interface MarkSum {
  readonly daysHundredths: number;
  /** On how many days the student was seen, or missed. */
  readonly seen: number;
}

/** The marks of one month, as far as a day of it needs them. */
export interface MonthMarks {
  /** By student number. */
  readonly sums: ReadonlyMap<number, MarkSum>;
  /** Those of the day, by student number. */
  readonly ofDay: ReadonlyMap<number, DayMark>;
}

/** A figure of a month that marks come to. */
export interface MarkedFigure {
  readonly studentNo: number;
  readonly month: Month;
  /** Null where none was. */
  readonly before: number | null;
  readonly daysHundredths: number;
}

export interface MarkedDay {
  /** Of everybody who was on the roll that day, in the order of the roll. */
  readonly marks: readonly DayMark[];
  /** Those of them that are not just so already. */
  readonly changed: readonly DayMark[];
  /** Figures that are another one by these marks. */
  readonly figures: readonly MarkedFigure[];
  /** Ids of those whose figure does not come of marks. */
  readonly overwritten: readonly string[];
}

/** What a roll call says of those it does not name. */
export type Others = 'present' | 'as they are';

export function isOnRollOn({ joined, left }: RollDates, date: string): boolean {
  return (joined === null || joined <= date) && (left === null || left >= date);
}

/** Whether a figure is what marks come to, rather than a count of somebody else. */
export function isOfMarks(daysHundredths: number, sum: MarkSum | undefined): boolean {
  return sum !== undefined && sum.daysHundredths === daysHundredths;
}

/**
 * The roll call of one day: who is not named is present, but who said they would be away is not. A
 * second one of the same day takes the place of the first, unless it is only of those who are named.
 *
 * @param roll everybody ever entered, with the month's figures
 * @param named hundredths of a day, by student number
 */
export function markDay(
  date: string,
  roll: readonly StudentAttendance[],
  { sums, ofDay }: MonthMarks,
  named: ReadonlyMap<number, number>,
  others: Others,
): MarkedDay {
  const marks: DayMark[] = [];
  const changed: DayMark[] = [];
  const figures: MarkedFigure[] = [];
  const overwritten: string[] = [];
  for (const student of roll) {
    if (!isOnRollOn(student, date)) continue;
    const { no: studentNo, daysHundredths: figure } = student;
    const before = ofDay.get(studentNo);
    if (others === 'as they are' && !named.has(studentNo)) {
      if (before !== undefined) marks.push(before);
      continue;
    }
    const isAway = before?.isAway === true && !named.has(studentNo);
    const daysHundredths = isAway ? 0 : (named.get(studentNo) ?? 100);
    const mark = { studentNo, date, daysHundredths, isAway };
    marks.push(mark);
    if (before?.daysHundredths !== daysHundredths || before.isAway !== isAway) changed.push(mark);
    const sum = sums.get(studentNo);
    if (figure !== null && !isOfMarks(figure, sum)) overwritten.push(student.id);
    const now = (sum?.daysHundredths ?? 0) - (before?.daysHundredths ?? 0) + daysHundredths;
    if (now !== figure) {
      figures.push({ studentNo, month: monthOfDate(date), before: figure, daysHundredths: now });
    }
  }
  return { marks, changed, figures, overwritten };
}
