import { hashOneTimeCode } from '../../auth/code-check.ts';
import { requirePermission } from '../../auth/permissions.ts';
import { createOneTimeCode } from '../../auth/tokens.ts';
import { replaceOneTimeCode } from '../../data/access/one-time-codes.ts';
import { deleteSessionsOfStudent } from '../../data/access/sessions.ts';
import { clearSignInFailuresOf } from '../../data/access/sign-in-attempts.ts';
import {
  deleteStudentSecret,
  listStudentsWithSecret,
  replaceStudentCodes,
} from '../../data/access/student-secrets.ts';
import { findStudent, listStudents } from '../../data/students/students.ts';
import { type ActivationCode, STUDENT_CODE_MS } from '../../domain/access/one-time-code.ts';
import type { Actor } from '../../domain/actor.ts';
import type { StudentRecord } from '../../domain/students/student.ts';
import { foldText } from '../../domain/values/text.ts';
import { NotFoundError } from '../../errors.ts';
import { change } from '../mess/change.ts';
import { type Mess, today } from '../mess/mess.ts';
import { refuseAnonymised } from '../students/anonymise.ts';
import { requireBranch } from '../students/branches.ts';

/**
 * Makes a code with which a student signs in once and sets a secret. The secret of before, if there was
 * one, and the student's sessions end.
 *
 * @throws NotFoundError no such student
 * @throws ConflictError the student was anonymised
 */
export async function makeStudentCode(
  mess: Mess,
  actor: Actor,
  id: string,
): Promise<ActivationCode> {
  requirePermission(actor, 'make activation codes');
  return change(mess, actor, 'student code', async ({ trx, at, record }) => {
    const student = await findStudent(trx, id);
    if (student === undefined) {
      throw new NotFoundError('unknown_student', `There is no student ${id}.`, {
        about: { near: [] },
      });
    }
    refuseAnonymised(student, 'nobody is to sign in');
    const made = createCode(student, at);
    await record({ subject: student.id, after: { expiresAt: made.code.expiresAt } });
    await replaceOneTimeCode(trx, { kind: 'student', no: student.no }, made.stored);
    await deleteStudentSecret(trx, student.no);
    await deleteSessionsOfStudent(trx, student.no);
    await clearSignInFailuresOf(trx, 'student', student.id);
    return made.code;
  });
}

/**
 * Makes one for everybody on the roll today who has set no secret yet, ordered by id.
 *
 * @param branch only of this one, without regard to case
 * @returns empty where nobody is without
 * @throws NotFoundError no such branch
 */
export async function makeStudentCodes(
  mess: Mess,
  actor: Actor,
  branch: string | undefined,
): Promise<ActivationCode[]> {
  requirePermission(actor, 'make activation codes');
  return change(mess, actor, 'student codes', async ({ trx, at, record }) => {
    await requireBranch(trx, branch);
    const date = today(mess);
    const have = await listStudentsWithSecret(trx);
    const students = (await listStudents(trx)).filter(
      ({ no, left, branch: own }) =>
        !have.has(no) &&
        (left === null || left > date) &&
        (branch === undefined || foldText(own) === foldText(branch)),
    );
    if (students.length === 0) return [];
    const made = students.map((student) => createCode(student, at));
    await record({
      subject: 'students',
      after: { codes: made.length, ...(branch !== undefined && { branch }) },
    });
    await replaceStudentCodes(
      trx,
      made.map(({ no, stored }) => ({ no, ...stored })),
    );
    return made.map(({ code }) => code);
  });
}

function createCode({ no, id, name, branch }: StudentRecord, at: string) {
  const code = createOneTimeCode();
  const expiresAt = new Date(Date.parse(at) + STUDENT_CODE_MS).toISOString();
  const codeHash = hashOneTimeCode({ kind: 'student', no }, code);
  return {
    no,
    stored: { codeHash, createdAt: at, expiresAt },
    code: { id, name, branch, code, expiresAt },
  };
}
