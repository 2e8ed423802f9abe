import type { Knex } from 'knex';
import {
  ORIGINAL_TABLE_NAMES,
  ORIGINAL_TABLES,
  type OriginalRow,
  type OriginalRows,
  type OriginalTable,
} from '../../domain/original/original.ts';
import { shortestSingle } from '../../domain/original/values.ts';
import { describeAddress, type MysqlAddress } from '../../domain/values/database-address.ts';
import { InvalidInputError } from '../../errors.ts';
import { dialectOf } from '../dialect.ts';
import { connectMysql } from '../mysql/mysql.ts';
import { mysqlOptions, type OpenOptions } from '../open.ts';

/**
 * Reads everything that the original service had recorded, as it is at one moment. Nothing is ever
 * written there: the server is told to refuse it.
 *
 * @throws InvalidInputError a table or a column is missing
 */
export async function readOriginalRows(
  address: MysqlAddress,
  options: OpenOptions,
): Promise<OriginalRows> {
  const db = await connectMysql(address, mysqlOptions(options));
  try {
    await db.raw('set session transaction read only');
    return await dialectOf(db).readSnapshot(db, async (trx) => {
      const types = await readColumnTypes(trx);
      refuseMissingColumns(types, describeAddress(address));
      const read = (table: OriginalTable) => readTable(trx, table, types);
      return {
        student: await read('student'),
        attendance: await read('attendance'),
        expense: await read('expense'),
        student_expense: await read('student_expense'),
        admin: await read('admin'),
      };
    });
  } finally {
    await db.destroy();
  }
}

/** How the columns of the database are kept, by table and by name in small letters. */
type ColumnTypes = ReadonlyMap<string, ReadonlyMap<string, string>>;

async function readColumnTypes(db: Knex): Promise<ColumnTypes> {
  const rows = await dialectOf(db).selectArrays<[string, string, string]>(
    db,
    `select table_name, column_name, data_type from information_schema.columns
     where table_schema = database()`,
  );
  const types = new Map<string, Map<string, string>>();
  for (const [table, column, type] of rows) {
    const columns = types.get(table) ?? new Map<string, string>();
    types.set(table, columns.set(column.toLowerCase(), type.toLowerCase()));
  }
  return types;
}

function refuseMissingColumns(types: ColumnTypes, label: string): void {
  const missing = ORIGINAL_TABLE_NAMES.flatMap((table) => {
    const found = types.get(table);
    if (found === undefined) return [`table ${table}`];
    const columns = ORIGINAL_TABLES[table].filter((column) => !found.has(column));
    if (columns.length === 0) return [];
    return [
      `${columns.length === 1 ? 'column' : 'columns'} ${columns.join(', ')} of table ${table}`,
    ];
  });
  if (missing.length === 0) return;
  throw new InvalidInputError(
    'unfit_original',
    `${label} is no database of the original service, or its user may not read all of it. ` +
      `Missing: ${missing.join('; ')}.`,
  );
}

/** The rows of a table in the order of its key. */
async function readTable(
  db: Knex,
  table: OriginalTable,
  types: ColumnTypes,
): Promise<OriginalRow[]> {
  const columns: readonly string[] = ORIGINAL_TABLES[table];
  const typeOf = (column: string) => types.get(table)?.get(column) ?? '';
  const isSingle = columns.map((column) => typeOf(column) === 'float');
  const isBytes = columns.map((column) => /binary|blob/.test(typeOf(column)));
  const cells = columns.map((column, index) => {
    const name = `"${table}"."${column}"`;
    // The server would make a ? of bytes that are no text.
    if (isBytes[index]) return `hex(${name})`;
    // As text MySQL gives six digits of a single-precision number, which is not all of it.
    return `cast(${isSingle[index] ? `${name} + 0e0` : name} as char)`;
  });
  // The column and not its text: numbers are to be in their own order.
  const order = columns.map((column) => `"${table}"."${column}"`).join(', ');
  const rows = await dialectOf(db).selectArrays<(string | null)[]>(
    db,
    `select ${cells.join(', ')} from "${table}" order by ${order}`,
  );
  if (!isSingle.includes(true) && !isBytes.includes(true)) return rows;
  return rows.map((row) =>
    row.map((cell, index) => {
      if (cell === null) return null;
      if (isBytes[index]) return Buffer.from(cell, 'hex').toString('utf8');
      return isSingle[index] ? shortestSingle(cell) : cell;
    }),
  );
}
