import { ValueError } from '../../errors.ts';

export const DAY_MS = 24 * 60 * 60_000;

/** How long a service token lives at most, in days, and when nobody says otherwise. */
export const MAX_TOKEN_DAYS = 400;

/** A token that expires sooner than this is warned of. */
export const WARN_BEFORE_MS = 14 * DAY_MS;

/** What a program signs in with, as others may see it: without the secret and its hash. */
export interface ServiceToken {
  readonly name: string;
  /** All ISO 8601, UTC. */
  readonly createdAt: string;
  readonly expiresAt: string;
  /** Null where it was never used. */
  readonly lastUsedAt: string | null;
  readonly status: 'valid' | 'expired';
}

/** @param expiresAt ISO 8601, UTC; at that moment it is over */
export function isExpired(expiresAt: string, now: Date): boolean {
  return Date.parse(expiresAt) <= now.getTime();
}

/**
 * How many days a service token is to live: `30d`, 1 to 400.
 *
 * @throws ValueError `bad_duration`
 */
export function parseTokenDays(text: string): number {
  const match = /^(\d{1,4})\s*d(?:ays?)?$/i.exec(text.trim());
  const days = Number(match?.[1]);
  if (match === null || days < 1 || days > MAX_TOKEN_DAYS) {
    throw new ValueError('bad_duration', `not a time of 1d to ${MAX_TOKEN_DAYS}d (days)`);
  }
  return days;
}
