import type { Knex } from 'knex';
import { findServiceTokenByHash } from '../data/access/service-tokens.ts';
import { findSession, type SessionWithHolder } from '../data/access/sessions.ts';
import { isExpired } from '../domain/access/service-token.ts';
import type { Actor, SignedIn } from '../domain/actor.ts';
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

/**
 * Who acts, as they are by now, while what they began is at work. That the session or the token was ended, the admin
 * disabled or given another role counts; that nobody typed anything for long, or that its time is over, does not.
 */
export async function findStanding(db: Knex, actor: SignedIn): Promise<Actor> {
  if (actor.kind === 'token') {
    const token = await findServiceTokenByHash(db, actor.tokenHash);
    return token ? { ...actor, may: token.may } : { kind: 'nobody', why: 'no such token' };
  }
  const holder = (await findSession(db, actor.tokenHash))?.holder;
  if (holder === undefined || holder.kind !== actor.kind) {
    return { kind: 'nobody', why: 'session over' };
  }
  if (actor.kind !== 'admin' || holder.kind !== 'admin') return actor;
  if (holder.disabledAt !== null) return { kind: 'nobody', why: 'session over' };
  return { ...actor, role: holder.role };
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
