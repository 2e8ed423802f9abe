import type { Knex } from 'knex';
import { dialectOf, type SqlValue } from './dialect.ts';

/**
 * Rows of a query that is asked again and again: each connection prepares it once, and nothing builds it anew.
 *
 * @param columns what each row has, by its key; identifiers in double quotes
 * @param rest from `from` on, with `?` for each value
 * @param asked these values
 */
export async function selectRows<R extends object>(
  db: Knex,
  columns: Readonly<Record<keyof R & string, string>>,
  rest: string,
  asked: readonly SqlValue[] = [],
): Promise<R[]> {
  const keys = Object.keys(columns);
  const sql = `select ${Object.values(columns).join(', ')} ${rest}`;
  const rows = await dialectOf(db).selectArrays<readonly SqlValue[]>(db, sql, asked);
  return rows.map((values) => {
    const row: Record<string, SqlValue | undefined> = {};
    for (let index = 0; index < keys.length; index++) row[keys[index] as string] = values[index];
    return row as unknown as R;
  });
}
