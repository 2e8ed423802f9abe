import type { Knex } from 'knex';
import { findServiceTokenByHash, type ServiceTokenRecord } from '../data/service-tokens.ts';
import { findSession, type SessionWithHolder } from '../data/sessions.ts';

export const ADMIN_IDLE_MS = 30 * 60_000;
export const ADMIN_SESSION_MS = 12 * 60 * 60_000;
export const STUDENT_SESSION_MS = 60 * 60_000;

/**
 * A session that still counts: it has not ended and its holder may still sign in.
 *
 * @returns undefined for any other
 */
export async function findStandingSession(
  db: Knex,
  tokenHash: string,
  now: Date,
): Promise<SessionWithHolder | undefined> {
  const session = await findSession(db, tokenHash);
  if (session === undefined || sessionEnd(session) <= now) return undefined;
  const { holder } = session;
  return holder.kind === 'admin' && holder.disabledAt !== null ? undefined : session;
}

/**
 * A service token that is not revoked and not expired.
 *
 * @returns undefined for any other
 */
export async function findStandingToken(
  db: Knex,
  tokenHash: string,
  now: Date,
): Promise<ServiceTokenRecord | undefined> {
  const token = await findServiceTokenByHash(db, tokenHash);
  return token === undefined || Date.parse(token.expiresAt) <= now.getTime() ? undefined : token;
}

/** An admin's session also ends when it is idle. */
export function sessionEnd(session: SessionWithHolder): Date {
  const end = Date.parse(session.expiresAt);
  if (session.holder.kind === 'student') return new Date(end);
  return new Date(Math.min(end, Date.parse(session.lastUsedAt) + ADMIN_IDLE_MS));
}
