import type { Knex } from 'knex';
import {
  BACKUP_VERSION,
  type BackupPart,
  createDigester,
  type Digester,
  isSameDigest,
  type StoredRow,
  type TableDigest,
} from '../../domain/upkeep/backup.ts';
import type { Table } from '../../domain/upkeep/table.ts';
import { connectedOf, type SqlValue } from '../dialect.ts';
import { getRecordHead } from '../mess/audit.ts';
import { latestMigration } from './migrations.ts';
import { BadStoredValue, normalize, refuseBadValue, streamTable } from './stream-table.ts';
import { TABLES } from './tables.ts';

/** What is to be loaded contradicts itself, or is not what this program knows: the end of a sentence. */
export class UnfitContent extends Error {
  constructor(why: string, cause?: unknown) {
    super(why, cause === undefined ? undefined : { cause });
    this.name = 'UnfitContent';
  }
}

/** Those that a backup and a copy have. */
export const COPIED_TABLES: readonly Table[] = TABLES.filter(({ isCopied }) => isCopied);

function digesterOf(table: Table, columns: readonly string[]): Digester {
  const money = columns.flatMap((name, place) => (table.columns[name] === 'money' ? [place] : []));
  return createDigester(columns, money);
}

/**
 * All that a mess holds, but for what belongs to its database alone. The last part, with the checksum
 * of the text, is left to whoever writes the text.
 *
 * @param trx a snapshot, so that the tables fit together
 * @throws InvalidInputError a value is not what mess stores
 */
export async function* dump(trx: Knex): AsyncIterable<BackupPart> {
  const head = await getRecordHead(trx);
  const record = `${head.sequence}:${head.hash}`;
  yield { kind: 'header', version: BACKUP_VERSION, migration: latestMigration(), record };
  for (const table of COPIED_TABLES) {
    const columns = Object.keys(table.columns);
    const digester = digesterOf(table, columns);
    yield { kind: 'table', name: table.name, columns };
    const onBad = (bad: BadStoredValue) => refuseBadValue(table.name, bad);
    for await (const rows of streamTable(trx, table, columns, onBad)) {
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
 * Reads back what was loaded: counts, sums and checksums must be those of the backup, whose rows must
 * be in order.
 *
 * @param onRows told how many rows are compared
 * @throws UnfitContent they are not
 */
export async function refuseIncompleteLoad(
  trx: Knex,
  loaded: ReadonlyMap<string, LoadedTable>,
  onRows: (rows: number) => void,
): Promise<void> {
  let count = 0;
  for (const table of COPIED_TABLES) {
    const from = loaded.get(table.name);
    const columns = from?.columns ?? Object.keys(table.columns);
    const digester = digesterOf(table, columns);
    for await (const rows of streamTable(trx, table, columns)) {
      digester.add(rows);
      count += rows.length;
      onRows(count);
    }
    const stored = digester.finish();
    const isSame = from === undefined ? stored.rows === 0 : isSameDigest(stored, from.digest);
    if (!isSame)
      throw new UnfitContent(`cannot be stored as it is: ${table.name} would be another`);
  }
}

/**
 * Writes what a backup holds into empty tables. Columns that an older backup lacks get their defaults.
 *
 * @param onRows told how many rows are written
 * @throws UnfitContent
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
        throw new UnfitContent(`has a table where none belongs: ${part.name}`);
      }
      refuseUnknownColumns(table, part.columns);
      current = { table, columns: part.columns, digester: digesterOf(table, part.columns) };
    } else if (part.kind === 'rows') {
      if (current === undefined) throw new UnfitContent('has rows of no table');
      const { table, columns, digester } = current;
      // First: of what is no plain value no digest can be made.
      const rows = part.rows.map((row) => toSql(table, columns, row));
      digester.add(part.rows);
      await insert(trx, table, columns, rows);
      count += rows.length;
      onRows(count);
    } else if (part.kind === 'table end') {
      if (current === undefined) throw new UnfitContent('ends a table that did not begin');
      const digest = current.digester.finish();
      if (!isSameDigest(digest, part.digest))
        throw new UnfitContent(`is damaged in ${current.table.name}`);
      const { table, columns } = current;
      loaded.set(table.name, { table, columns, digest });
      current = undefined;
    }
  }
  if (current !== undefined) throw new UnfitContent(`ends within ${current.table.name}`);
  return loaded;
}

/** The id of the newest entry of the record of changes, if there is one. */
export async function findLastOperation(trx: Knex): Promise<string | undefined> {
  const row = await trx('audit_entries').orderBy('sequence', 'desc').first('operation_id');
  return row?.operation_id;
}

function refuseUnknownColumns(table: Table, columns: readonly string[]): void {
  const bad = columns.find(
    (name, place) => !Object.hasOwn(table.columns, name) || columns.indexOf(name) !== place,
  );
  if (bad !== undefined)
    throw new UnfitContent(`has a column where none belongs: ${table.name}.${bad}`);
}

async function insert(
  trx: Knex.Transaction,
  table: Table,
  columns: readonly string[],
  rows: readonly SqlValue[][],
): Promise<void> {
  const { dialect, label } = connectedOf(trx);
  try {
    await dialect.insertRows(trx, table.name, columns, rows);
  } catch (error) {
    // Neither the database nor its disk failed: it is the rows that it does not take.
    const isOfRows = error instanceof Error && 'code' in error && !dialect.isContention(error);
    if (!isOfRows || dialect.translate(error, label) !== undefined) throw error;
    throw new UnfitContent(`contradicts itself in ${table.name}`, error);
  }
}

function toSql(table: Table, columns: readonly string[], row: StoredRow): SqlValue[] {
  if (row.length !== columns.length)
    throw new UnfitContent(`has a row of another length in ${table.name}`);
  return row.map((value, place) => {
    const column = columns[place] ?? '';
    const kind = table.columns[column] ?? 'text';
    try {
      // What stands in a file may be anything at all.
      const given: unknown = value;
      if (typeof given === 'object' && given !== null) {
        throw new BadStoredValue(column, 'a list or an object');
      }
      const stored = normalize(kind, column, value);
      const isRight =
        typeof value === (kind === 'integer' ? 'number' : 'string') &&
        // A surrogate without its partner cannot be stored as UTF-8.
        !/\p{Cs}/u.test(String(value));
      if (stored !== null && !isRight) throw new BadStoredValue(column, value);
      return kind === 'money' && stored !== null ? BigInt(stored) : stored;
    } catch (error) {
      if (!(error instanceof BadStoredValue)) throw error;
      throw new UnfitContent(`has a bad value in ${table.name}: ${error.message}`);
    }
  });
}
