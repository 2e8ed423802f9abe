import type { Knex } from 'knex';
import { sumMarks } from '../../data/attendance/marks.ts';
import { isTaken, type MonthFigures } from '../../domain/attendance/figures.ts';
import type { AttendanceCheck } from '../../domain/attendance/file-check.ts';
import {
  describeDays,
  findPartialMonth,
  listBeyondMembership,
} from '../../domain/attendance/month-comparison.ts';
import type { FigureBesideAway } from '../../domain/attendance/present-while-away.ts';
import type { RollMember } from '../../domain/students/student.ts';
import { nameSome } from '../../domain/values/text.ts';
import { createWarning, type Warning } from '../../errors.ts';
import type { Mess } from '../mess/mess.ts';
import { warnAboutFuture } from './attendance.ts';

interface CheckedFigures {
  readonly name: string;
  readonly check: AttendanceCheck;
  readonly roll: readonly RollMember[];
}

/** What is to be said of the figures of a file before they are written. */
export function warnAboutFigures(
  mess: Mess,
  { name, check, roll }: CheckedFigures,
  figures: readonly MonthFigures[],
): Warning[] {
  const months = figures.map(({ month }) => month);
  const parts = figures.flatMap((each) => findPartialMonth(each) ?? []);
  const early = check.listEarly();
  const beyond = figures.flatMap((each) => listBeyondMembership(each, roll));
  return [
    ...warnAboutFuture(mess, months),
    ...parts.map((part) =>
      createWarning('part_of_month', `${name} covers only ${describeDays(part)}.`),
    ),
    ...(early.length > 0
      ? [createWarning('joined_later', `Present before the joining date: ${nameSome(early)}.`)]
      : []),
    ...(beyond.length > 0
      ? [createWarning('beyond_membership', `More days than on the roll: ${nameSome(beyond)}.`)]
      : []),
  ];
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
