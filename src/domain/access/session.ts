import { ValueError } from '../../errors.ts';

/** A session as people see it: it says nothing by which anybody could come. */
export interface ListedSession {
  /** The beginning of the hash of its token: enough to tell it from others. */
  readonly session: string;
  readonly kind: 'admin' | 'student';
  /** Of whoever is signed in. */
  readonly id: string;
  /** Where it began, such as `user@host`; null where that was not noted. */
  readonly place: string | null;
  /** All ISO 8601, UTC. */
  readonly startedAt: string;
  readonly lastUsedAt: string;
  readonly expiresAt: string;
  /** Whether it is the one that asks. */
  readonly current: boolean;
}

export const SESSION_NAME_LENGTH = 8;

/** @throws ValueError `bad_session` */
export function parseSessionName(text: string): string {
  const name = text.trim().toLowerCase();
  if (/^[0-9a-f]{8}$/.test(name)) return name;
  throw new ValueError(
    'bad_session',
    `not a session; write its ${SESSION_NAME_LENGTH} digits and letters`,
  );
}

/** How a student signed in: what was asked for. */
export const SIGN_IN_WAYS = ['phone', 'code', 'secret'] as const;

/** One sign-in of a student. */
export interface StudentSignIn {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly id: string;
  readonly by: (typeof SIGN_IN_WAYS)[number];
  readonly place: string;
}
