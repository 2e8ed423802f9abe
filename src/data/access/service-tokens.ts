import type { Knex } from 'knex';
import { TOKEN_RIGHTS, type TokenRight } from '../../domain/access/service-token.ts';
import { idKey } from '../../domain/values/id.ts';
import { dialectOf } from '../dialect.ts';

/** What a program signs in with. All times are ISO 8601, UTC. */
export interface ServiceTokenRecord {
  readonly name: string;
  /** SHA-256 of the token, in hexadecimal. */
  readonly tokenHash: string;
  readonly may: readonly TokenRight[];
  readonly createdAt: string;
  readonly expiresAt: string;
  /** Null where it was never used. */
  readonly lastUsedAt: string | null;
}

interface ServiceTokenRow {
  name: string;
  token_hash: string;
  created_at: string;
  expires_at: string;
  last_used_at: string | null;
  may: string;
}

const COLUMNS = ['name', 'token_hash', 'created_at', 'expires_at', 'last_used_at', 'may'] as const;

export async function insertServiceToken(
  trx: Knex.Transaction,
  token: ServiceTokenRecord,
): Promise<void> {
  await trx('service_tokens').insert({
    name_key: idKey(token.name),
    name: token.name,
    token_hash: token.tokenHash,
    created_at: token.createdAt,
    expires_at: token.expiresAt,
    last_used_at: token.lastUsedAt,
    may: token.may.join(','),
  });
}

/** Without regard to case. */
export async function findServiceToken(
  db: Knex,
  name: string,
): Promise<ServiceTokenRecord | undefined> {
  return first(db, { name_key: idKey(name) });
}

export async function findServiceTokenByHash(
  db: Knex,
  tokenHash: string,
): Promise<ServiceTokenRecord | undefined> {
  return first(db, { token_hash: tokenHash });
}

async function first(
  db: Knex,
  where: Record<string, string>,
): Promise<ServiceTokenRecord | undefined> {
  const row: ServiceTokenRow | undefined = await db('service_tokens')
    .where(where)
    .first(...COLUMNS);
  return row && fromRow(row);
}

/** Ordered by name. */
export async function listServiceTokens(db: Knex): Promise<ServiceTokenRecord[]> {
  const rows: ServiceTokenRow[] = await db('service_tokens')
    .orderBy('name')
    .select(...COLUMNS);
  return rows.map(fromRow);
}

/** Notes that a token was used; does not wait for another writer. */
export async function touchServiceToken(db: Knex, tokenHash: string, at: string): Promise<void> {
  const sql = 'update "service_tokens" set "last_used_at" = ? where "token_hash" = ?';
  await dialectOf(db).executeIfFree(db, sql, [at, tokenHash]);
}

export async function deleteServiceToken(trx: Knex.Transaction, name: string): Promise<void> {
  await trx('service_tokens')
    .where({ name_key: idKey(name) })
    .delete();
}

function fromRow(row: ServiceTokenRow): ServiceTokenRecord {
  const words = row.may.split(',');
  return {
    name: row.name,
    tokenHash: row.token_hash,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    // What only a newer program knows is not granted.
    may: TOKEN_RIGHTS.filter((right) => words.includes(right)),
  };
}
