import type { Database as RawConnection, Statement } from 'better-sqlite3';
import type { Knex } from 'knex';
import { BusyError, type MessError, UnavailableError } from '../../errors.ts';
import {
  connectedOf,
  type Dialect,
  type OnRows,
  type RowUpdates,
  type SqlValue,
  withConnection,
} from '../dialect.ts';
import { createTableOfMigrations, runPending } from '../schema/migrations.ts';

/**
 * Runs a statement that takes the write lock, if it is free. SQLite waits for a lock in one piece, and
 * nothing else is heard meanwhile: who has to wait comes again.
 *
 * @param waitMs how long the connection waits for any other lock
 */
export function runIfFree(
  connection: RawConnection,
  statement: Statement,
  values: readonly SqlValue[],
  waitMs: number,
): void {
  // One turn: nobody else uses the connection in between.
  connection.pragma('busy_timeout = 0');
  try {
    statement.run(...values);
  } finally {
    connection.pragma(`busy_timeout = ${waitMs}`);
  }
}

/** Few enough that somebody who presses Ctrl-C is heard at once. */
const ROWS_AT_ONCE = 2000;

/** So many rows are inserted by one statement, of which each costs as much as some rows. */
const ROWS_IN_STATEMENT = 25;

/**
 * Runs one statement for the values of every so many rows, prepared once, on the transaction's own
 * connection; through knex each would cost a compilation.
 *
 * @param sql the statement for a number of rows
 * @param atOnce how many rows a statement takes, but for the last; `ROWS_AT_ONCE` is a multiple of it
 */
async function runForRows(
  trx: Knex.Transaction,
  sql: (rows: number) => string,
  rows: Iterable<readonly SqlValue[]>,
  { atOnce = 1, onRows }: { readonly atOnce?: number; readonly onRows?: OnRows | undefined } = {},
): Promise<void> {
  const connection: RawConnection = await trx.client.acquireConnection();
  // Its answer is not looked at, and numbers are cheaper than BigInt.
  const prepare = (size: number) => connection.prepare(sql(size)).safeIntegers(false);
  let statement: Statement | undefined;
  let values: SqlValue[] = [];
  let count = 0;
  let held = 0;
  for (const row of rows) {
    for (const value of row) values.push(value);
    count++;
    if (++held < atOnce) continue;
    statement ??= prepare(atOnce);
    statement.run(values);
    values = [];
    held = 0;
    if (count % ROWS_AT_ONCE !== 0 || onRows === undefined) continue;
    await new Promise((resolve) => setImmediate(resolve));
    onRows(count);
  }
  if (held > 0) prepare(held).run(values);
}

/** So many statements are kept of a connection: more than are asked again and again. */
const STATEMENTS_KEPT = 100;

const prepared = new WeakMap<RawConnection, Map<string, Statement>>();

/** To prepare a statement takes longer than to find a row by it. */
function prepareOnce(connection: RawConnection, sql: string): Statement {
  const kept = prepared.get(connection) ?? new Map<string, Statement>();
  prepared.set(connection, kept);
  const found = kept.get(sql);
  if (found !== undefined) return found;
  const statement = connection.prepare(sql);
  if (kept.size >= STATEMENTS_KEPT) kept.clear();
  kept.set(sql, statement);
  return statement;
}

const connections = new WeakMap<object, RawConnection>();

/** To be told of the one connection that a knex has when it is made. */
export function rememberConnection(db: Knex, connection: RawConnection): void {
  connections.set(db.client, connection);
}

/** The connection of a knex if nobody has it, and nobody waits for it; that of a transaction has somebody. */
function findIdle(db: Knex): RawConnection | undefined {
  const { pool } = db.client;
  const found = connections.get(db.client);
  if (found === undefined || !found.open || found.inTransaction) return undefined;
  return pool.numFree() === 1 && pool.numPendingAcquires() === 0 ? found : undefined;
}

function isExactInteger(value: SqlValue): boolean {
  return typeof value !== 'number' || Math.abs(value) <= Number.MAX_SAFE_INTEGER;
}

