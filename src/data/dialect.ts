import type { Knex } from 'knex';
import type { MessError } from '../errors.ts';

export type SqlValue = string | number | bigint | null;

/** Told after every so many rows how many are done; may throw to end the work. */
export type OnRows = (rows: number) => void;

/** Rows to be updated one by one. */
export interface RowUpdates {
  /** The columns of the primary key. */
  readonly keys: readonly string[];
  /** The columns that are set. */
  readonly columns: readonly string[];
  /** Of each row the key, then the new values. */
  readonly rows: Iterable<readonly SqlValue[]>;
}

/**
 * What SQLite and MySQL do each in their own way. Everything else is written once: in SQL that both
 * understand (identifiers in double quotes), or through knex.
 */
export interface Dialect {
  readonly name: 'sqlite' | 'mysql';

  /** Inserts many rows; `columns` names the values of each, in order. */
  insertRows(
    trx: Knex.Transaction,
    table: string,
    columns: readonly string[],
    rows: Iterable<readonly SqlValue[]>,
    onRows?: OnRows,
  ): Promise<void>;
  /** Updates many rows by their primary key; one that is not there is passed over. */
  updateRows(
    trx: Knex.Transaction,
    table: string,
    updates: RowUpdates,
    onRows?: OnRows,
  ): Promise<void>;
  /** Runs one statement whose answer does not matter. */
  execute(trx: Knex.Transaction, sql: string, values: readonly SqlValue[]): Promise<void>;
  /**
   * Rows of a query as arrays: for rows by the hundred thousand, which through knex would each be an
   * object. Integers are numbers; those of a column of money may also be BigInt or text, and are exact
   * whatever their size.
   */
  selectArrays<R extends readonly SqlValue[]>(
    db: Knex,
    sql: string,
    values?: readonly SqlValue[],
  ): Promise<R[]>;
  /** The same for more rows than memory should hold, in batches, with integers of any size exact. */
  streamArrays(db: Knex, sql: string): AsyncIterable<readonly (readonly SqlValue[])[]>;
  /** The few values that a column has which comes first in the primary key, in order. */
  listDistinct(db: Knex, table: string, column: string): Promise<string[]>;

  /**
   * Runs one statement that writes and must not hold anybody up: where another writer is in the way it
   * soon fails, and the disk is not waited for: what it wrote may be lost with the machine. Not within a
   * transaction.
   */
  executeIfFree(db: Knex, sql: string, values: readonly SqlValue[]): Promise<void>;
  /**
   * Keeps every other writer out until the transaction ends, so that what it reads stays true while
   * it writes. The first thing in a transaction that writes.
   */
  takeTurn(trx: Knex.Transaction): Promise<void>;
  /** Runs reads that all see the database as it is at one moment. */
  readSnapshot<T>(db: Knex, work: (trx: Knex.Transaction) => Promise<T>): Promise<T>;
  /**
   * Ends what a lost connection may have left running on the server, so that its outcome is settled.
   *
   * @param lost the driver's connection; none where none could be made
   */
  settleLost(db: Knex, lost: object | undefined): Promise<void>;
  /**
   * Whether a transaction that was not let begin may do better on another server; the next connection
   * is to that one.
   *
   * @param on the driver's connection; none where none could be made
   */
  moveOn(on: object | undefined, error: unknown): boolean;

  /**
   * Brings the schema up to date, while nobody else does: see `migrate` in `schema/`.
   *
   * @returns the names of the migrations that were run, in order
   */
  migrate(db: Knex, upTo: string | undefined): Promise<string[]>;
  /** What the database finds wrong with its own files, in its words. Not within a transaction. */
  checkStorage(db: Knex, tables: readonly string[]): Promise<string[]>;

  /** Another writer was in the way: the whole transaction may be tried again. */
  isContention(error: unknown): boolean;
  /** The connection died, or what was behind it. */
  isLost(error: unknown): boolean;
  /** A COMMIT that failed so may have been done or not. */
  mayBeStored(error: unknown): boolean;
  /**
   * The error a person should see for what the database threw; undefined when it is not a failure of
   * the database but a bug.
   *
   * @param label the database as a person would name it
   */
  translate(error: unknown, label: string): MessError | undefined;
}

/** What is known of an open database besides its knex. */
export interface Connected {
  readonly dialect: Dialect;
  /** The database as a person would name it. */
  readonly label: string;
  /** How long another writer is waited for. */
  readonly waitMs: number;
  /** How many servers there are to move on to. */
  readonly others: number;
  /** Why nothing can be written there: a clause that begins with `since`. */
  readonly readOnly?: string | undefined;
}

const connected = new WeakMap<object, Connected>();

/** Remembers what belongs to a knex, and to every transaction of it. */
export function setConnected(db: Knex, to: Connected): void {
  connected.set(db.client.config, to);
}

export function connectedOf(db: Knex): Connected {
  const found = connected.get(db.client.config);
  if (found === undefined) throw new Error('a database that mess did not open');
  return found;
}

export function dialectOf(db: Knex): Dialect {
  return connectedOf(db).dialect;
}

/** Lends the driver's connection of a database or of a transaction. */
export async function withConnection<C, T>(
  db: Knex,
  work: (connection: C) => T | Promise<T>,
): Promise<T> {
  const connection: C = await db.client.acquireConnection();
  try {
    return await work(connection);
  } finally {
    await db.client.releaseConnection(connection);
  }
}

/** knex's own log would write to the terminal, with values. */
export const quietLog = { warn() {}, error() {}, deprecate() {}, debug() {} };

/** The items in lists of at most so many, the last one shorter. */
export function* inChunks<T>(items: Iterable<T>, size: number): Iterable<T[]> {
  let chunk: T[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
