import { readFile } from 'node:fs/promises';
import { connect, isIP, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { Connection, ConnectionOptions } from 'mysql2';
import {
  describeAddress,
  type MysqlAddress,
  type ServerAddress,
} from '../domain/database-address.ts';
import { systemErrorReason, UnavailableError } from '../errors.ts';
import { type Dialect, quietLog, setConnected } from './dialect.ts';
import { connectToFirst, moveOn, type ServerMemory } from './mysql-servers.ts';
import { isReady, makeSession } from './mysql-session.ts';

/** No statement of ours is silent for longer; a server that is, is gone. */
const DEFAULT_ANSWER_MS = 60_000;

/** How long it may take to be let in; and each of the few statements that ready a connection. */
const MOST_CONNECT_MS = 10_000;

/** Well above all of that together, so that what is said is what happened. */
const CREATE_TIMEOUT_MS = 50_000;

export interface MysqlOptions {
  /** How long another writer is waited for. */
  readonly waitMs: number;
  /** How long the server may be silent; one minute when undefined. */
  readonly answerMs?: number | undefined;
  /** Which of several servers is to be tried first; filled with the one that was used. */
  readonly serverMemory?: ServerMemory | undefined;
}

/** Of several servers one that does not answer is soon given up. */
const MOST_CONNECT_TO_ONE_MS = 5_000;

/** A connection that nobody has used for longer is asked whether it still serves. */
const TRUSTED_FOR_MS = 1_000;

/**
 * A knex on a database of a MySQL or MariaDB server, or of a cluster of them. Each connection is
 * strict, in UTC, compares text by its bytes, has one pair of quotes for identifiers with SQLite, never
 * sends a local file, and ends when the server falls silent. The caller must `destroy()` it.
 *
 * @throws UnavailableError the file of certificates cannot be read
 */
export async function connectMysqlAs(
  dialect: Dialect,
  address: MysqlAddress,
  options: MysqlOptions,
): Promise<Knex> {
  const { default: knex } = await import('knex');
  const memory = options.serverMemory ?? new Map();
  const ca = address.ca === undefined ? undefined : await readCertificates(address.ca);
  const isOne = address.servers.length === 1;
  const answerMs = options.answerMs ?? DEFAULT_ANSWER_MS;
  const createTimeoutMillis = CREATE_TIMEOUT_MS * (isOne ? 1 : 1 + address.servers.length);
  const db = knex({
    client: 'mysql2',
    connection: { database: address.name },
    compileSqlOnError: false,
    log: quietLog,
    acquireConnectionTimeout: createTimeoutMillis + CREATE_TIMEOUT_MS,
    pool: {
      ...{ min: 0, max: 1, createTimeoutMillis },
      validate: (connection: Connection) => isOne || isStillUsable(connection),
    },
  });
  const { createConnection } = db.client.driver as typeof import('mysql2');
  db.client.acquireRawConnection = () =>
    connectToFirst(address, memory, async (server, index, may) => {
      const connection = createConnection(connectionOptions(address, server, ca, options));
      try {
        await waitUntilLetIn(connection);
        const session = await makeSession(connection, {
          ...{ waitMs: options.waitMs, idleMs: 2 * answerMs, isOne, mayBeReadOnly: may.readOnly },
        });
        latest.set(db.client.config, identify(connection, session, moveOn(address, memory, index)));
      } catch (error) {
        // The pool does not know it yet, so nobody else ends it.
        endConnection(connection);
        throw error;
      }
      // Whether it is idle or not: the pool then makes another one. So the server, too, may give up
      // who is silent for twice as long: its machine stopped, and what it locked would stay so for
      // hours.
      socketOf(connection).setTimeout(answerMs);
      return connection;
    });
  db.client.destroyRawConnection = async (connection: Connection) => endConnection(connection);
  // What CREATE TABLE gets; not enumerable, since mysql2 complains of settings it does not know.
  Object.defineProperty(db.client.connectionSettings, 'collate', { value: 'utf8mb4_bin' });
  const { waitMs } = options;
  const others = address.servers.length - 1;
  setConnected(db, { dialect, label: describeAddress(address), waitMs, others });
  return db;
}

function connectionOptions(
  { user, password, name, socket, tls, servers }: MysqlAddress,
  server: ServerAddress,
  ca: string | undefined,
  options: MysqlOptions,
): ConnectionOptions {
  const most = servers.length === 1 ? MOST_CONNECT_MS : MOST_CONNECT_TO_ONE_MS;
  const connectMs = Math.min(most, options.answerMs ?? DEFAULT_ANSWER_MS);
  return {
    user,
    ...(password !== undefined && { password }),
    database: name,
    ...(socket === undefined ? server : { socketPath: socket }),
    charset: 'utf8mb4',
    timezone: 'Z',
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    flags: ['-LOCAL_FILES'],
    connectTimeout: connectMs,
    stream: () => openSocket(server, socket, tls, connectMs),
    ...(tls && {
      ssl: {
        rejectUnauthorized: true,
        verifyIdentity: true,
        minVersion: 'TLSv1.2',
        ...(ca !== undefined && { ca }),
      },
    }),
  };
}

/** A connection to the server that ends when nothing is heard for long, whatever is under way. */
function openSocket(
  { host, port }: ServerAddress,
  socket: string | undefined,
  tls: boolean,
  silenceMs: number,
): Socket {
  const stream = socket === undefined ? connect(port, host) : connect(socket);
  stream.setNoDelay(true).setKeepAlive(true);
  stream.once('connect', () => {
    stream.setTimeout(silenceMs, () => {
      stream.destroy(Object.assign(new Error('the server is silent'), { code: 'ETIMEDOUT' }));
    });
  });
  // Node checks the certificate of an address without a name as if it were that of localhost, unless
  // the socket says what was connected to.
  return tls && isIP(host) !== 0 ? Object.assign(stream, { _host: host }) : stream;
}

async function waitUntilLetIn(connection: Connection): Promise<void> {
  // The pool asks for this before it lends the connection again.
  connection.on('error', (error) => Object.assign(connection, { __knex__disposed: error }));
  await new Promise<void>((resolve, reject) => {
    connection.connect((error) => (error ? reject(error) : resolve()));
  });
}

function socketOf(connection: Connection): Socket {
  return (connection as unknown as { readonly stream: Socket }).stream;
}

/** Says good-bye and waits for nothing: the server may be silent, and the program is to end. */
export function endConnection(connection: Connection): void {
  // Whatever happens to it now concerns nobody; without a listener it would end the program.
  connection.on('error', () => {});
  connection.end(() => {});
  socketOf(connection).unref();
}

/** While somebody thought about an answer, a node may have left its cluster. */
async function isStillUsable(connection: Connection): Promise<boolean> {
  const identity = identityOf(connection);
  if (identity === undefined || identity.isLeft) return false;
  const idleMs = performance.now() - identity.askedAtMs;
  identity.askedAtMs = performance.now();
  if (idleMs < TRUSTED_FOR_MS) return true;
  const silence = sleep(MOST_CONNECT_TO_ONE_MS, false, { ref: false });
  const answer = isReady(connection).catch(() => false);
  if (await Promise.race([answer, silence])) return true;
  leaveServer(identity);
  return false;
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
  /** When the pool last looked whether it is of use. */
  askedAtMs: number;
  /** Nothing is sent over it any more. */
  isLeft: boolean;
  /** Lets the next connection be to another server, if there is one. */
  readonly leave: () => void;
}

const identities = new WeakMap<Connection, ConnectionIdentity>();

function identify(
  connection: Connection,
  { threadId, server }: { readonly threadId: number; readonly server: string },
  leave: () => void,
): ConnectionIdentity {
  const nowMs = performance.now();
  const times = { openedAtMs: nowMs, askedAtMs: nowMs };
  const identity = { threadId, server, ...times, isLeft: false, leave };
  identities.set(connection, identity);
  return identity;
}

export function identityOf(connection: Connection): ConnectionIdentity | undefined {
  return identities.get(connection);
}

/** The newest connection of each knex, which has one at a time. */
const latest = new WeakMap<object, ConnectionIdentity>();

/** Of the newest connection of a knex or of a transaction; undefined where none was made. */
export function latestIdentity(db: Knex): ConnectionIdentity | undefined {
  return latest.get(db.client.config);
}

/** Gives a connection up, and for the next one its server as long as there is another. */
export function leaveServer(identity: ConnectionIdentity): void {
  if (identity.isLeft) return;
  identity.isLeft = true;
  identity.leave();
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
