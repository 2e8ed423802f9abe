import type { Knex } from 'knex';
import {
  type BackupPart,
  createDigester,
  type Digester,
  isSameDigest,
  type StoredRow,
  type StoredValue,
  type TableDigest,
} from '../domain/backup.ts';
import { InvalidInputError } from '../errors.ts';
import { dialectOf, type SqlValue } from './dialect.ts';
import { latestMigration } from './migrations.ts';
import { type ColumnKind, TABLES, type Table } from './tables.ts';

/** A value that its column cannot have, though the database has let it in. */
export class BadStoredValue extends Error {
  readonly column: string;
  /** The primary key of its row, where that is known. */
  key = '';

  constructor(column: string, value: unknown) {
    super(`${column} has a value that mess does not store: ${String(value)}`);
    this.name = 'BadStoredValue';
    this.column = column;
  }
}

/** Those that a backup and a copy have. */
export const COPIED_TABLES: readonly Table[] = TABLES.filter(({ isCopied }) => isCopied);

function normalize(kind: ColumnKind, column: string, value: SqlValue): StoredValue {
  if (value === null) return null;
  if (kind === 'text') {
    if (typeof value === 'string') return value;
  } else if (/^-?\d+$/.test(String(value))) {
    if (kind === 'money') return String(value);
    if (Number.isSafeInteger(Number(value))) return Number(value);
  }
  throw new BadStoredValue(column, value);
}

/**
 * The rows of a table in the order of its primary key, the same from every database, in batches.
 *
 * @param onBad told of a value that its column cannot have; it is null then. Thrown when undefined
 */
export async function* streamTable(
  trx: Knex,
  table: Table,
  columnNames: readonly string[] = Object.keys(table.columns),
  onBad?: (bad: BadStoredValue) => void,
): AsyncIterable<StoredRow[]> {
  const columns = columnNames.map((name) => [name, table.columns[name] ?? 'text'] as const);
  const names = columnNames.map((name) => `"${name}"`).join(', ');
  const order = table.primaryKey.map((name) => `"${name}"`).join(', ');
  const sql = `select ${names} from "${table.name}" order by ${order}`;
  for await (const batch of dialectOf(trx).streamArrays(trx, sql)) {
    yield batch.map((row) =>
      columns.map(([name, kind], index) => {
        try {
          return normalize(kind, name, row[index] ?? null);
        } catch (error) {
          if (onBad === undefined || !(error instanceof BadStoredValue)) throw error;
          error.key = table.primaryKey
            .map((part) => String(row[columnNames.indexOf(part)]))
            .join(' ');
          onBad(error);
          return null;
        }
      }),
    );
  }
}

function digesterOf(table: Table, columns: readonly string[]): Digester {
  const money = columns.flatMap((name, place) => (table.columns[name] === 'money' ? [place] : []));
  return createDigester(columns, money);
}

/**
 * All that a mess holds, but for what belongs to its database alone. The last part, with the checksum
 * of the text, is left to whoever writes the text.
 *
 * @param trx a snapshot, so that the tables fit together
 */
export async function* dump(trx: Knex): AsyncIterable<BackupPart> {
  yield { kind: 'header', version: 1, migration: latestMigration() };
  for (const table of COPIED_TABLES) {
    const columns = Object.keys(table.columns);
    const digester = digesterOf(table, columns);
    yield { kind: 'table', name: table.name, columns };
    for await (const rows of streamTable(trx, table)) {
      digester.add(rows);
      yield { kind: 'rows', rows };
    }
    yield { kind: 'table end', digest: digester.finish() };
  }
}

/** A table as it was read from a backup. */
export interface LoadedTable {
  readonly table: Table;
  /** An older backup may lack some. */
  readonly columns: readonly string[];
  readonly digest: TableDigest;
}

/**
 * Reads back what was loaded: counts, sums and checksums must be those of the backup.
 *
 * @throws Error they are not
 */
export async function checkLoaded(
  trx: Knex,
  loaded: ReadonlyMap<string, LoadedTable>,
): Promise<void> {
  for (const table of COPIED_TABLES) {
    const from = loaded.get(table.name);
    const columns = from?.columns ?? Object.keys(table.columns);
    const digester = digesterOf(table, columns);
    for await (const rows of streamTable(trx, table, columns)) digester.add(rows);
    const stored = digester.finish();
    const isSame = from === undefined ? stored.rows === 0 : isSameDigest(stored, from.digest);
    if (!isSame) throw new Error(`${table.name} is not what was to be copied`);
  }
}

/**
 * Writes what a backup holds into empty tables. Columns that an older backup lacks get their defaults.
 *
 * @param onRows told how many rows are written
 * @throws InvalidInputError it contradicts itself, or is not what this program knows
 */
export async function load(
  trx: Knex.Transaction,
  parts: AsyncIterable<BackupPart>,
  onRows: (rows: number) => void,
): Promise<Map<string, LoadedTable>> {
  const loaded = new Map<string, LoadedTable>();
  let current: { table: Table; columns: readonly string[]; digester: Digester } | undefined;
  let count = 0;
  for await (const part of parts) {
    if (part.kind === 'table') {
      const table = COPIED_TABLES.find(({ name }) => name === part.name);
      if (table === undefined || loaded.has(part.name) || current !== undefined) {
        throw refuse(`has a table where none belongs: ${part.name}`);
      }
      const unknown = part.columns.find((name) => !(name in table.columns));
      if (unknown !== undefined) throw refuse(`has an unknown column: ${part.name}.${unknown}`);
      current = { table, columns: part.columns, digester: digesterOf(table, part.columns) };
    } else if (part.kind === 'rows') {
      if (current === undefined) throw refuse('has rows of no table');
      const { table, columns, digester } = current;
      digester.add(part.rows);
      const rows = part.rows.map((row) => toSql(table, columns, row));
      await dialectOf(trx).insertRows(trx, table.name, columns, rows);
      count += rows.length;
      onRows(count);
    } else if (part.kind === 'table end') {
      if (current === undefined) throw refuse('ends a table that did not begin');
      const digest = current.digester.finish();
      if (!isSameDigest(digest, part.digest)) throw refuse(`is damaged in ${current.table.name}`);
      const { table, columns } = current;
      loaded.set(table.name, { table, columns, digest });
      current = undefined;
    }
  }
  if (current !== undefined) throw refuse(`ends within ${current.table.name}`);
  return loaded;
}

function toSql(table: Table, columns: readonly string[], row: StoredRow): SqlValue[] {
  if (row.length !== columns.length) throw refuse(`has a row of another length in ${table.name}`);
  return row.map((value, place) => {
    const column = columns[place] ?? '';
    const kind = table.columns[column] ?? 'text';
    try {
      const stored = normalize(kind, column, value);
      if (stored !== null && typeof value !== (kind === 'integer' ? 'number' : 'string')) {
        throw new BadStoredValue(column, value);
      }
      return kind === 'money' && stored !== null ? BigInt(stored) : stored;
    } catch (error) {
      if (!(error instanceof BadStoredValue)) throw error;
      throw refuse(`has a bad value in ${table.name}: ${error.message}`);
    }
  });
}

function refuse(why: string): InvalidInputError {
  return new InvalidInputError(`The backup ${why}.`, { hint: 'nothing was written' });
}
