import type { Knex } from 'knex';
import type { StudentSignIn } from '../../domain/access/session.ts';
import { lastNumber } from '../last-number.ts';

/** Notes that a student signed in. */
export async function insertStudentSignIn(
  trx: Knex.Transaction,
  { studentNo, ...signIn }: Omit<StudentSignIn, 'id'> & { readonly studentNo: number },
): Promise<void> {
  const no = (await lastNumber(trx, 'student_sign_ins')) + 1;
  await trx('student_sign_ins').insert({ no, student_no: studentNo, ...signIn });
}

/** With what the session of a token began: one way, but where two began in the same millisecond. */
export async function findSignInWays(db: Knex, tokenHash: string): Promise<StudentSignIn['by'][]> {
  const rows: { by: StudentSignIn['by'] }[] = await db('sessions')
    .join('student_sign_ins', (join) =>
      join
        .on('student_sign_ins.student_no', 'sessions.student_no')
        .andOn('student_sign_ins.at', 'sessions.created_at'),
    )
    .where('sessions.token_hash', tokenHash)
    .select({ by: 'student_sign_ins.by' });
  return rows.map(({ by }) => by);
}

/** Forgets when and where a student signed in. */
export async function deleteStudentSignIns(trx: Knex.Transaction, no: number): Promise<void> {
  await trx('student_sign_ins').where({ student_no: no }).delete();
}

/** @param oldest ISO 8601, UTC; what is older is dropped */
export async function dropStudentSignInsBefore(
  trx: Knex.Transaction,
  oldest: string,
): Promise<void> {
  await trx('student_sign_ins').where('at', '<', oldest).delete();
}

/**
 * The newest sign-ins, the oldest of them first.
 *
 * @param studentNo of one student; of all when undefined
 */
export async function listStudentSignIns(
  db: Knex,
  last: number,
  studentNo: number | undefined,
): Promise<StudentSignIn[]> {
  const query = db('student_sign_ins')
    .join('students', 'students.no', 'student_sign_ins.student_no')
    .orderBy('student_sign_ins.no', 'desc')
    .limit(last)
    .select({
      at: 'student_sign_ins.at',
      id: 'students.id',
      by: 'student_sign_ins.by',
      place: 'student_sign_ins.place',
    });
  if (studentNo !== undefined) query.where({ student_no: studentNo });
  const rows: StudentSignIn[] = await query;
  return rows.reverse();
}
