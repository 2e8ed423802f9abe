import { timingSafeEqual } from 'node:crypto';
import { verifyPassword } from '../../auth/passwords.ts';
import { createToken, hashToken } from '../../auth/tokens.ts';
import { findAdmin } from '../../data/access/admins.ts';
import {
  deleteExpiredSessions,
  insertSession,
  type SessionRecord,
} from '../../data/access/sessions.ts';
import {
  clearSignInFailures,
  dropSignInFailuresOutside,
  findSignInFailures,
  saveSignInFailures,
} from '../../data/access/sign-in-failures.ts';
import { findStudent } from '../../data/students/students.ts';
import { inTransaction } from '../../data/transaction.ts';
import type { SignedIn } from '../../domain/actor.ts';
import { phoneKey } from '../../domain/values/phone.ts';
import { NotSignedInError } from '../../errors.ts';
import { change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';

const FAILURES_ALLOWED = 10;
const MINUTE_MS = 60_000;
const LOCKED_FOR_MS = 15 * MINUTE_MS;

/** A fresh session; the token is shown to nobody but the session file. */
export interface NewSession {
  readonly token: string;
  readonly signedIn: SignedIn;
}

/**
 * Signs an admin in with id and password.
 *
 * @throws NotSignedInError wrong id, wrong password or disabled, in one sentence; or locked out
 */
export async function signInAdmin(mess: Mess, id: string, password: string): Promise<NewSession> {
  await countAttempt(mess, 'admin', id);
  const admin = await findAdmin(mess.db, id);
  const matches = await verifyPassword(password, admin?.passwordHash);
  if (!matches || admin === undefined || admin.disabledAt !== null) {
    throw new NotSignedInError(
      'wrong_credentials',
      'The id or the password is wrong, or the admin is disabled.',
      { about: { kind: 'admin' } },
    );
  }
  const { token, endsAt } = await startSession(
    mess,
    { kind: 'admin', id: admin.id },
    mess.settings.adminSessionHours * 60 * MINUTE_MS,
  );
  const idleEnd = mess.now().getTime() + mess.settings.adminIdleMinutes * MINUTE_MS;
  const expiresAt = new Date(Math.min(idleEnd, endsAt.getTime())).toISOString();
  const { id: adminId, role } = admin;
  const tokenHash = hashToken(token);
  return { token, signedIn: { kind: 'admin', id: adminId, role, expiresAt, tokenHash } };
}

/**
 * Refuses who does not know an admin's password. Counted like an attempt to sign in.
 *
 * @throws NotSignedInError it is another one; or locked out
 */
export async function refuseOtherPassword(mess: Mess, id: string, password: string): Promise<void> {
  await countAttempt(mess, 'admin', id);
  const admin = await findAdmin(mess.db, id);
  if (await verifyPassword(password, admin?.passwordHash)) return;
  throw new NotSignedInError('wrong_old_password', 'The old password is wrong.');
}

/**
 * Signs a student in with id and phone number, also after leaving.
 *
 * @param phone in its stored form
 * @throws NotSignedInError wrong id or phone, in one sentence; or locked out
 */
export async function signInStudent(mess: Mess, id: string, phone: string): Promise<NewSession> {
  await countAttempt(mess, 'student', id);
  const student = await findStudent(mess.db, id);
  if (student === undefined || !samePhone(student.phone, phone)) {
    throw new NotSignedInError('wrong_credentials', 'The id or the phone number is wrong.', {
      about: { kind: 'student' },
    });
  }
  const { no } = student;
  const { token, endsAt } = await startSession(
    mess,
    { kind: 'student', no, id: student.id },
    mess.settings.studentSessionMinutes * MINUTE_MS,
  );
  return {
    token,
    signedIn: {
      kind: 'student',
      no,
      id: student.id,
      expiresAt: endsAt.toISOString(),
      tokenHash: hashToken(token),
    },
  };
}

async function startSession(
  mess: Mess,
  holder: SessionRecord['holder'] & { readonly id: string },
  lengthMs: number,
): Promise<{ token: string; endsAt: Date }> {
  const token = createToken();
  const endsAt = new Date(mess.now().getTime() + lengthMs);
  const actor = { kind: 'database' } as const;
  await change(mess, actor, `${holder.kind} login`, async ({ trx, at, record }) => {
    await record({ subject: holder.id });
    await deleteExpiredSessions(trx, at);
    await clearSignInFailures(trx, holder.kind, holder.id);
    await insertSession(trx, {
      tokenHash: hashToken(token),
      holder,
      createdAt: at,
      expiresAt: endsAt.toISOString(),
      lastUsedAt: at,
    });
  });
  return { token, endsAt };
}

/** The country code of India may be written or not. */
function samePhone(stored: string, given: string): boolean {
  const comparable = (phone: string) => Buffer.from(phoneKey(phone).padEnd(32));
  return timingSafeEqual(comparable(stored), comparable(given));
}

/**
 * Counts an attempt before it is checked, and refuses the one too many, in one transaction: of many
 * at once no more get through than one after the other. Success takes the count back.
 *
 * @throws NotSignedInError locked out
 */
async function countAttempt(mess: Mess, kind: 'admin' | 'student', id: string): Promise<void> {
  await inTransaction(mess.db, async (trx) => {
    const now = mess.now();
    const oldest = new Date(now.getTime() - LOCKED_FOR_MS);
    await dropSignInFailuresOutside(trx, oldest.toISOString(), now.toISOString());
    const failures = (await findSignInFailures(trx, kind, id)) ?? { failures: 0, lastFailedAt: '' };
    if (failures.failures >= FAILURES_ALLOWED) {
      const waitMs = Date.parse(failures.lastFailedAt) + LOCKED_FOR_MS - now.getTime();
      throw new NotSignedInError(
        'locked_out',
        `Signing in as ${id} failed ${failures.failures} times, so it is locked for a while.`,
        { about: { minutes: Math.max(1, Math.ceil(waitMs / MINUTE_MS)) } },
      );
    }
    await saveSignInFailures(trx, kind, id, {
      failures: failures.failures + 1,
      lastFailedAt: now.toISOString(),
    });
  });
}
