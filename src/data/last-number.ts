import type { Knex } from 'knex';
import { dialectOf, type SqlValue } from './dialect.ts';

/** Tables whose rows are numbered, of which the newest is never deleted: but a student whom nothing else names. */
type NumberedTable =
  | 'audit_entries'
  | 'bank_lines'
  | 'charge_kinds'
  | 'charges'
  | 'imports'
  | 'ledger_entries'
  | 'messages'
  | 'payment_claims'
  | 'purchase_heads'
  | 'purchases'
  | 'students'
  | 'student_sign_ins';

/**
 * The highest number in a table; 0 in an empty one. Whose turn it is to write counts up from it by one:
 * the numbers that a server gives go up by the number of nodes in its cluster, and leave gaps.
 */
export async function lastNumber(db: Knex, table: NumberedTable): Promise<number> {
  const column = table === 'audit_entries' ? 'sequence' : 'no';
  const sql = `select max(${column}) from ${table}`;
  const [row] = await dialectOf(db).selectArrays<[SqlValue]>(db, sql);
  return Number(row?.[0] ?? 0);
}
