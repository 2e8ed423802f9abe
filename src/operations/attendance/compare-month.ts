import type { Knex } from 'knex';
import { getRecordedDays } from '../../data/attendance/attendance.ts';
import { listLogFigures } from '../../data/attendance/log-figures.ts';
import { isTaken, type MonthFigures } from '../../domain/attendance/figures.ts';
import {
  compareWithLog,
  type KeptFigure,
  keepCorrected,
  type LogFigure,
  listOtherDays,
  refuseLostDays,
} from '../../domain/attendance/file/log-growth.ts';
import { refuseBeyondMembership } from '../../domain/attendance/membership.ts';
import {
  type AttendanceChange,
  compareFigures,
  findWithoutDays,
  type MonthComparison,
  refuseLeft,
  refusePartialMonth,
} from '../../domain/attendance/month-comparison.ts';
import type { RowError, WithoutDays } from '../../domain/imports/report.ts';
import type { RollMember } from '../../domain/students/student.ts';
import type { AttendanceFile } from '../../input/attendance/file.ts';

export interface ComparedBy {
  /** Everybody ever on it. */
  readonly roll: readonly RollMember[];
  readonly file: AttendanceFile;
  readonly replace: boolean;
  readonly beyondMembership: boolean;
  readonly again: boolean;
  /** It was taken before, and is not taken again. */
  readonly isTakenBefore: boolean;
}

export interface ComparedMonth {
  readonly comparison: MonthComparison;
  /** Figures that stay, of which the log has other days. */
  readonly otherDays: readonly AttendanceChange[];
  readonly errors: readonly RowError[];
  /** Figures that stay as they were corrected by hand. */
  readonly kept: readonly KeptFigure[];
  /** Undefined where there is nobody without. */
  readonly withoutDays: WithoutDays | undefined;
}

/** What a file says of a month against what is recorded. */
export async function compareMonth(
  db: Knex,
  { roll, file, replace, beyondMembership, again, isTakenBefore }: ComparedBy,
  ofFile: MonthFigures,
): Promise<ComparedMonth> {
  const recorded = await getRecordedDays(db, ofFile.month);
  const withoutDays = findWithoutDays(ofFile, roll, recorded);
  if (isTakenBefore) {
    const comparison = compareFigures(ofFile, roll, recorded);
    return { comparison, otherDays: [], errors: [], kept: [], withoutDays };
  }
  const known = await listLogFiguresBeside(db, file, ofFile, roll, recorded);
  const said = replace ? NOTHING_SAID : known;
  // Rows that were rejected before are never all of a log: see refusePart.
  const lost = refuseLostDays(
    ofFile,
    roll,
    file.isRejects ? NOTHING_SAID : said,
    file.columns.days,
  );
  // Who takes a file again wants what it says.
  const correctedBy = again ? NOTHING_SAID : said;
  const corrected = keepCorrected(ofFile, roll, recorded, correctedBy, file.columns.days);
  const { figures, kept } = corrected;
  const errors = [...lost, ...corrected.errors];
  if (!beyondMembership) {
    errors.push(...refuseLeft(figures, roll, recorded, file.columns.studentId));
    errors.push(...refuseBeyondMembership(figures, roll, recorded, file.columns));
  }
  if (!replace) errors.push(...refusePart(file, figures, roll, recorded, said));
  const comparison = compareFigures(figures, roll, recorded);
  const otherDays = [...listOtherDays(ofFile, roll, recorded, known)];
  return { comparison, otherDays, errors, kept, withoutDays };
}

/** What logs said, by student number, of nobody. */
const NOTHING_SAID: ReadonlyMap<number, LogFigure> = new Map();

/** What the last log said, by student number, where the file is one and anything is recorded. */
async function listLogFiguresBeside(
  db: Knex,
  file: AttendanceFile,
  figures: MonthFigures,
  roll: readonly RollMember[],
  recorded: ReadonlyMap<number, number>,
): Promise<ReadonlyMap<number, LogFigure>> {
  if (!file.isLog || recorded.size === 0) return NOTHING_SAID;
  const isAnyRecorded = roll.some(({ no }, place) => recorded.has(no) && isTaken(figures, place));
  return isAnyRecorded ? listLogFigures(db, figures.month) : NOTHING_SAID;
}

/** Figures of a part of a month that would replace others; see `refusePartialMonth`. */
function refusePart(
  file: AttendanceFile,
  figures: MonthFigures,
  roll: readonly RollMember[],
  recorded: ReadonlyMap<number, number>,
  said: ReadonlyMap<number, LogFigure>,
): RowError[] {
  const { isLog, layout } = file;
  return refusePartialMonth(figures, roll, recorded, file.columns.days, {
    kind: isLog && file.isRejects ? 'rejects' : 'whole',
    isOfDays: isLog,
    isOfPunches: layout === 'punches',
    growth: compareWithLog(figures, said),
  });
}
