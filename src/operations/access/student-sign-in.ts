import { timingSafeEqual } from 'node:crypto';
import type { Knex } from 'knex';
import { checkOneTimeCode } from '../../auth/code-check.ts';
import { hashPassword, verifyPassword } from '../../auth/passwords.ts';
import { createToken, hashToken } from '../../auth/tokens.ts';
import { deleteOneTimeCode } from '../../data/access/one-time-codes.ts';
import {
  deleteExpiredSessions,
  deleteSessionsOfStudent,
  insertSession,
} from '../../data/access/sessions.ts';
import { type Attempt, clearSignInFailures } from '../../data/access/sign-in-attempts.ts';
import { findStudentSecret, replaceStudentSecret } from '../../data/access/student-secrets.ts';
import {
  dropStudentSignInsBefore,
  insertStudentSignIn,
} from '../../data/access/student-sign-ins.ts';
import { findStudent } from '../../data/students/students.ts';
import { inTransaction } from '../../data/transaction.ts';
import { DAY_MS } from '../../domain/access/service-token.ts';
import type { StudentSignIn } from '../../domain/access/session.ts';
import { sha256 } from '../../domain/mess/record-chain.ts';
import type { StudentRecord } from '../../domain/students/student.ts';
import { phoneKey } from '../../domain/values/phone.ts';
import { NotSignedInError } from '../../errors.ts';
import { type ChangeScope, change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import { countAttempt, forgetAttempts } from './attempts.ts';
import { placeOfAttempt, type SignInPlace } from './devices.ts';
import { type Credentials, codeExpired, type NewSession } from './sign-in.ts';

const MINUTE_MS = 60_000;

/** How long it is known who signed in when: a year and a month. */
const KEPT_MS = 400 * DAY_MS;

/**
 * Signs a student in with id and phone number, also after leaving, where the mess has it so.
 *
 * @param credentials whose secret is the phone number in its stored form
 * @throws NotSignedInError wrong id or phone, in one sentence; or it is too early after failures; or students
 * of this mess sign in otherwise
 */
export async function signInByPhone(
  mess: Mess,
  { id, secret: phone, ...where }: Omit<Credentials, 'newPassword'>,
): Promise<NewSession> {
  refuseOtherWay(mess, 'phone');
  const attempt = await attemptOf(mess, id, where);
  const waitSeconds = await countAttempt(mess, attempt);
  const student = await findStudent(mess.db, id);
  const wrong = () =>
    new NotSignedInError('wrong_credentials', 'The id or the phone number is wrong.', {
      about: { kind: 'student', waitSeconds },
    });
  if (student === undefined || !samePhone(student.phone, phone)) throw wrong();
  return inTransaction(mess.db, async (trx) => {
    // It may have become another one meanwhile.
    if ((await findStudent(trx, id))?.phone !== student.phone) throw wrong();
    return startSession(mess, trx, student, {
      by: 'phone',
      place: where.place,
      attempt,
      now: mess.now(),
    });
  });
}

/** Whoever comes with a code is to choose a secret. */
export interface NewSecretNeeded {
  /** What it must not be made of. */
  readonly names: readonly string[];
}

/**
 * Signs a student in with id and secret, or with the code of an activation and the secret to be set.
 *
 * @returns what is needed where the code is right and there is no new secret; nothing is used up then
 * @throws NotSignedInError wrong id, secret or code, in one sentence; a code that has expired; it is too early
 * after failures; or students of this mess sign in otherwise
 */
export async function signInBySecret(
  mess: Mess,
  { id, secret, newPassword, ...where }: Credentials,
): Promise<NewSession | NewSecretNeeded> {
  refuseOtherWay(mess, 'code');
  const attempt = await attemptOf(mess, id, where);
  const waitSeconds = await countAttempt(mess, attempt);
  const student = await findStudent(mess.db, id);
  const hash = student && (await findStudentSecret(mess.db, student.no));
  const matches = await verifyPassword(secret, hash);
  const wrong = () =>
    new NotSignedInError('wrong_credentials', 'The id or the secret is wrong.', {
      about: { kind: 'student', waitSeconds },
    });
  if (student === undefined) throw wrong();
  const { no } = student;
  if (matches) {
    return inTransaction(mess.db, async (trx) => {
      // To verify it took a while, in which it may have become another one.
      if ((await findStudentSecret(trx, no)) !== hash) throw wrong();
      return startSession(mess, trx, student, {
        by: 'secret',
        place: where.place,
        attempt,
        now: mess.now(),
      });
    });
  }
  const holder = { kind: 'student', no } as const;
  const code = await checkOneTimeCode(mess.db, holder, secret, mess.now());
  if (code === 'wrong') throw wrong();
  if (code === 'expired') throw codeExpired('student');
  if (newPassword === undefined) {
    await forgetAttempts(mess, attempt);
    return { names: [student.id, student.name, student.phone, mess.settings.name] };
  }
  const secretHash = await hashPassword(newPassword);
  const signsIn = { kind: 'student', id: student.id } as const;
  const take = async ({ trx, at, record }: ChangeScope) => {
    // Somebody may have come with it meanwhile.
    const again = await checkOneTimeCode(trx, holder, secret, new Date(at));
    if (again !== 'right') throw wrong();
    const digests = { secret: sha256(secretHash) };
    await record({ subject: student.id, after: { activated: true, digests } });
    await deleteOneTimeCode(trx, holder);
    await replaceStudentSecret(trx, no, secretHash, at);
    await deleteSessionsOfStudent(trx, no);
    return startSession(mess, trx, student, {
      by: 'code',
      place: where.place,
      attempt,
      now: new Date(at),
    });
  };
  return change(mess, { kind: 'database' }, 'student login', take, { signsIn });
}

async function attemptOf(mess: Mess, id: string, where: SignInPlace): Promise<Attempt> {
  const holder = { kind: 'student', id } as const;
  return { ...holder, place: await placeOfAttempt(mess, holder, where) };
}

async function startSession(
  { settings }: Pick<Mess, 'settings'>,
  trx: Knex.Transaction,
  { no, id }: StudentRecord,
  {
    by,
    place,
    attempt,
    now,
  }: Pick<StudentSignIn, 'by'> &
    Pick<Credentials, 'place'> & { readonly attempt: Attempt; readonly now: Date },
): Promise<NewSession> {
  const token = createToken();
  const tokenHash = hashToken(token);
  const at = now.toISOString();
  const endsAt = now.getTime() + settings.studentSessionMinutes * MINUTE_MS;
  const expiresAt = new Date(endsAt).toISOString();
  await dropStudentSignInsBefore(trx, new Date(now.getTime() - KEPT_MS).toISOString());
  await insertStudentSignIn(trx, { studentNo: no, at, by, place });
  await deleteExpiredSessions(trx, at);
  await clearSignInFailures(trx, attempt);
  await insertSession(trx, {
    tokenHash,
    holder: { kind: 'student', no },
    createdAt: at,
    expiresAt,
    lastUsedAt: at,
    place,
  });
  return { token, signedIn: { kind: 'student', no, id, expiresAt, tokenHash } };
}

/** @throws NotSignedInError `other_sign_in` */
function refuseOtherWay({ settings }: Pick<Mess, 'settings'>, by: 'phone' | 'code'): void {
  const { studentSignIn } = settings;
  if (studentSignIn === by) return;
  const sentence =
    studentSignIn === 'phone'
      ? 'Students of this mess sign in with their phone number.'
      : 'Students of this mess sign in with a secret of their own.';
  throw new NotSignedInError('other_sign_in', sentence, { about: { by: studentSignIn } });
}

/** The country code of India may be written or not. */
function samePhone(stored: string, given: string): boolean {
  const comparable = (phone: string) => Buffer.from(phoneKey(phone).padEnd(32));
  return timingSafeEqual(comparable(stored), comparable(given));
}
