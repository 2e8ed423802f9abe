import type { Knex } from 'knex';
import { digestMarks } from '../../data/attendance/digests.ts';
import { deleteMarksOfMonth, sumMarks } from '../../data/attendance/marks.ts';
import type { MonthComparison } from '../../domain/attendance/month-comparison.ts';
import type { Digests } from '../../domain/mess/digests.ts';
import type { RollMember } from '../../domain/students/student.ts';
import type { Month } from '../../domain/values/month.ts';
import { listMarked } from './daily-marks.ts';

/** Students with daily marks whose figure changes, by month. */
export type MarkedMonths = readonly (readonly [Month, readonly RollMember[]])[];

type NumbersOfMonths = readonly (readonly [Month, readonly Pick<RollMember, 'no'>[]])[];

/** Of figures that a file changes, those in whose place daily marks stand. */
export async function listMarkedMonths(
  db: Knex,
  changes: readonly MonthComparison[],
  roll: readonly RollMember[],
): Promise<MarkedMonths> {
  const found: (readonly [Month, readonly RollMember[]])[] = [];
  for (const { figures, updates } of changes) {
    const { month } = figures;
    if ((await sumMarks(db, month)).size === 0) continue;
    const changed = new Set([...updates()].map(({ studentNo }) => studentNo));
    const students = roll.filter(({ no }) => changed.has(no));
    found.push([month, await listMarked(db, month, students)]);
  }
  return found;
}

/**
 * Takes their marks out, for figures that come in their place or for none.
 *
 * @returns what the entry of the record that says so says of the marks that are left
 */
export async function dropMarks(
  trx: Knex.Transaction,
  marked: NumbersOfMonths,
): Promise<Pick<Digests, 'marks'>> {
  const dates: string[] = [];
  for (const [month, students] of marked) {
    const numbers = students.map(({ no }) => no);
    dates.push(...(await deleteMarksOfMonth(trx, month, numbers)));
  }
  // None of them is that entry's own.
  return dates.length === 0 ? {} : { marks: await digestMarks(trx, dates, Number.NaN) };
}
