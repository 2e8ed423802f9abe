import { readFile } from 'node:fs/promises';
import { connect, isIP, type Socket } from 'node:net';
import type { Knex } from 'knex';
import type { Connection, QueryError } from 'mysql2';
import { describeAddress, type MysqlAddress } from '../domain/database-address.ts';
import { systemErrorReason, UnavailableError } from '../errors.ts';
import { type Dialect, quietLog, type SqlValue, setConnected } from './dialect.ts';

/** No statement of ours is silent for longer; a server that is, is gone. */
const DEFAULT_ANSWER_MS = 60_000;

/** How long it may take to be let in; and each of the few statements that ready a connection. */
const MOST_CONNECT_MS = 10_000;

/** Well above all of that together, so that what is said is what happened. */
const CREATE_TIMEOUT_MS = 50_000;

/** The server waits for a lock in slices, so that Ctrl-C is heard in between; whole seconds. */
const LOCK_WAIT_SLICE_S = 2;

export interface MysqlOptions {
  /** How long another writer is waited for. */
  readonly waitMs: number;
  /** How long the server may be silent; one minute when undefined. */
  readonly answerMs?: number | undefined;
}

/**
 * A knex on a database of a MySQL or MariaDB server. Each connection is strict, in UTC, compares text
 * by its bytes, has one pair of quotes for identifiers with SQLite, never sends a local file, and ends
 * when the server falls silent. The caller must `destroy()` it.
 *
 * @throws UnavailableError the file of certificates cannot be read
 */
export async function connectMysqlAs(
  dialect: Dialect,
  address: MysqlAddress,
  options: MysqlOptions,
): Promise<Knex> {
  const { default: knex } = await import('knex');
  const db = knex({
    client: 'mysql2',
    connection: (await connectionOptions(address, options)) as Knex.MySql2ConnectionConfig,
    compileSqlOnError: false,
    log: quietLog,
    pool: {
      min: 0,
      max: 1,
      createTimeoutMillis: CREATE_TIMEOUT_MS,
      afterCreate: (connection: Connection, done: (error: unknown, c: unknown) => void) => {
        prepareConnection(connection, options).then(
          () => done(null, connection),
          (error) => {
            // The pool does not know it yet, so nobody else ends it.
            endConnection(connection);
            done(error, connection);
          },
        );
      },
    },
  });
  db.client.destroyRawConnection = async (connection: Connection) => endConnection(connection);
  // What CREATE TABLE gets; not enumerable, since mysql2 complains of settings it does not know.
  Object.defineProperty(db.client.connectionSettings, 'collate', { value: 'utf8mb4_bin' });
  const { waitMs } = options;
  setConnected(db, { dialect, label: describeAddress(address), waitMs });
  return db;
}

async function connectionOptions(address: MysqlAddress, options: MysqlOptions) {
  const { user, password, host, port, name, socket, tls } = address;
  return {
    user,
    ...(password !== undefined && { password }),
    database: name,
    ...(socket === undefined ? { host, port } : { socketPath: socket }),
    charset: 'utf8mb4',
    timezone: 'Z',
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    flags: '-LOCAL_FILES',
    connectTimeout: connectMs(options),
    stream: () => openSocket(address, options),
    ...(tls && {
      ssl: {
        rejectUnauthorized: true,
        verifyIdentity: true,
        minVersion: 'TLSv1.2',
        ...(address.ca !== undefined && { ca: await readCertificates(address.ca) }),
      },
    }),
  };
}

function connectMs({ answerMs = DEFAULT_ANSWER_MS }: MysqlOptions): number {
  return Math.min(MOST_CONNECT_MS, answerMs);
}

/** A connection to the server that ends when nothing is heard for long, whatever is under way. */
function openSocket({ host, port, socket, tls }: MysqlAddress, options: MysqlOptions): Socket {
  const stream = socket === undefined ? connect(port, host) : connect(socket);
  stream.setNoDelay(true).setKeepAlive(true);
  stream.once('connect', () => {
    stream.setTimeout(connectMs(options), () => {
      stream.destroy(Object.assign(new Error('the server is silent'), { code: 'ETIMEDOUT' }));
    });
  });
  // Node checks the certificate of an address without a name as if it were that of localhost, unless
  // the socket says what was connected to.
  return tls && isIP(host) !== 0 ? Object.assign(stream, { _host: host }) : stream;
}

