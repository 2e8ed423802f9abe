import { timingSafeEqual } from 'node:crypto';
import { createToken, hashToken } from '../../auth/tokens.ts';
import { deleteExpiredSessions, insertSession } from '../../data/access/sessions.ts';
import { clearSignInFailures } from '../../data/access/sign-in-attempts.ts';
import { findStudent } from '../../data/students/students.ts';
import { phoneKey } from '../../domain/values/phone.ts';
import { NotSignedInError } from '../../errors.ts';
import { change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import { countAttempt } from './attempts.ts';
import type { NewSession } from './sign-in.ts';

const MINUTE_MS = 60_000;

/**
 * Signs a student in with id and phone number, also after leaving.
 *
 * @param phone in its stored form
 * @throws NotSignedInError wrong id or phone, in one sentence; or it is too early after failures
 */
export async function signInByPhone(
  mess: Mess,
  id: string,
  phone: string,
  place: string,
): Promise<NewSession> {
  const waitSeconds = await countAttempt(mess, { kind: 'student', id, place });
  const student = await findStudent(mess.db, id);
  if (student === undefined || !samePhone(student.phone, phone)) {
    throw new NotSignedInError('wrong_credentials', 'The id or the phone number is wrong.', {
      about: { kind: 'student', waitSeconds },
    });
  }
  const token = createToken();
  const tokenHash = hashToken(token);
  const { no } = student;
  const expiresAt = new Date(
    mess.now().getTime() + mess.settings.studentSessionMinutes * MINUTE_MS,
  ).toISOString();
  await change(mess, { kind: 'database' }, 'student login', async ({ trx, at, record }) => {
    await record({ subject: student.id });
    await deleteExpiredSessions(trx, at);
    await clearSignInFailures(trx, { kind: 'student', id: student.id, place });
    await insertSession(trx, {
      tokenHash,
      holder: { kind: 'student', no },
      createdAt: at,
      expiresAt,
      lastUsedAt: at,
      place,
    });
  });
  return { token, signedIn: { kind: 'student', no, id: student.id, expiresAt, tokenHash } };
}

/** The country code of India may be written or not. */
function samePhone(stored: string, given: string): boolean {
  const comparable = (phone: string) => Buffer.from(phoneKey(phone).padEnd(32));
  return timingSafeEqual(comparable(stored), comparable(given));
}
