import type { Database as RawConnection } from 'better-sqlite3';
import type { Knex } from 'knex';
import { quietLog, setConnected } from '../dialect.ts';
import { changeTransactions, type MadeTransaction } from '../own-transactions.ts';
import { loadDriver } from './driver.ts';
import { rememberConnection, runIfFree, sqlite } from './sqlite.ts';

/** `mess` in ASCII: what `file` and we tell a mess by. At byte 68 of the file, big-endian. */
export const APPLICATION_ID = 0x6d657373;

/** How much of a file tells whether it is a mess. */
export const HEADER_BYTES = 72;

/** Whether a file that begins like this is the database of a mess. */
export function isMessHeader(header: Buffer): boolean {
  const isSqlite = header.toString('latin1', 0, 16) === 'SQLite format 3\0';
  return isSqlite && header.readUInt32BE(68) === APPLICATION_ID;
}

/**
 * A knex on an existing SQLite file, with what design and durability ask of each connection. The
 * caller must `destroy()` it.
 */
export async function connectSqlite(
  path: string,
  waitMs: number,
  { label = path, readOnly }: { readonly label?: string; readonly readOnly?: string } = {},
): Promise<Knex> {
  const [{ default: knex }, { default: Client }, driver] = await Promise.all([
    import('knex'),
    import('knex/lib/dialects/better-sqlite3/index.js'),
    loadDriver(),
  ]);
  const db = knex({
    client: class extends Client {
      override _driver() {
        return driver;
      }
    },
    // Integers as BigInt, so that money is exact.
    connection: { filename: path, options: { safeIntegers: true } },
    useNullAsDefault: true,
    compileSqlOnError: false,
    log: quietLog,
    pool: {
      // It is kept, with what is prepared on it, however long nobody asks.
      min: 1,
      max: 1,
      afterCreate: (connection: RawConnection, done: (error: unknown, c: unknown) => void) => {
        try {
          prepareConnection(connection, waitMs);
          if (readOnly !== undefined) connection.pragma('query_only = ON');
          rememberConnection(db, connection);
          done(null, connection);
        } catch (error) {
          done(error, connection);
        }
      },
    },
  });
  changeTransactions<RawConnection>(db, (made) => changeTransaction(made, waitMs));
  setConnected(db, { dialect: sqlite, label, waitMs, others: 0, readOnly });
  return db;
}

function prepareConnection(connection: RawConnection, waitMs: number): void {
  connection.exec(
    [
      `pragma busy_timeout = ${waitMs}`,
      'pragma foreign_keys = ON',
      // better-sqlite3 opens an existing WAL file with NORMAL: an acknowledged commit would not be on disk yet.
      'pragma synchronous = FULL',
      // In the usual 2 MB what an import of a hundred thousand rows changes is written out again and again.
      'pragma cache_size = -8192',
      // A name that was taken out is not to stay in the free places of the file.
      'pragma secure_delete = ON',
      // On macOS alone fsync leaves data in the disk's own memory.
      'pragma fullfsync = ON',
    ].join(';'),
  );
  if (Number(connection.pragma('synchronous', { simple: true })) !== 2) {
    throw new Error('synchronous=FULL did not take');
  }
}

function changeTransaction(made: MadeTransaction<RawConnection>, waitMs: number): void {
  const { commit, rollback } = made;
  made.begin = async (connection) => {
    // Who has read first and then writes fails at once where another has written meanwhile, whatever
    // the timeout: who is going to write takes the lock at the start.
    if (made.readOnly) connection.prepare('BEGIN DEFERRED').run();
    else runIfFree(connection, connection.prepare('BEGIN IMMEDIATE'), [], waitMs);
  };
  made.commit = async (connection, value) => {
    // Without a write-ahead log it waits for readers, in one piece.
    connection.pragma('busy_timeout = 0');
    await commit.call(made, connection, value);
    // One that failed may have left everything as it was, with the lock.
    if (connection.inTransaction) connection.prepare('ROLLBACK').run();
    connection.pragma(`busy_timeout = ${waitMs}`);
  };
  // On a full disk SQLite has often rolled back already, and the error of a second time would hide the
  // first.
  made.rollback = (connection, error) =>
    connection.inTransaction
      ? rollback.call(made, connection, error)
      : made.query(connection, 'select 1', 2, error);
}
