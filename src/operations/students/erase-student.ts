import { requirePermission } from '../../auth/permissions.ts';
import { deleteStudent, hasFigures } from '../../data/students/erase-student.ts';
import type { Actor } from '../../domain/actor.ts';
import { detailsOf, type StudentDetails, tellStudent } from '../../domain/students/student.ts';
import { ConflictError } from '../../errors.ts';
import { change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import { getStudent } from './get-student.ts';

/**
 * Takes somebody off the roll altogether who was entered by mistake; the record of changes keeps that.
 *
 * @returns what the roll said
 * @throws NotFoundError no such student
 * @throws ConflictError attendance, a bill or money names the student, or did
 */
export async function eraseStudent(mess: Mess, actor: Actor, id: string): Promise<StudentDetails> {
  requirePermission(actor, 'change the roll');
  return change(mess, actor, 'student remove', async ({ trx, record }) => {
    const found = await getStudent(trx, id);
    if (await hasFigures(trx, found.no)) {
      throw new ConflictError(
        'student_has_figures',
        `${found.id} (${found.name}) stays on record: attendance, a bill or a payment names them.`,
        { about: { id: found.id } },
      );
    }
    const before = detailsOf(found);
    await record({ subject: before.id, before: tellStudent(before) });
    await deleteStudent(trx, found.no);
    return before;
  });
}
