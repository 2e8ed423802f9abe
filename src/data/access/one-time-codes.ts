import type { Knex } from 'knex';
import { idKey } from '../../domain/values/id.ts';

/** Who a one-time code is for. */
export type CodeHolder =
  | { readonly kind: 'admin'; readonly id: string }
  | { readonly kind: 'student'; readonly no: number };

export interface StoredCode {
  /** SHA-256, in hexadecimal. */
  readonly codeHash: string;
  /** Both ISO 8601, UTC. */
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** Stores a code in place of the one before. */
export async function replaceOneTimeCode(
  trx: Knex.Transaction,
  holder: CodeHolder,
  { codeHash, createdAt, expiresAt }: StoredCode,
): Promise<void> {
  await deleteOneTimeCode(trx, holder);
  await trx('one_time_codes').insert({
    code_hash: codeHash,
    admin_key: null,
    student_no: null,
    ...keyOf(holder),
    created_at: createdAt,
    expires_at: expiresAt,
  });
}

export async function findOneTimeCode(
  db: Knex,
  holder: CodeHolder,
): Promise<StoredCode | undefined> {
  const row: { code_hash: string; created_at: string; expires_at: string } | undefined = await db(
    'one_time_codes',
  )
    .where(keyOf(holder))
    .first('code_hash', 'created_at', 'expires_at');
  return row && { codeHash: row.code_hash, createdAt: row.created_at, expiresAt: row.expires_at };
}

export async function deleteOneTimeCode(trx: Knex.Transaction, holder: CodeHolder): Promise<void> {
  await trx('one_time_codes').where(keyOf(holder)).delete();
}

function keyOf(holder: CodeHolder): { admin_key: string } | { student_no: number } {
  return holder.kind === 'admin' ? { admin_key: idKey(holder.id) } : { student_no: holder.no };
}
