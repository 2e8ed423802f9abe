import type { Knex } from 'knex';
import { findServiceTokenByHash } from '../data/access/service-tokens.ts';
import { findSession, type SessionWithHolder } from '../data/access/sessions.ts';
import { isExpired } from '../domain/access/service-token.ts';
import type { Actor } from '../domain/actor.ts';
import type { SessionLimits } from '../domain/mess/settings.ts';

const MINUTE_MS = 60_000;

/**
 * A session that still counts: it has not ended and its holder may still sign in.
 *
 * @param limits of the mess as they are now
 * @returns undefined for any other
 */
export async function findValidSession(
  db: Knex,
  tokenHash: string,
  now: Date,
  limits: Pick<SessionLimits, 'adminIdleMinutes'>,
): Promise<SessionWithHolder | undefined> {
  const session = await findSession(db, tokenHash);
  if (session === undefined || sessionEnd(session, limits) <= now) return undefined;
  const { holder } = session;
  return holder.kind === 'admin' && holder.disabledAt !== null ? undefined : session;
}

/**
 * Who holds a service token: a program, or nobody where it is revoked or expired.
 *
 * @returns with when it was last used, ISO 8601, UTC; null for never
 */
export async function findTokenHolder(
  db: Knex,
  tokenHash: string,
  now: Date,
): Promise<{ readonly actor: Actor; readonly lastUsedAt: string | null }> {
  const token = await findServiceTokenByHash(db, tokenHash);
  if (token === undefined) {
    return { actor: { kind: 'nobody', why: 'no such token' }, lastUsedAt: null };
  }
  const { name, may, expiresAt, lastUsedAt } = token;
  const actor: Actor = isExpired(expiresAt, now)
    ? { kind: 'nobody', why: 'token expired', name }
    : { kind: 'token', id: name, may, expiresAt, tokenHash };
  return { actor, lastUsedAt };
}

/** An admin's session also ends when it is idle. */
export function sessionEnd(
  session: SessionWithHolder,
  { adminIdleMinutes }: Pick<SessionLimits, 'adminIdleMinutes'>,
): Date {
  const end = Date.parse(session.expiresAt);
  if (session.holder.kind === 'student') return new Date(end);
  const idleEnd = Date.parse(session.lastUsedAt) + adminIdleMinutes * MINUTE_MS;
  return new Date(Math.min(end, idleEnd));
}
