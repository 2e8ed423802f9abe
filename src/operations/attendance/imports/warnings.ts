import type { Knex } from 'knex';
import { sumMarks } from '../../../data/attendance/marks.ts';
import { describeCommon } from '../../../domain/attendance/common-marks.ts';
import { isTaken, type MonthFigures } from '../../../domain/attendance/figures.ts';
import type { AttendanceCheck } from '../../../domain/attendance/file/check.ts';
import type { KeptFigure } from '../../../domain/attendance/file/log-growth.ts';
import { listBeyondMembership } from '../../../domain/attendance/membership.ts';
import { describeDays, findPartialMonth } from '../../../domain/attendance/month-comparison.ts';
import type { FigureBesideAway } from '../../../domain/attendance/present-while-away.ts';
import type { RollMember } from '../../../domain/students/student.ts';
import { formatDays } from '../../../domain/values/days.ts';
import { type Month, monthName } from '../../../domain/values/month.ts';
import { nameSome } from '../../../domain/values/text.ts';
import { createWarning, type Warning } from '../../../errors.ts';
import type { AttendanceFile } from '../../../input/attendance/file.ts';

interface CheckedFigures {
  readonly name: string;
  readonly check: AttendanceCheck;
  readonly roll: readonly RollMember[];
}

/** Of a sheet that is taken for another month than its title says. */
export function warnAboutMonth({
  name,
  file,
  options,
}: {
  readonly name: string;
  readonly file: Pick<AttendanceFile, 'isMonthGiven' | 'statedMonth'>;
  readonly options: { readonly file: { readonly month?: Month | undefined } };
}): Warning[] {
  const { month } = options.file;
  const { isMonthGiven, statedMonth } = file;
  if (!isMonthGiven || month === undefined) return [];
  if (statedMonth === undefined || statedMonth === month) return [];
  const sentence = `The title or the name of ${name} says ${monthName(statedMonth)}, and it is taken for ${monthName(month)}.`;
  return [createWarning('other_month', sentence)];
}

/** Of a register whose last row says otherwise how many were there. */
export function warnAboutSums({
  name,
  file,
}: {
  readonly name: string;
  readonly file: Pick<AttendanceFile, 'listDifferingSums'>;
}): Warning[] {
  const sums = file.listDifferingSums();
  const [first] = sums;
  if (first === undefined) return [];
  const days = sums.map(({ day, stated, read }) => `${stated} on day ${day} (${formatDays(read)})`);
  const sentence = `The row of totals on line ${first.line} of ${name} differs from the marks as they are read: it says ${nameSome(days)}.`;
  return [createWarning('totals_differ', sentence)];
}

/** What is to be said of the figures of a file before they are written. */
export function warnAboutFigures(
  { name, check, roll }: CheckedFigures,
  figures: readonly MonthFigures[],
): Warning[] {
  const parts = figures.flatMap((each) => findPartialMonth(each) ?? []);
  const common = describeCommon(check.marks.listCommon());
  const beyond = figures.flatMap((each) => listBeyondMembership(each, roll));
  return [
    ...parts.map((part) =>
      createWarning('part_of_month', `${name} covers only ${describeDays(part)}.`),
    ),
    ...(common.length > 0
      ? [createWarning('same_for_everybody', `Everybody has ${common.join('; ')}.`)]
      : []),
    ...(beyond.length > 0
      ? [createWarning('beyond_membership', `More days than on the roll: ${nameSome(beyond)}.`)]
      : []),
  ];
}

/** Of figures that a log says nothing new of, and that stay as they were corrected. */
export function warnAboutCorrected(kept: readonly KeptFigure[]): Warning[] {
  if (kept.length === 0) return [];
  const names = kept.map(({ studentId, month }) => `${studentId} in ${monthName(month)}`);
  const sentence = `Corrected since a log said otherwise, and left so: ${nameSome(names)}.`;
  return [createWarning('corrected_stays', sentence)];
}

/** Of a file that was taken before, and is not taken again. */
export function warnAboutDiffering(count: number): Warning[] {
  if (count === 0) return [];
  const are = count === 1 ? 'is' : 'are';
  const sentence = `By now ${count} of its figures ${are} recorded otherwise.`;
  return [createWarning('recorded_otherwise', sentence)];
}

/** The figures of a file of those who were marked away in their month. */
export async function listBesideAway(
  db: Knex,
  figures: readonly MonthFigures[],
  roll: readonly RollMember[],
): Promise<FigureBesideAway[]> {
  const found: FigureBesideAway[] = [];
  for (const each of figures) {
    const sums = await sumMarks(db, each.month);
    if (sums.size === 0) continue;
    for (const [place, student] of roll.entries()) {
      const { away = 0 } = sums.get(student.no) ?? {};
      if (away === 0 || !isTaken(each, place)) continue;
      found.push({ student, month: each.month, daysHundredths: each.days[place] ?? 0, away });
    }
  }
  return found;
}
