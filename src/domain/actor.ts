import type { AdminRole } from './access/admin.ts';
import type { TokenRight } from './access/service-token.ts';

/**
 * Somebody signed in. `expiresAt` is an ISO 8601 time in UTC; `tokenHash` is that of the session or of
 * the service token, so that it can be looked at again before anything is written.
 */
export type SignedIn =
  | {
      readonly kind: 'admin';
      readonly id: string;
      readonly role: AdminRole;
      readonly expiresAt: string;
      readonly tokenHash: string;
    }
  | {
      readonly kind: 'student';
      readonly no: number;
      readonly id: string;
      readonly expiresAt: string;
      readonly tokenHash: string;
    }
  /** A program that nobody watches; its id is the name of its token. */
  | {
      readonly kind: 'token';
      readonly id: string;
      readonly may: readonly TokenRight[];
      readonly expiresAt: string;
      readonly tokenHash: string;
    };

/** Who is acting. `database` is whoever holds the database, for what needs no sign-in. */
export type Actor =
  | SignedIn
  | { readonly kind: 'database' }
  | { readonly kind: 'nobody'; readonly why: 'no session' | 'session over' | 'no such token' }
  /** Who holds a service token that was one. */
  | { readonly kind: 'nobody'; readonly why: 'token expired'; readonly name: string };
