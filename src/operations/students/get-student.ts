import type { Knex } from 'knex';
import { findStudent, listStudents } from '../../data/students/students.ts';
import { findNearStudents } from '../../domain/students/near-students.ts';
import type { StudentRecord } from '../../domain/students/student.ts';
import { NotFoundError } from '../../errors.ts';

/**
 * Only to be asked for whom the actor may know: where there is no such student, the error names those who may
 * be meant.
 *
 * @throws NotFoundError no such student
 */
export async function getStudent(db: Knex, id: string): Promise<StudentRecord> {
  const student = await findStudent(db, id);
  if (student !== undefined) return student;
  const near = findNearStudents(await listStudents(db), id);
  throw new NotFoundError('unknown_student', `There is no student ${id}.`, { about: { near } });
}
