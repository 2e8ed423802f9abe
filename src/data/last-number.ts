import type { Knex } from 'knex';
import type { DbInteger } from './numbers.ts';

/**
 * The highest number in a table of which no row is ever deleted; 0 in an empty one. Numbers that people
 * see are counted up from it by one: those that a server gives go up by the number of its nodes, and
 * leave gaps.
 */
export async function lastNumber(
  db: Knex,
  table: 'audit_entries' | 'imports' | 'purchases',
): Promise<number> {
  const column = table === 'audit_entries' ? 'sequence' : 'no';
  const row: { last?: DbInteger | null } | undefined = await db(table)
    .max({ last: column })
    .first();
  return Number(row?.last ?? 0);
}