function socketOf(connection: Connection): Socket {
  return (connection as unknown as { readonly stream: Socket }).stream;
}

/** Says good-bye and waits for nothing: the server may be silent, and the program is to end. */
function endConnection(connection: Connection): void {
  // Whatever happens to it now concerns nobody; without a listener it would end the program.
  connection.on('error', () => {});
  connection.end(() => {});
  socketOf(connection).unref();
}

async function readCertificates(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const reason = systemErrorReason(error) ?? 'it is no file';
    throw new UnavailableError(`The certificates in ${path} cannot be read: ${reason}.`, {
      hint: 'correct ca=FILE in the address of the database',
      cause: error,
    });
  }
}

/** What is needed to end, from another connection, what one has left running on the server. */
export interface ConnectionIdentity {
  readonly threadId: number;
  readonly server: string;
  readonly openedAtMs: number;
}

const identities = new WeakMap<Connection, ConnectionIdentity>();

export function identityOf(connection: Connection): ConnectionIdentity | undefined {
  return identities.get(connection);
}

const SQL_MODE = [
  'STRICT_ALL_TABLES',
  'ERROR_FOR_DIVISION_BY_ZERO',
  'NO_ZERO_DATE',
  'NO_ZERO_IN_DATE',
  'NO_ENGINE_SUBSTITUTION',
  'ONLY_FULL_GROUP_BY',
  'ANSI_QUOTES',
].join(',');

/**
 * A limit of the server's that cuts an answer short would bill twenty students of fifty, and others
 * would end what may take its time. The comment is read by MariaDB alone.
 */
const UNLIMITED = `sql_select_limit = 18446744073709551615, sql_big_selects = 1, sql_safe_updates = 0,
       completion_type = 0 /*M!100100 , max_statement_time = 0 */`;

async function prepareConnection(connection: Connection, options: MysqlOptions): Promise<void> {
  const answerMs = options.answerMs ?? DEFAULT_ANSWER_MS;
  const lockWaitS = Math.min(LOCK_WAIT_SLICE_S, Math.max(1, Math.ceil(options.waitMs / 1000)));
  await ask(
    connection,
    `set names utf8mb4 collate utf8mb4_bin, sql_mode = '${SQL_MODE}', time_zone = '+00:00',
       default_storage_engine = InnoDB, autocommit = 1, foreign_key_checks = 1, unique_checks = 1,
       innodb_lock_wait_timeout = ${lockWaitS}, wait_timeout = ${Math.ceil((2 * answerMs) / 1000)},
       ${UNLIMITED}`,
  );
  // The variable of it has another name on each server; what a transaction reads must stay as it was.
  await ask(connection, 'set session transaction isolation level repeatable read');
  const [row] = await ask<[number, string]>(
    connection,
    "select connection_id(), concat(@@hostname, ':', @@port)",
  );
  const [threadId, server] = row ?? [0, ''];
  identities.set(connection, { threadId, server, openedAtMs: performance.now() });
  // Whether it is idle or not: the pool then makes another one. So the server, too, may give up who
  // is silent for twice as long: its machine stopped, and what it locked would stay so for hours.
  socketOf(connection).setTimeout(answerMs);
}

/** Runs a statement on a raw connection; rows come as arrays. */
export function ask<R extends readonly SqlValue[]>(
  connection: Connection,
  sql: string,
  values: readonly SqlValue[] = [],
): Promise<R[]> {
  return new Promise((resolve, reject) => {
    const done = (error: QueryError | null, rows: unknown) =>
      error ? reject(error) : resolve(rows as R[]);
    connection.query({ sql, values: [...values], rowsAsArray: true }, done);
  });
}

/** Lends the raw connection of a knex or of a transaction. */
export async function withConnection<T>(
  db: Knex,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection: Connection = await db.client.acquireConnection();
  try {
    return await work(connection);
  } finally {
    await db.client.releaseConnection(connection);
  }
}
