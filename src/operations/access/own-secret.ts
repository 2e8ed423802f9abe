import { hasOwnSecret, requireOwnSecret } from '../../auth/own-secret.ts';
import { hashPassword, verifyPassword } from '../../auth/passwords.ts';
import { requireOwn } from '../../auth/permissions.ts';
import { deleteSessionsOfStudent } from '../../data/access/sessions.ts';
import { findStudentSecret, replaceStudentSecret } from '../../data/access/student-secrets.ts';
import { listStudentSignIns } from '../../data/access/student-sign-ins.ts';
import type { ListedSession, StudentSignIn } from '../../domain/access/session.ts';
import type { Actor } from '../../domain/actor.ts';
import { sha256 } from '../../domain/mess/record-chain.ts';
import { NotSignedInError } from '../../errors.ts';
import { change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import { getStudent } from '../students/get-student.ts';
import { countAttempt, forgetAttempts } from './attempts.ts';
import { placeOfAttempt, type SignInPlace } from './devices.ts';
import { revokeSessions } from './session-list.ts';

/** Whether the student who asks may change anything: not who signed in with a phone number. */
export function mayChangeOwn({ db }: Pick<Mess, 'db'>, actor: Actor): Promise<boolean> {
  return hasOwnSecret(db, actor);
}

/** The last sign-ins of the student who asks, the newest first. */
export async function listOwnSignIns(
  mess: Mess,
  actor: Actor,
  last: number,
): Promise<StudentSignIn[]> {
  const { no } = requireOwn(actor, 'see own sessions');
  return (await listStudentSignIns(mess.db, last, no)).reverse();
}

/**
 * Ends all sessions of the student who asks, this one too.
 *
 * @throws NotAllowedError the student signed in with a phone number
 */
export async function signOutEverywhere(mess: Mess, actor: Actor): Promise<ListedSession[]> {
  const { id } = requireOwn(actor, 'end own sessions');
  await requireOwnSecret(mess.db, actor);
  return revokeSessions(mess, actor, { of: id });
}

/** What a new secret must not be made of. */
export async function namesOfStudent(mess: Mess, actor: Actor): Promise<string[]> {
  const { id } = requireOwn(actor, 'change the own secret');
  const student = await getStudent(mess.db, id);
  return [student.id, student.name, student.phone, mess.settings.name];
}

/**
 * Sets another secret, and ends all sessions of the student.
 *
 * @param newSecret already checked
 * @throws NotAllowedError the student signed in with a phone number
 * @throws NotSignedInError `wrong_old_password`; or it is too early after failures
 */
export async function changeOwnSecret(
  mess: Mess,
  actor: Actor,
  { secret, newSecret, ...where }: Record<'secret' | 'newSecret', string> & SignInPlace,
): Promise<void> {
  const { id, no } = requireOwn(actor, 'change the own secret');
  await requireOwnSecret(mess.db, actor);
  const holder = { kind: 'student', id } as const;
  const attempt = { ...holder, place: await placeOfAttempt(mess, holder, where) };
  await countAttempt(mess, attempt);
  const hash = await findStudentSecret(mess.db, no);
  const wrong = () => new NotSignedInError('wrong_old_password', 'The old secret is wrong.');
  if (!(await verifyPassword(secret, hash))) throw wrong();
  const secretHash = await hashPassword(newSecret);
  await change(mess, actor, 'student secret', async ({ trx, at, record }) => {
    // To hash it took a while, in which it may have become another one.
    if ((await findStudentSecret(trx, no)) !== hash) throw wrong();
    await record({ subject: id, after: { digests: { secret: sha256(secretHash) } } });
    await replaceStudentSecret(trx, no, secretHash, at);
    await deleteSessionsOfStudent(trx, no);
  });
  await forgetAttempts(mess, attempt);
}
