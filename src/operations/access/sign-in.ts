import type { Knex } from 'knex';
import { checkOneTimeCode } from '../../auth/code-check.ts';
import { hashPassword, verifyPassword } from '../../auth/passwords.ts';
import { createToken, hashToken } from '../../auth/tokens.ts';
import {
  type AdminRecord,
  findAdmin,
  listRecoveredSince,
  updateAdmin,
} from '../../data/access/admins.ts';
import { deleteOneTimeCode } from '../../data/access/one-time-codes.ts';
import {
  deleteExpiredSessions,
  deleteSessionsOfAdmin,
  insertSession,
} from '../../data/access/sessions.ts';
import { type Attempt, clearSignInFailures } from '../../data/access/sign-in-attempts.ts';
import { DAY_MS } from '../../domain/access/service-token.ts';
import type { SignedIn } from '../../domain/actor.ts';
import { sha256 } from '../../domain/mess/record-chain.ts';
import { NotSignedInError } from '../../errors.ts';
import { change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import { countAttempt, forgetAttempts } from './attempts.ts';
import { placeOfAttempt, type SignInPlace } from './devices.ts';

const MINUTE_MS = 60_000;

/** How long owners are told at each sign-in that one of them was let in again past the others. */
const TOLD_FOR_MS = 30 * DAY_MS;

/** A fresh session; the token is shown to nobody but the session file. */
export interface NewSession {
  readonly token: string;
  readonly signedIn: SignedIn;
}

/** What an owner is to know: who was let in again by whoever holds the database, and when. */
export interface Recovery {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

export interface AdminSession extends NewSession {
  /** Empty for who is no owner. */
  readonly recoveries: readonly Recovery[];
}

/** What somebody signs in with, and where. */
export interface Credentials extends SignInPlace {
  readonly id: string;
  /** The password, or a one-time code. */
  readonly secret: string;
  /** The password to have from now on, for who comes with a code. */
  readonly newPassword?: string | undefined;
}

/**
 * Signs an admin in with id and password, or with a one-time code and the password that is to take its place.
 *
 * @returns `new password needed` where the code is right and there is no new password; nothing is used up then
 * @throws NotSignedInError wrong id, wrong password or disabled, in one sentence; a code that has expired; or
 * it is too early after failures
 */
export async function signInAdmin(
  mess: Mess,
  { id, secret, newPassword, ...where }: Credentials,
): Promise<AdminSession | 'new password needed'> {
  const holder = { kind: 'admin', id } as const;
  const attempt = { ...holder, place: await placeOfAttempt(mess, holder, where) };
  const waitSeconds = await countAttempt(mess, attempt);
  const admin = await findAdmin(mess.db, id);
  const matches = await verifyPassword(secret, admin?.passwordHash);
  const wrong = () =>
    new NotSignedInError(
      'wrong_credentials',
      'The id or the password is wrong, or the admin is disabled.',
      { about: { kind: 'admin', waitSeconds } },
    );
  if (admin === undefined || admin.disabledAt !== null) throw wrong();
  if (matches) {
    return startAdminSession(mess, admin, { ...where, attempt }, async (trx) => {
      // To verify it took a while, in which it may have become another one.
      if ((await findAdmin(trx, id))?.passwordHash !== admin.passwordHash) throw wrong();
      return {};
    });
  }
  const code = await checkOneTimeCode(mess.db, holder, secret, mess.now());
  if (code === 'wrong') throw wrong();
  if (code === 'expired') throw codeExpired('admin');
  if (newPassword === undefined) {
    await forgetAttempts(mess, attempt);
    return 'new password needed';
  }
  const passwordHash = await hashPassword(newPassword);
  return startAdminSession(mess, admin, { ...where, attempt }, async (trx) => {
    // Somebody may have come with it meanwhile.
    const again = await checkOneTimeCode(trx, holder, secret, mess.now());
    if (again !== 'right') throw wrong();
    await deleteOneTimeCode(trx, holder);
    await updateAdmin(trx, admin.id, { passwordHash });
    await deleteSessionsOfAdmin(trx, admin.id, undefined);
    return { newPassword: true, digests: { secret: sha256(passwordHash) } };
  });
}

/** Of a code that is the right one, and comes too late. */
export function codeExpired(kind: 'admin' | 'student'): NotSignedInError {
  return new NotSignedInError('code_expired', 'The one-time code has expired.', {
    about: { kind },
  });
}

/**
 * Refuses who does not know an admin's password. Counted like an attempt to sign in, until it is right: a browser
 * that is known to them counts for itself, so that nobody who guesses elsewhere makes them wait.
 *
 * @param sentence what is said of another one
 * @throws NotSignedInError it is another one; or it is too early after failures
 */
export async function refuseOtherPassword(
  mess: Mess,
  id: string,
  password: string,
  where: SignInPlace,
  sentence = 'The old password is wrong.',
): Promise<void> {
  const holder = { kind: 'admin', id } as const;
  const attempt = { ...holder, place: await placeOfAttempt(mess, holder, where) };
  await countAttempt(mess, attempt);
  const admin = await findAdmin(mess.db, id);
  if (await verifyPassword(password, admin?.passwordHash)) return forgetAttempts(mess, attempt);
  throw new NotSignedInError('wrong_old_password', sentence);
}

/** @param take looks at the secret once more, in the same transaction; gives what else is to be recorded */
async function startAdminSession(
  mess: Mess,
  { id, role }: AdminRecord,
  { place, attempt }: Pick<Credentials, 'place'> & { readonly attempt: Attempt },
  take: (trx: Knex.Transaction) => Promise<object>,
): Promise<AdminSession> {
  const token = createToken();
  const tokenHash = hashToken(token);
  const { adminSessionHours, adminIdleMinutes } = mess.settings;
  const began = mess.now().getTime();
  const endsAt = new Date(began + adminSessionHours * 60 * MINUTE_MS);
  const recoveries = await change(
    mess,
    { kind: 'database' },
    'admin login',
    async ({ trx, at, record }) => {
      await record({ subject: id, after: { place, ...(await take(trx)) } });
      await deleteExpiredSessions(trx, at);
      await clearSignInFailures(trx, attempt);
      await insertSession(trx, {
        tokenHash,
        holder: { kind: 'admin', id },
        createdAt: at,
        expiresAt: endsAt.toISOString(),
        lastUsedAt: at,
        place,
      });
      const since = new Date(Date.parse(at) - TOLD_FOR_MS).toISOString();
      return role === 'owner' ? listRecoveredSince(trx, since) : [];
    },
    { signsIn: { kind: 'admin', id } },
  );
  const idleEnd = began + adminIdleMinutes * MINUTE_MS;
  const expiresAt = new Date(Math.min(idleEnd, endsAt.getTime())).toISOString();
  return { token, signedIn: { kind: 'admin', id, role, expiresAt, tokenHash }, recoveries };
}
