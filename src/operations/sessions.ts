import type { Actor, SignedIn } from '../auth/actor.ts';
import { requireSignedIn } from '../auth/permissions.ts';
import { hashToken } from '../auth/tokens.ts';
import {
  deleteSession,
  findSession,
  type SessionWithHolder,
  touchSession,
} from '../data/sessions.ts';
import { change } from './change.ts';
import type { Mess } from './mess.ts';

export const ADMIN_IDLE_MS = 30 * 60_000;
export const ADMIN_SESSION_MS = 12 * 60 * 60_000;
export const STUDENT_SESSION_MS = 60 * 60_000;
const TOUCH_EVERY_MS = 60_000;

/**
 * Who holds a session token. Role and status are read from the database each time. Notes the use at
 * most once a minute, in its own write, whose failure fails nothing.
 */
export async function identify(mess: Mess, token: string | undefined): Promise<Actor> {
  if (token === undefined) return { kind: 'nobody', why: 'no session' };
  const tokenHash = hashToken(token);
  const session = await findSession(mess.db, tokenHash);
  const now = mess.now();
  const endsAt = session && sessionEnd(session);
  if (session === undefined || endsAt === undefined || endsAt <= now) {
    return { kind: 'nobody', why: 'session over' };
  }
  const { holder } = session;
  if (holder.kind === 'admin' && holder.disabledAt !== null) {
    return { kind: 'nobody', why: 'session over' };
  }
  let expiresAt = endsAt;
  if (now.getTime() - Date.parse(session.lastUsedAt) >= TOUCH_EVERY_MS) {
    const at = now.toISOString();
    try {
      await touchSession(mess.db, tokenHash, at);
      expiresAt = sessionEnd({ ...session, lastUsedAt: at });
    } catch {
      // Another writer is busy or the disk is full: the command itself will say so if it matters.
    }
  }
  return holder.kind === 'admin'
    ? { kind: 'admin', id: holder.id, role: holder.role, expiresAt: expiresAt.toISOString() }
    : { kind: 'student', no: holder.no, id: holder.id, expiresAt: expiresAt.toISOString() };
}

/** An admin's session also ends when it is idle. */
function sessionEnd(session: SessionWithHolder): Date {
  const end = Date.parse(session.expiresAt);
  if (session.holder.kind === 'student') return new Date(end);
  return new Date(Math.min(end, Date.parse(session.lastUsedAt) + ADMIN_IDLE_MS));
}

/** @throws NotSignedInError */
export function whoAmI(actor: Actor): SignedIn {
  return requireSignedIn(actor);
}

/** Ends a session, if it still is one. */
export async function signOut(mess: Mess, actor: Actor, token: string): Promise<void> {
  const signedIn = requireSignedIn(actor);
  await change(mess, actor, `${signedIn.kind} logout`, async ({ trx, record }) => {
    await record({ subject: signedIn.id });
    await deleteSession(trx, hashToken(token));
  });
}