export const sqlite: Dialect = {
  name: 'sqlite',

  async insertRows(trx, table, columns, rows, onRows) {
    const names = columns.map((name) => `"${name}"`).join(', ');
    const marks = `(${columns.map(() => '?').join(', ')})`;
    const sql = (size: number) =>
      `insert into "${table}" (${names}) values ${Array(size).fill(marks).join(', ')}`;
    await runForRows(trx, sql, rows, { atOnce: ROWS_IN_STATEMENT, onRows });
  },

  async updateRows(trx, table, { keys, columns, rows }: RowUpdates, onRows) {
    const sets = columns.map((name) => `"${name}" = ?`).join(', ');
    const wheres = keys.map((name) => `"${name}" = ?`).join(' and ');
    function* values() {
      for (const row of rows) yield [...row.slice(keys.length), ...row.slice(0, keys.length)];
    }
    const sql = `update "${table}" set ${sets} where ${wheres}`;
    await runForRows(trx, () => sql, values(), { onRows });
  },

  execute: (trx, sql, values) => runForRows(trx, () => sql, [values]),

  async selectArrays(db, sql, values = []) {
    const select = (connection: RawConnection) => {
      const statement = prepareOnce(connection, sql).raw();
      // Numbers are cheaper by far, and one that is not exact is seen.
      const rows = statement.safeIntegers(false).all(...values) as SqlValue[][];
      const isExact = rows.every((row) => row.every(isExactInteger));
      return (isExact ? rows : statement.safeIntegers(true).all(...values)) as never[];
    };
    // It is over in one turn: a connection that nobody has need not be lent, which takes longer than the query.
    const idle = findIdle(db);
    return idle === undefined ? withConnection(db, select) : select(idle);
  },

  async *streamArrays(db, sql) {
    const connection: RawConnection = await db.client.acquireConnection();
    try {
      let batch: SqlValue[][] = [];
      for (const row of connection.prepare(sql).raw().iterate()) {
        batch.push(row as SqlValue[]);
        if (batch.length < ROWS_AT_ONCE) continue;
        yield batch;
        batch = [];
      }
      yield batch;
    } finally {
      await db.client.releaseConnection(connection);
    }
  },

  // Each value is looked up from the one before; `select distinct` would read the whole index.
  async listDistinct(db, table, column) {
    const rows = await sqlite.selectArrays<[string]>(
      db,
      `with recursive "found" ("value") as (
         select min("${column}") from "${table}"
         union all
         select (select min("${column}") from "${table}" where "${column}" > "value")
         from "found" where "value" is not null
       ) select "value" from "found" where "value" is not null`,
    );
    return rows.map(([value]) => value);
  },

  executeIfFree: (db, sql, values) =>
    withConnection(db, (connection: RawConnection) => {
      // In a log it is safe without waiting for the disk: a machine that fails forgets this write alone.
      const isLogged = connection.pragma('journal_mode', { simple: true }) === 'wal';
      if (isLogged) connection.pragma('synchronous = NORMAL');
      try {
        runIfFree(connection, prepareOnce(connection, sql), values, connectedOf(db).waitMs);
      } finally {
        connection.pragma('synchronous = FULL');
      }
    }),

  // Its BEGIN did.
  async takeTurn() {},

  readSnapshot: (db, work) => db.transaction(work, { readOnly: true }),

  moveOn: () => false,
  async settleLost() {},

  // Within a transaction that keeps everybody else out.
  async migrate(db, upTo) {
    await createTableOfMigrations(db);
    return runPending(db, upTo, (up) => up(db));
  },

  async checkStorage(db) {
    const rows: Record<string, string>[] = await db.raw('pragma integrity_check');
    return rows.map((row) => Object.values(row)[0] ?? '').filter((line) => line !== 'ok');
  },

  isContention(error) {
    const code = codeOf(error);
    return code?.startsWith('SQLITE_BUSY') === true || code?.startsWith('SQLITE_LOCKED') === true;
  },

  isLost: () => false,
  mayBeStored: () => false,

  translate: translateSqliteError,
};

function translateSqliteError(error: unknown, label: string): MessError | undefined {
  const code = codeOf(error);
  if (code === undefined) return undefined;
  const options = { cause: error };
  if (sqlite.isContention(error)) {
    const sentence = `Another command is writing to ${label}. Nothing was changed.`;
    return new BusyError('another_writer', sentence, options);
  }
  if (code === 'SQLITE_FULL') {
    const sentence = `The disk that holds ${label} is full. Nothing was changed.`;
    return new UnavailableError('disk_full', sentence, options);
  }
  if (code.startsWith('SQLITE_READONLY') || code === 'SQLITE_PERM' || code === 'SQLITE_AUTH') {
    const sentence = `${label} cannot be written to. Nothing was changed.`;
    return new UnavailableError('database_read_only', sentence, options);
  }
  if (code.startsWith('SQLITE_CANTOPEN')) {
    return new UnavailableError('database_unreadable', `${label} cannot be opened.`, options);
  }
  if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT')) {
    const sentence = `${label} is damaged or not a database.`;
    return new UnavailableError('database_damaged', sentence, options);
  }
  if (code.startsWith('SQLITE_IOERR')) {
    const sentence = `The disk that holds ${label} failed. Nothing was changed.`;
    return new UnavailableError('disk_failed', sentence, options);
  }
  return undefined;
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' && error.code.startsWith('SQLITE_')
    ? error.code
    : undefined;
}
