import type { Database as RawConnection, Statement } from 'better-sqlite3';
import type { Knex } from 'knex';
import { BusyError, type MessError, UnavailableError } from '../../errors.ts';
import {
  type Dialect,
  type OnRows,
  quietLog,
  type RowUpdates,
  type SqlValue,
  setConnected,
} from '../dialect.ts';

/** `mess` in ASCII: what `file` and we tell a mess by. At byte 68 of the file, big-endian. */
export const APPLICATION_ID = 0x6d657373;

/** How much of a file tells whether it is a mess. */
export const HEADER_BYTES = 72;

/** Whether a file that begins like this is the database of a mess. */
export function isMessHeader(header: Buffer): boolean {
  const isSqlite = header.toString('latin1', 0, 16) === 'SQLite format 3\0';
  return isSqlite && header.readUInt32BE(68) === APPLICATION_ID;
}

/** While SQLite waits for a lock nothing else is heard, so it waits in slices. */
const WAIT_SLICE_MS = 100;

/**
 * A knex on an existing SQLite file, with what design and durability ask of each connection. The
 * caller must `destroy()` it.
 */
export async function connectSqlite(path: string, waitMs: number): Promise<Knex> {
  const { default: knex } = await import('knex');
  const db = knex({
    client: 'better-sqlite3',
    // Integers as BigInt, so that money is exact.
    connection: { filename: path, options: { safeIntegers: true } },
    useNullAsDefault: true,
    compileSqlOnError: false,
    log: quietLog,
    pool: {
      min: 0,
      max: 1,
      afterCreate: (connection: RawConnection, done: (error: unknown, c: unknown) => void) => {
        try {
          prepareConnection(connection, waitMs);
          done(null, connection);
        } catch (error) {
          done(error, connection);
        }
      },
    },
  });
  setConnected(db, { dialect: sqlite, label: path, waitMs, others: 0 });
  return db;
}

function prepareConnection(connection: RawConnection, waitMs: number): void {
  connection.pragma(`busy_timeout = ${waitMs}`);
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
    if (sql === 'BEGIN;') {
      return snapshotsWanted.delete(connection)
        ? prepare('BEGIN DEFERRED;')
        : inSlices(connection, prepare('BEGIN IMMEDIATE;'), waitMs);
    }
    // On a full disk SQLite has often rolled back already, and the error of a second time would hide
    // the first.
    if (sql.startsWith('ROLLBACK') && !connection.inTransaction) return prepare('select 1');
    return prepare(sql);
  }) as RawConnection['prepare'];
}

/** Connections whose next transaction only reads, and need not keep writers out. */
const snapshotsWanted = new WeakSet<RawConnection>();

/** A statement that gives up its wait for a lock after a slice; who runs it tries again. */
function inSlices(connection: RawConnection, statement: Statement, waitMs: number) {
  return {
    reader: false,
    run: (...values: unknown[]) => {
      connection.pragma(`busy_timeout = ${Math.min(waitMs, WAIT_SLICE_MS)}`);
      try {
        return statement.run(...values);
      } finally {
        connection.pragma(`busy_timeout = ${waitMs}`);
      }
    },
  };
}

/** Few enough that somebody who presses Ctrl-C is heard at once. */
const ROWS_AT_ONCE = 2000;

/**
 * Runs one statement for each row of values through one prepared statement on the transaction's own
 * connection; through knex each row would cost a compilation.
 */
async function runForEach(
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

function isExactInteger(value: SqlValue): boolean {
  return typeof value !== 'number' || Math.abs(value) <= Number.MAX_SAFE_INTEGER;
}

async function withConnection<T>(
  db: Knex,
  work: (connection: RawConnection) => T | Promise<T>,
): Promise<T> {
  const connection: RawConnection = await db.client.acquireConnection();
  try {
    return await work(connection);
  } finally {
    await db.client.releaseConnection(connection);
  }
}

export const sqlite: Dialect = {
  name: 'sqlite',

  async insertRows(trx, table, columns, rows, onRows) {
    const names = columns.map((name) => `"${name}"`).join(', ');
    const marks = columns.map(() => '?').join(', ');
    await runForEach(trx, `insert into "${table}" (${names}) values (${marks})`, rows, onRows);
  },

  async updateRows(trx, table, { keys, columns, rows }: RowUpdates, onRows) {
    const sets = columns.map((name) => `"${name}" = ?`).join(', ');
    const wheres = keys.map((name) => `"${name}" = ?`).join(' and ');
    function* values() {
      for (const row of rows) yield [...row.slice(keys.length), ...row.slice(0, keys.length)];
    }
    await runForEach(trx, `update "${table}" set ${sets} where ${wheres}`, values(), onRows);
  },

  execute: (trx, sql, values) => runForEach(trx, sql, [values]),

  selectArrays: (db, sql, values = []) =>
    withConnection(db, (connection) => {
      const statement = connection.prepare(sql).raw();
      // Numbers are cheaper by far, and one that is not exact is seen.
      const rows = statement.safeIntegers(false).all(...values) as SqlValue[][];
      const isExact = rows.every((row) => row.every(isExactInteger));
      return (isExact ? rows : statement.safeIntegers(true).all(...values)) as never[];
    }),

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

  async withoutWaiting(db, work) {
    const [row]: { timeout: bigint }[] = await db.raw('pragma busy_timeout');
    await db.raw('pragma busy_timeout = 0');
    try {
      return await work();
    } finally {
      await db.raw(`pragma busy_timeout = ${row?.timeout}`);
    }
  },

  // BEGIN IMMEDIATE did.
  async takeTurn() {},

  async readSnapshot(db, work) {
    await withConnection(db, (connection) => snapshotsWanted.add(connection));
    return db.transaction(work);
  },

  connectionOf: () => undefined,
  moveOn: () => false,
  async settleLost() {},

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
