import type { Database as RawConnection } from 'better-sqlite3';
import type { Knex } from 'knex';

/** `mess` in ASCII: what `file` and we tell a mess by. At byte 68 of the file, big-endian. */
export const APPLICATION_ID = 0x6d657373;

/** How long another writer is waited for. */
export const DEFAULT_BUSY_TIMEOUT_MS = 30_000;

export interface SqliteOptions {
  readonly busyTimeoutMs: number;
  /**
   * Integers as BigInt, so that money is exact. Off only for knex's own migrator, which adds
   * numbers to them.
   */
  readonly safeIntegers: boolean;
}

/**
 * A knex on an existing SQLite file, with what design and durability ask of each connection. The
 * caller must `destroy()` it.
 */
export async function connectSqlite(path: string, options: SqliteOptions): Promise<Knex> {
  const { default: knex } = await import('knex');
  return knex({
    client: 'better-sqlite3',
    connection: { filename: path, options: { safeIntegers: options.safeIntegers } },
    useNullAsDefault: true,
    compileSqlOnError: false,
    log: quietLog,
    pool: {
      min: 0,
      max: 1,
      afterCreate: (connection: RawConnection, done: (error: unknown, c: unknown) => void) => {
        try {
          prepareConnection(connection, options.busyTimeoutMs);
          done(null, connection);
        } catch (error) {
          done(error, connection);
        }
      },
    },
  });
}

function prepareConnection(connection: RawConnection, busyTimeoutMs: number): void {
  connection.pragma(`busy_timeout = ${busyTimeoutMs}`);
  connection.pragma('foreign_keys = ON');
  // better-sqlite3 opens an existing WAL file with NORMAL: an acknowledged commit would not be on
  // disk yet.
  connection.pragma('synchronous = FULL');
  if (Number(connection.pragma('synchronous', { simple: true })) !== 2) {
    throw new Error('synchronous=FULL did not take');
  }
  // knex begins DEFERRED; reading first and writing then fails at once under a second writer,
  // whatever the timeout. Taking the write lock at the start waits instead.
  const prepare = connection.prepare.bind(connection);
  connection.prepare = ((sql: string) => {
    if (sql === 'BEGIN;') return prepare('BEGIN IMMEDIATE;');
    // On a full disk SQLite has often rolled back already, and the error of a second time would hide
    // the first.
    if (sql.startsWith('ROLLBACK') && !connection.inTransaction) return prepare('select 1');
    return prepare(sql);
  }) as RawConnection['prepare'];
}

const quietLog = { warn() {}, error() {}, deprecate() {}, debug() {} };

export type SqlValue = string | number | bigint | null;

/** Told after every so many rows how many are done; may throw to end the work. */
export type OnRows = (rows: number) => void;

/** Few enough that somebody who presses Ctrl-C is heard at once. */
const ROWS_AT_ONCE = 2000;

/**
 * Runs one statement for each row of values through one prepared statement on the transaction's own
 * connection; through knex each row would cost a compilation.
 */
export async function runForEach(
  trx: Knex.Transaction,
  sql: string,
  rows: Iterable<readonly SqlValue[]>,
  onRows?: OnRows,
): Promise<void> {
  const connection: RawConnection = await trx.client.acquireConnection();
  // Its answer is not looked at, and numbers are cheaper than BigInt.
  const statement = connection.prepare(sql).safeIntegers(false);
  let count = 0;
  for (const row of rows) {
    statement.run(row);
    if (++count % ROWS_AT_ONCE !== 0 || onRows === undefined) continue;
    await new Promise((resolve) => setImmediate(resolve));
    onRows(count);
  }
}

/** Inserts many rows; `columns` names the values of each, in order. */
export async function insertRows(
  trx: Knex.Transaction,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly SqlValue[]>,
  onRows?: OnRows,
): Promise<void> {
  const names = columns.map((name) => `"${name}"`).join(', ');
  const marks = columns.map(() => '?').join(', ');
  await runForEach(trx, `insert into "${table}" (${names}) values (${marks})`, rows, onRows);
}

/**
 * Rows of a query as arrays, its integers as numbers: for rows by the hundred thousand, which through
 * knex would each be an object.
 */
export async function selectArrays<R extends readonly SqlValue[]>(
  db: Knex,
  sql: string,
  values: readonly SqlValue[] = [],
): Promise<R[]> {
  const connection: RawConnection = await db.client.acquireConnection();
  try {
    return connection
      .prepare(sql)
      .safeIntegers(false)
      .raw()
      .all(...values) as R[];
  } finally {
    await db.client.releaseConnection(connection);
  }
}

/**
 * Runs a write that must not hold anybody up: where another writer is busy it fails at once.
 */
export async function withoutWaiting<T>(db: Knex, work: () => Promise<T>): Promise<T> {
  const [row]: { timeout: bigint }[] = await db.raw('pragma busy_timeout');
  await db.raw('pragma busy_timeout = 0');
  try {
    return await work();
  } finally {
    await db.raw(`pragma busy_timeout = ${row?.timeout}`);
  }
}
