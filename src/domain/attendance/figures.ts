import type { Month } from '../values/month.ts';

/** How an attendance file is laid out. */
export type AttendanceLayout = 'monthly' | 'register' | 'daily' | 'punches';

export const ATTENDANCE_LAYOUTS: readonly AttendanceLayout[] = [
  'monthly',
  'register',
  'daily',
  'punches',
];

/** A row of it is about one day. */
export function isLog(layout: AttendanceLayout): boolean {
  return layout === 'daily' || layout === 'punches';
}

/**
 * The figures that a file has for one month: by the student's place on the roll, not as an object for
 * each row, so that a file of a million rows takes a few megabytes.
 */
export interface MonthFigures {
  readonly month: Month;
  /** Hundredths of days. While punches are read, a bit for each day of the month instead. */
  readonly days: Int32Array;
  /** The line of the row, or of the first punch. */
  readonly lines: Int32Array;
  readonly marks: Uint8Array;
  /** The days of the month that any row says something of: bit 0 is the first. */
  covered: number;
  /** Rows with days on which the student was not on the roll. */
  outside: OutsideRow[];
  /** Of a log, once it is read. */
  readonly log?: LogDays;
}

/** The days that a log has for each student, by the place on the roll: bit 0 is the first. */
export interface LogDays {
  readonly present: Int32Array;
  /** Also those on which it says somebody was not there. */
  readonly said: Int32Array;
}

/** A row with days on which the student was not on the roll. */
export interface OutsideRow {
  readonly line: number;
  /** The student's place on the roll. */
  readonly place: number;
  /** As the file has it. */
  readonly value: string;
  /** Which days, as the end of a sentence; empty where the value says it. */
  readonly detail: string;
}

const HAS_FIGURE = 1;
const WITHHELD = 2;

export function createFigures(month: Month, rollSize: number): MonthFigures {
  return {
    month,
    covered: 0,
    outside: [],
    days: new Int32Array(rollSize),
    lines: new Int32Array(rollSize),
    marks: new Uint8Array(rollSize),
  };
}

export function hasFigure({ marks }: MonthFigures, place: number): boolean {
  return ((marks[place] ?? 0) & HAS_FIGURE) !== 0;
}

export function setFigure(figures: MonthFigures, place: number, days: number, line: number): void {
  figures.marks[place] = (figures.marks[place] ?? 0) | HAS_FIGURE;
  figures.days[place] = days;
  figures.lines[place] = line;
}

/** The figure must not be taken: another row of this student and month is rejected. */
export function withhold({ marks }: MonthFigures, place: number): void {
  marks[place] = (marks[place] ?? 0) | WITHHELD;
}

export function isWithheld({ marks }: MonthFigures, place: number): boolean {
  return ((marks[place] ?? 0) & WITHHELD) !== 0;
}

/** A figure that can be taken. */
export function isTaken({ marks }: MonthFigures, place: number): boolean {
  return marks[place] === HAS_FIGURE;
}

/** How many days are set in a bit mask. */
export function countDays(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** First and last day of each run of days that are set in a bit mask. */
export function listRuns(mask: number): (readonly [first: number, last: number])[] {
  const runs: [number, number][] = [];
  for (let day = 1; day <= 31; day++) {
    if ((mask & (1 << (day - 1))) === 0) continue;
    const run = runs.at(-1);
    if (run?.[1] === day - 1) run[1] = day;
    else runs.push([day, day]);
  }
  return runs;
}

/** The numbers of the days that are set in a bit mask. */
export function listDays(mask: number): string[] {
  return Array.from({ length: 31 }, (_, bit) => bit)
    .filter((bit) => (mask & (1 << bit)) !== 0)
    .map((bit) => String(bit + 1));
}
