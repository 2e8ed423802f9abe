import type { Knex } from 'knex';
import { deleteMarksOfMonth, sumMarks } from '../../data/attendance/marks.ts';
import type { MonthComparison } from '../../domain/attendance/month-comparison.ts';
import type { RollMember } from '../../domain/students/student.ts';
import type { Month } from '../../domain/values/month.ts';
import { listMarked } from './daily-marks.ts';

/** Students with daily marks whose figure changes, by month. */
export type MarkedMonths = readonly (readonly [Month, readonly RollMember[]])[];

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

/** Takes their marks out, for figures of a file that come in their place. */
export async function dropMarks(trx: Knex.Transaction, marked: MarkedMonths): Promise<void> {
  for (const [month, students] of marked) {
    const numbers = students.map(({ no }) => no);
    await deleteMarksOfMonth(trx, month, numbers);
  }
}
