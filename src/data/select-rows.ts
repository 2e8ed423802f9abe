import type { Knex } from 'knex';
import { dialectOf, type SqlValue } from './dialect.ts';

/**
 * Rows of a query that is asked again and again: each connection prepares it once, and nothing builds it anew.
 *
 * @param columns what each row has, by its key; identifiers in double quotes
 * @param rest from `from` on, with `?` for each value
 */
export async function selectRows<R extends object>(
  db: Knex,
  columns: Readonly<Record<keyof R & string, string>>,
  rest: string,
  values: readonly SqlValue[] = [],
): Promise<R[]> {
  const keys = Object.keys(columns);
  const sql = `select ${Object.values(columns).join(', ')} ${rest}`;
  const rows = await dialectOf(db).selectArrays<readonly SqlValue[]>(db, sql, values);
  return rows.map(
    (row) => Object.fromEntries(keys.map((key, index) => [key, row[index]])) as unknown as R,
  );
}
