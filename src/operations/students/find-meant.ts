import { requirePermission } from '../../auth/permissions.ts';
import { findStudent, listStudents } from '../../data/students/students.ts';
import type { Actor } from '../../domain/actor.ts';
import { findByName } from '../../domain/students/near-students.ts';
import type { StudentRecord } from '../../domain/students/student.ts';
import { NotFoundError } from '../../errors.ts';
import type { Mess } from '../mess/mess.ts';
import { getStudent } from './get-student.ts';

/** Whom a word means: whose id it is, or who alone has the name. */
export interface MeantStudent {
  readonly student: StudentRecord;
  /** Then it is to be asked whether that is right. */
  readonly isByName: boolean;
}

/**
 * @param word an id, or words of a name
 * @throws NotFoundError nobody has the id, and nobody or several have the name; with whom it may mean
 */
export async function findMeantStudent(
  { db }: Pick<Mess, 'db'>,
  actor: Actor,
  word: string,
): Promise<MeantStudent> {
  requirePermission(actor, 'see the roll');
  const own = await findStudent(db, word);
  if (own !== undefined) return { student: own, isByName: false };
  const named = findByName(await listStudents(db), word);
  const [only] = named;
  if (only !== undefined && named.length === 1) return { student: only, isByName: true };
  if (named.length === 0) return { student: await getStudent(db, word), isByName: false };
  const near = named.slice(0, 3).map(({ id, name }) => ({ id, name }));
  const sentence = `${word} is the name of ${named.length} students: give the id.`;
  throw new NotFoundError('unknown_student', sentence, { about: { near } });
}
