import { ValueError } from '../../errors.ts';

export const DAY_MS = 24 * 60 * 60_000;

/** How long a service token lives at most, in days, and when nobody says otherwise. */
export const MAX_TOKEN_DAYS = 400;

/** A token that expires sooner than this is warned of. */
export const WARN_BEFORE_MS = 14 * DAY_MS;

/**
 * What a service token may be allowed, in the order in which it is said. One more is a word here, and
 * stands beside the roles in the table of permissions.
 */
export const TOKEN_RIGHTS = ['bills', 'import', 'read', 'backup', 'payments', 'messages'] as const;

export type TokenRight = (typeof TOKEN_RIGHTS)[number];

/** Those of a token of which nothing else is said. */
export const USUAL_TOKEN_RIGHTS: readonly TokenRight[] = ['bills', 'import', 'read'];

/** What a program signs in with, as others may see it: without the secret and its hash. */
export interface ServiceToken {
  readonly name: string;
  readonly may: readonly TokenRight[];
  /** All ISO 8601, UTC. */
  readonly createdAt: string;
  readonly expiresAt: string;
  /** Null where it was never used. */
  readonly lastUsedAt: string | null;
  readonly status: 'valid' | 'expired';
}

/**
 * What a token may do: words of `TOKEN_RIGHTS` with commas between, in any order.
 *
 * @returns them in the order of `TOKEN_RIGHTS`, each once
 * @throws ValueError `bad_right`
 */
export function parseTokenRights(text: string): TokenRight[] {
  const words = text.split(',').map((word) => word.trim().toLowerCase());
  const isKnown = (word: string) => TOKEN_RIGHTS.some((right) => right === word);
  if (!words.every(isKnown)) {
    throw new ValueError('bad_right', `not words of ${TOKEN_RIGHTS.join(', ')}`);
  }
  return TOKEN_RIGHTS.filter((right) => words.includes(right));
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
