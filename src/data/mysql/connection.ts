import { connect, isIP, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Connection, ConnectionOptions } from 'mysql2';
import { CERTIFICATES_BYTES, whyNoCertificates } from '../../domain/certificates.ts';
import type { MysqlAddress, ServerAddress } from '../../domain/values/database-address.ts';
import { systemErrorReason, UnavailableError } from '../../errors.ts';
import { readPlainFile } from '../disk.ts';
import type { ServerMemory } from './servers.ts';
import { makeSession } from './session.ts';

/** No statement of ours is silent for longer; a server that is, is gone. */
const DEFAULT_ANSWER_MS = 60_000;

/** How long it may take to be let in; and each of the few statements that ready a connection. */
const MAX_CONNECT_MS = 10_000;

export interface MysqlOptions {
  /** How long another writer is waited for. */
  readonly waitMs: number;
  /** How long the server may be silent; one minute when undefined. */
  readonly answerMs?: number | undefined;
  /** Which of several servers is to be tried first; filled with the one that was used. */
  readonly serverMemory?: ServerMemory | undefined;
}

/** Of several servers one that does not answer is soon given up. */
const MAX_CONNECT_TO_ONE_MS = 5_000;

/** What every connection of an address has in common. */
export interface Opening {
  readonly driver: Pick<typeof import('mysql2'), 'createConnection'>;
  readonly address: MysqlAddress;
  /** The certificates of `ca=FILE`. */
  readonly ca: string | undefined;
  readonly options: MysqlOptions;
}

/**
 * Opens a connection to one server of an address, ready to be used.
 *
 * @param leave what lets the next connection be to another server
 * @throws ReadOnlyServerError, LoneServerError, NotReadyError another one is to be used
 */
export async function openConnection(
  { driver, address, ca, options }: Opening,
  server: ServerAddress,
  mayBeReadOnly: boolean,
  leave: () => void,
): Promise<Connection> {
  const answerMs = options.answerMs ?? DEFAULT_ANSWER_MS;
  const isOne = address.servers.length === 1;
  const connection = driver.createConnection(connectionOptions(address, server, ca, options));
  try {
    await waitUntilLetIn(connection);
    const session = await makeSession(connection, {
      waitMs: options.waitMs,
      idleMs: 2 * answerMs,
      isOne,
      mayBeReadOnly,
    });
    identify(connection, session, leave);
  } catch (error) {
    // Nobody knows it yet, so nobody else ends it.
    endConnection(connection);
    throw error;
  }
  // Whether it is idle or not: the pool then makes another one. So the server, too, may give up who is
  // silent for twice as long: its machine stopped, and what it locked would stay so for hours.
  socketOf(connection).setTimeout(answerMs);
  return connection;
}

function connectionOptions(
  { user, password, name, socket, tls, servers }: MysqlAddress,
  server: ServerAddress,
  ca: string | undefined,
  options: MysqlOptions,
): ConnectionOptions {
  const most = servers.length === 1 ? MAX_CONNECT_MS : MAX_CONNECT_TO_ONE_MS;
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

/** When the certificate of the server ends; undefined where the connection is not encrypted. */
export function certificateEnd(connection: Connection): Date | undefined {
  const socket = socketOf(connection);
  // The class itself would load all of TLS before every command.
  const isEncrypted = 'encrypted' in socket;
  return isEncrypted ? new Date((socket as TLSSocket).getPeerCertificate().valid_to) : undefined;
}

/** Says good-bye and waits for nothing: the server may be silent, and the program is to end. */
export function endConnection(connection: Connection): void {
  // Whatever happens to it now concerns nobody; without a listener it would end the program.
  connection.on('error', () => {});
  connection.end(() => {});
  socketOf(connection).unref();
}

/** As PEM. @throws UnavailableError `unreadable_certificates`: it cannot be read, is no file, or has none */
export async function readCertificates(path: string): Promise<string> {
  const refuse = (why: string, cause?: unknown) => {
    const sentence = `The certificates in ${path} cannot be read: ${why}.`;
    return new UnavailableError('unreadable_certificates', sentence, { cause });
  };
  const text = await readPlainFile(path, CERTIFICATES_BYTES).catch((error: unknown) => {
    const reason = systemErrorReason(error);
    throw reason === undefined ? error : refuse(reason, error);
  });
  const why = whyNoCertificates(text);
  if (text === undefined || why !== undefined) throw refuse(why ?? '');
  return text;
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

const identities = new WeakMap<object, ConnectionIdentity>();

function identify(
  connection: Connection,
  { threadId, server }: { readonly threadId: number; readonly server: string },
  leave: () => void,
): void {
  const nowMs = performance.now();
  const times = { openedAtMs: nowMs, askedAtMs: nowMs };
  identities.set(connection, { threadId, server, ...times, isLeft: false, leave });
}

export function identityOf(connection: object): ConnectionIdentity | undefined {
  return identities.get(connection);
}

/** Gives a connection up, and for the next one its server as long as there is another. */
export function leaveServer(identity: ConnectionIdentity): void {
  if (identity.isLeft) return;
  identity.isLeft = true;
  identity.leave();
}
