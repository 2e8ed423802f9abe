import { requirePermission } from '../../auth/permissions.ts';
import { getRecordedDays } from '../../data/attendance/attendance.ts';
import { type FigureOrigin, findFigureOrigin } from '../../data/attendance/origin.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Month } from '../../domain/values/month.ts';
import type { Mess } from '../mess/mess.ts';
import { getStudent } from '../students/get-student.ts';

/**
 * Where a student's figure of a month is from, of which no day is marked; undefined where there is none.
 *
 * @throws NotFoundError no such student
 */
export async function showFigureOrigin(
  mess: Mess,
  actor: Actor,
  { month, id }: { readonly month: Month; readonly id: string },
): Promise<FigureOrigin | undefined> {
  requirePermission(actor, 'see attendance');
  const { no } = await getStudent(mess.db, id);
  return findFigureOrigin(mess.db, month, no);
}

/** Of how many students a figure is recorded. */
export async function countFigures(mess: Mess, actor: Actor, month: Month): Promise<number> {
  requirePermission(actor, 'see attendance');
  return (await getRecordedDays(mess.db, month)).size;
}
