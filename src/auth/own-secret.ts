import type { Knex } from 'knex';
import { findSignInWays } from '../data/access/student-sign-ins.ts';
import type { Actor } from '../domain/actor.ts';
import { NotAllowedError } from '../errors.ts';

/**
 * Whether a student signed in with what nobody else knows: a phone number, classmates know. What began so
 * changes nothing.
 */
export async function hasOwnSecret(db: Knex, actor: Actor): Promise<boolean> {
  if (actor.kind !== 'student') return false;
  const ways = await findSignInWays(db, actor.tokenHash);
  return ways.length > 0 && !ways.includes('phone');
}

/** @throws NotAllowedError the student signed in with a phone number */
export async function requireOwnSecret(db: Knex, actor: Actor): Promise<void> {
  if (await hasOwnSecret(db, actor)) return;
  throw new NotAllowedError(
    'own_secret_needed',
    'Who signed in with a phone number looks, and changes nothing.',
  );
}
