import type { Knex } from 'knex';
import { idKey } from '../../domain/values/id.ts';
import type { DbInteger } from '../numbers.ts';

export interface SignInFailures {
  readonly failures: number;
  /** ISO 8601, UTC. */
  readonly lastFailedAt: string;
}

type Kind = 'admin' | 'student';

interface Row {
  kind: Kind;
  id_key: string;
  failures: DbInteger;
  last_failed_at: string;
}

export async function findSignInFailures(
  db: Knex,
  kind: Kind,
  id: string,
): Promise<SignInFailures | undefined> {
  const row: Row | undefined = await db('sign_in_failures')
    .where({ kind, id_key: idKey(id) })
    .first();
  return row && { failures: Number(row.failures), lastFailedAt: row.last_failed_at };
}

export async function saveSignInFailures(
  db: Knex,
  kind: Kind,
  id: string,
  { failures, lastFailedAt }: SignInFailures,
): Promise<void> {
  const key = { kind, id_key: idKey(id) };
  const change = { failures, last_failed_at: lastFailedAt };
  const updated = Number(await db('sign_in_failures').where(key).update(change));
  if (updated === 0) await db('sign_in_failures').insert({ ...key, ...change });
}

export async function clearSignInFailures(db: Knex, kind: Kind, id: string): Promise<void> {
  await db('sign_in_failures')
    .where({ kind, id_key: idKey(id) })
    .delete();
}

/**
 * Drops what no longer locks anybody out, so that made-up ids do not pile up, and what is later than
 * now: the clock was wrong then.
 */
export async function dropSignInFailuresOutside(
  db: Knex,
  oldest: string,
  now: string,
): Promise<void> {
  await db('sign_in_failures')
    .where('last_failed_at', '<=', oldest)
    .orWhere('last_failed_at', '>', now)
    .delete();
}
