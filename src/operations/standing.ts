import type { Knex } from 'knex';
import { findServiceTokenByHash, type ServiceTokenRecord } from '../data/service-tokens.ts';
import { findSession, type SessionWithHolder } from '../data/sessions.ts';
import type { SessionLimits } from '../domain/settings.ts';

const MINUTE_MS = 60_000;

/**
 * A session that still counts: it has not ended and its holder may still sign in.
 *
 * @param limits of the mess as they are now
 * @returns undefined for any other
 */
export async function findStandingSession(
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
export function sessionEnd(
  session: SessionWithHolder,
  { adminIdleMinutes }: Pick<SessionLimits, 'adminIdleMinutes'>,
): Date {
  const end = Date.parse(session.expiresAt);
  if (session.holder.kind === 'student') return new Date(end);
  const idleEnd = Date.parse(session.lastUsedAt) + adminIdleMinutes * MINUTE_MS;
  return new Date(Math.min(end, idleEnd));
}
