import type { RollDates } from '../students/student.ts';
import type { StudentAttendance } from './attendance.ts';

/** What is marked of one student on one day. */
export interface DayMark {
  readonly studentNo: number;
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** 0, 50 or 100. */
  readonly daysHundredths: number;
  /** They said that they would be away. */
  readonly isAway: boolean;
  /** The roll was called with them on it: only that counts for the month. */
  readonly isCalled: boolean;
}

/** What the marks of a student come to in one month. */
export interface MarkSum {
  readonly daysHundredths: number;
  /** On how many days the roll was called with them on it. A figure comes of marks where it is any. */
  readonly called: number;
  /** On how many days they were marked away. */
  readonly away: number;
}

/** The marks of one month, as far as a day of it needs them. */
export interface MonthMarks {
  /** By student number. */
  readonly sums: ReadonlyMap<number, MarkSum>;
  /** Those of the day, by student number. */
  readonly ofDay: ReadonlyMap<number, DayMark>;
}

/** A figure of the month in whose place marks come. */
export interface Overwritten {
  readonly id: string;
  readonly beforeHundredths: number;
  readonly daysHundredths: number;
}

export interface MarkedDay {
  /** Of everybody who was on the roll that day, in the order of the roll. */
  readonly marks: readonly DayMark[];
  /** Those of them that are not just so already. */
  readonly changed: readonly DayMark[];
  /** Those whose figure does not come of marks, with that and what the marks come to. */
  readonly overwritten: readonly Overwritten[];
  /** Ids of those who were marked otherwise before, and are present now without being named. */
  readonly unnamed: readonly string[];
}

/** What a roll call says of those it does not name. */
export type Others = 'present' | 'as they are';

export function isOnRollOn({ joined, left }: RollDates, date: string): boolean {
  return (joined === null || joined <= date) && (left === null || left >= date);
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
  const overwritten: Overwritten[] = [];
  const unnamed: string[] = [];
  for (const student of roll) {
    if (!isOnRollOn(student, date)) continue;
    const { no: studentNo, id, daysHundredths: figure } = student;
    const before = ofDay.get(studentNo);
    if (others === 'as they are' && !named.has(studentNo)) {
      if (before !== undefined) marks.push(before);
      continue;
    }
    const isAway = before?.isAway === true && !named.has(studentNo);
    const daysHundredths = isAway ? 0 : (named.get(studentNo) ?? 100);
    const mark = { studentNo, date, daysHundredths, isAway, isCalled: true };
    marks.push(mark);
    if (!isSameMark(before, mark)) changed.push(mark);
    if (before?.isCalled && before.daysHundredths < daysHundredths && !named.has(studentNo)) {
      unnamed.push(id);
    }
    const sum = sums.get(studentNo);
    if (figure !== null && (sum?.called ?? 0) === 0) {
      const now = (sum?.daysHundredths ?? 0) - (before?.daysHundredths ?? 0) + daysHundredths;
      overwritten.push({ id, beforeHundredths: figure, daysHundredths: now });
    }
  }
  return { marks, changed, overwritten, unnamed };
}

/** Whether a mark says what was marked already. */
function isSameMark(before: DayMark | undefined, mark: DayMark): boolean {
  return (
    before?.daysHundredths === mark.daysHundredths &&
    before.isAway === mark.isAway &&
    before.isCalled === mark.isCalled
  );
}
