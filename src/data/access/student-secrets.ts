import type { Knex } from 'knex';
import { dialectOf } from '../dialect.ts';

/** @returns the bcrypt hash of a student's secret; undefined where none is set */
export async function findStudentSecret(db: Knex, no: number): Promise<string | undefined> {
  const row: { secret_hash: string } | undefined = await db('student_secrets')
    .where({ student_no: no })
    .first('secret_hash');
  return row?.secret_hash;
}

/** @param at ISO 8601, UTC */
export async function replaceStudentSecret(
  trx: Knex.Transaction,
  no: number,
  secretHash: string,
  at: string,
): Promise<void> {
  await deleteStudentSecret(trx, no);
  await trx('student_secrets').insert({ student_no: no, secret_hash: secretHash, set_at: at });
}

export async function deleteStudentSecret(trx: Knex.Transaction, no: number): Promise<void> {
  await trx('student_secrets').where({ student_no: no }).delete();
}

/** The numbers of all students who have set one. */
export async function listStudentsWithSecret(db: Knex): Promise<Set<number>> {
  const rows: { student_no: number | string }[] = await db('student_secrets').select('student_no');
  return new Set(rows.map(({ student_no: no }) => Number(no)));
}

/** A code for one of many students. All times are ISO 8601, UTC. */
export interface StudentCode {
  readonly no: number;
  readonly codeHash: string;
  readonly createdAt: string;
  readonly expiresAt: string;
}

const CHUNK = 500;

/** Stores codes of many students in place of those before. */
export async function replaceStudentCodes(
  trx: Knex.Transaction,
  codes: readonly StudentCode[],
): Promise<void> {
  for (let start = 0; start < codes.length; start += CHUNK) {
    const numbers = codes.slice(start, start + CHUNK).map(({ no }) => no);
    await trx('one_time_codes').whereIn('student_no', numbers).delete();
  }
  const columns = ['code_hash', 'admin_key', 'student_no', 'created_at', 'expires_at'];
  const rows = codes.map(({ no, codeHash, createdAt, expiresAt }) => {
    return [codeHash, null, no, createdAt, expiresAt];
  });
  await dialectOf(trx).insertRows(trx, 'one_time_codes', columns, rows);
}
