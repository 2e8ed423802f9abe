import type { Knex } from 'knex';
import type { SignInFailures } from '../../domain/access/sign-in-wait.ts';
import { idKey } from '../../domain/values/id.ts';
import type { DbInteger } from '../numbers.ts';

/** Whom somebody tries to sign in as, and from where. */
export interface Attempt {
  readonly kind: 'admin' | 'student';
  readonly id: string;
  readonly place: string;
}

interface Row {
  failures: DbInteger;
  last_failed_at: string;
}

export async function findSignInFailures(
  db: Knex,
  attempt: Attempt,
): Promise<SignInFailures | undefined> {
  const row: Row | undefined = await db('sign_in_attempts').where(keyOf(attempt)).first();
  return row && { failures: Number(row.failures), lastFailedAt: row.last_failed_at };
}

export async function saveSignInFailures(
  trx: Knex.Transaction,
  attempt: Attempt,
  { failures, lastFailedAt }: SignInFailures,
): Promise<void> {
  const key = keyOf(attempt);
  const change = { failures, last_failed_at: lastFailedAt };
  const updated = Number(await trx('sign_in_attempts').where(key).update(change));
  if (updated === 0) await trx('sign_in_attempts').insert({ ...key, ...change });
}

/** Forgets the failures from one place. */
export async function clearSignInFailures(trx: Knex.Transaction, attempt: Attempt): Promise<void> {
  await trx('sign_in_attempts').where(keyOf(attempt)).delete();
}

/** Forgets the failures from everywhere: their secret is another one now. */
export async function clearSignInFailuresOf(
  trx: Knex.Transaction,
  kind: Attempt['kind'],
  id: string,
): Promise<void> {
  await trx('sign_in_attempts')
    .where({ kind, id_key: idKey(id) })
    .delete();
}

/** Drops what is long past, so that made-up ids do not pile up. */
export async function dropSignInFailuresBefore(
  trx: Knex.Transaction,
  oldest: string,
): Promise<void> {
  await trx('sign_in_attempts').where('last_failed_at', '<=', oldest).delete();
}

/** Nobody's id is longer; what somebody made up may be. */
const KEPT_OF_ID = 32;

function keyOf({ kind, id, place }: Attempt) {
  return { kind, id_key: idKey(id).slice(0, KEPT_OF_ID), place };
}
