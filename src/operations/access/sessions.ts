import { requireSignedIn } from '../../auth/permissions.ts';
import { findTokenHolder, findValidSession, sessionEnd } from '../../auth/session-check.ts';
import { hashToken } from '../../auth/tokens.ts';
import { touchServiceToken } from '../../data/access/service-tokens.ts';
import { deleteSession, type SessionWithHolder, touchSession } from '../../data/access/sessions.ts';
import { inTransaction } from '../../data/transaction.ts';
import type { Actor } from '../../domain/actor.ts';
import { change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';

const TOUCH_EVERY_MS = 60_000;

/**
 * Who holds a session token, looked up without a trace: the use is not noted. For what only helps at the keyboard.
 *
 * @param service whether it is the token of a service
 */
export async function recognise(mess: Mess, token: string, service: boolean): Promise<Actor> {
  const tokenHash = hashToken(token);
  if (service) return (await findTokenHolder(mess.db, tokenHash, mess.now())).actor;
  const session = await findValidSession(mess.db, tokenHash, mess.now(), mess.settings);
  return session === undefined
    ? { kind: 'nobody', why: 'session over' }
    : toActor(session.holder, sessionEnd(session, mess.settings), tokenHash);
}

/**
 * Who holds a session token. Role and status are read from the database each time. Notes the use at
 * most once a minute, in its own write, whose failure fails nothing.
 */
export async function identify(mess: Mess, token: string | undefined): Promise<Actor> {
  if (token === undefined) return { kind: 'nobody', why: 'no session' };
  const tokenHash = hashToken(token);
  const now = mess.now();
  const session = await findValidSession(mess.db, tokenHash, now, mess.settings);
  if (session === undefined) return { kind: 'nobody', why: 'session over' };
  let endsAt = sessionEnd(session, mess.settings);
  if (now.getTime() - Date.parse(session.lastUsedAt) >= TOUCH_EVERY_MS) {
    const at = now.toISOString();
    try {
      await touchSession(mess.db, tokenHash, at);
      endsAt = sessionEnd({ ...session, lastUsedAt: at }, mess.settings);
    } catch {
      // Another writer is busy or the disk is full: the command itself will say so if it matters.
    }
  }
  return toActor(session.holder, endsAt, tokenHash);
}

function toActor(holder: SessionWithHolder['holder'], endsAt: Date, tokenHash: string): Actor {
  const expiresAt = endsAt.toISOString();
  return holder.kind === 'admin'
    ? { kind: 'admin', id: holder.id, role: holder.role, expiresAt, tokenHash }
    : { kind: 'student', no: holder.no, id: holder.id, expiresAt, tokenHash };
}

/** Who holds a service token. Like `identify` it looks each time, and notes the use. */
export async function identifyService(mess: Mess, token: string): Promise<Actor> {
  const tokenHash = hashToken(token);
  const now = mess.now();
  const { actor, lastUsedAt } = await findTokenHolder(mess.db, tokenHash, now);
  const isNoted = lastUsedAt !== null && now.getTime() - Date.parse(lastUsedAt) < TOUCH_EVERY_MS;
  if (actor.kind === 'token' && !isNoted) {
    try {
      await touchServiceToken(mess.db, tokenHash, now.toISOString());
    } catch {
      // Like the use of a session: it must not fail what the token is used for.
    }
  }
  return actor;
}

/** Ends a session, if it still is one. */
export async function signOut(mess: Mess, actor: Actor, token: string): Promise<void> {
  const signedIn = requireSignedIn(actor);
  // Students' comings and goings would flood the record of changes.
  if (signedIn.kind === 'student') {
    await inTransaction(mess.db, (trx) => deleteSession(trx, hashToken(token)));
    return;
  }
  await change(mess, actor, `${signedIn.kind} logout`, async ({ trx, record }) => {
    await record({ subject: signedIn.id });
    await deleteSession(trx, hashToken(token));
  });
}
