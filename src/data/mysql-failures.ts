import { BusyError, type ErrorOptions, type MessError, UnavailableError } from '../errors.ts';

/** Numbers of errors: the MariaDB manual, "MariaDB Error Code Reference". */
const CONTENTION = new Set([
  1205, // lock wait timeout
  1213, // deadlock, or certification failed on a cluster
  1020, // the record changed since it was last read
]);

const LOST = new Set([
  1047, // a node of a cluster that is not ready
  1053, // server shutdown in progress
  1152, // aborted connection
  1158, // network errors: read, read timeout, write, write timeout
  1159,
  1160,
  1161,
  1927, // connection was killed
  2006, // server has gone away
  2013, // lost connection during query
  4031, // disconnected for inactivity
]);

const LOST_CODES = new Set([
  'PROTOCOL_CONNECTION_LOST',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
]);

interface Failure {
  readonly errno: number;
  readonly code: string;
  /** What the system was asked for, where it failed. */
  readonly syscall: string;
  readonly fatal: boolean;
  /** The server said so, and not the driver or the network. */
  readonly isServers: boolean;
  readonly message: string;
}

/** What can be read of an error of mysql2, of the network or of TLS; undefined for any other. */
function failureOf(error: unknown): Failure | undefined {
  if (!(error instanceof Error)) return undefined;
  // A name with several addresses fails with the failures of all of them.
  const first = error instanceof AggregateError ? error.errors[0] : undefined;
  const facts: { [key: string]: unknown } = { ...first, ...error };
  const { errno, code, syscall, fatal, sqlMessage } = facts;
  const isFatal = fatal === true;
  // What a server says has a number, but a name only where the driver knows the number.
  const isServers = typeof sqlMessage === 'string';
  if (typeof code !== 'string' && !isFatal && !isServers) return undefined;
  return {
    errno: typeof errno === 'number' ? errno : 0,
    code: typeof code === 'string' ? code : '',
    syscall: typeof syscall === 'string' ? syscall : '',
    fatal: isFatal,
    isServers,
    // The server's own words: knex puts the statement before them.
    message: isServers ? sqlMessage : error.message,
  };
}

export function isContention(error: unknown): boolean {
  return CONTENTION.has(failureOf(error)?.errno ?? 0);
}

export function isLost(error: unknown): boolean {
  const failure = failureOf(error);
  if (failure === undefined) return false;
  if (LOST.has(failure.errno) || LOST_CODES.has(failure.code)) return true;
  // A statement on a connection that is closed already has no code.
  return failure.fatal && failure.code === '';
}

/** The name or the password is wrong: another password may help. */
export function isAccessDenied(error: unknown): boolean {
  return [1045, 1698].includes(failureOf(error)?.errno ?? 0);
}

export function isMissingTable(error: unknown): boolean {
  return failureOf(error)?.errno === 1146;
}

/**
 * The error a person should see for what the server, the network or TLS threw.
 *
 * @param label the database as a person would name it
 */
export function translateMysqlError(error: unknown, label: string): MessError | undefined {
  const failure = failureOf(error);
  if (failure === undefined) return undefined;
  return (
    translateConnecting(failure, label, error) ??
    translateTls(failure, label, error) ??
    translateServer(failure, label, error)
  );
}

type Sentence = readonly [message: string, hint: string];

function unavailable([message, hint]: Sentence, cause: unknown): MessError {
  return new UnavailableError(message, { hint, cause });
}

function translateConnecting(
  { code, syscall }: Failure,
  label: string,
  cause: unknown,
): MessError | undefined {
  const whether = 'check that the server runs, and the address of the database';
  const sentences: Readonly<Record<string, Sentence>> = {
    ECONNREFUSED: [`No server answers at ${label}.`, whether],
    ENOENT: [`There is no socket of a server for ${label}.`, whether],
    EACCES: [`The socket for ${label} may not be used.`, 'check who owns it'],
    ENOTFOUND: [`There is no machine of that name: ${label}.`, whether],
    EAI_AGAIN: [`The name of the machine cannot be looked up: ${label}.`, 'check the network'],
  };
  const sentence = sentences[code];
  const isConnecting = syscall === 'connect' || syscall === 'getaddrinfo';
  if (sentence !== undefined && isConnecting) return unavailable(sentence, cause);
  if (syscall === 'connect' && LOST_CODES.has(code)) {
    return unavailable([`The server of ${label} cannot be reached.`, whether], cause);
  }
  return undefined;
}

function translateTls({ code, message }: Failure, label: string, cause: unknown) {
  if (code === 'HANDSHAKE_NO_SSL_SUPPORT') {
    return unavailable(
      [
        `The server of ${label} offers no encryption, so nothing was sent to it.`,
        'set TLS up on the server; on a network you trust, add ?tls=off to the address',
      ],
      cause,
    );
  }
  // The driver puts a code of its own in the place of Node's.
  if (/does not match certificate's altnames/.test(message)) {
    return unavailable(
      [
        `The certificate of the server is for another name than ${label}.`,
        'use the name that is in the certificate',
      ],
      cause,
    );
  }
  const isTls = code === 'HANDSHAKE_SSL_ERROR' || /CERT|_SSL_|ERR_TLS|ERR_OSSL/.test(code);
  if (!isTls) return undefined;
  return unavailable(
    [
      `The server of ${label} cannot be trusted: ${message.replace(/\.$/, '')}.`,
      'name the file of the authority that signed its certificate: ?ca=FILE in the address',
    ],
    cause,
  );
}

/** Nothing was changed, and it is safe to try again. */
function busy(message: string, options: ErrorOptions): MessError {
  return new BusyError(message, { hint: 'try again in a moment', ...options });
}

function translateServer(
  { errno, code, isServers, message }: Failure,
  label: string,
  cause: unknown,
): MessError | undefined {
  if (CONTENTION.has(errno)) {
    return busy(`Another command is writing to ${label}. Nothing was changed.`, { cause });
  }
  if (isLost(cause)) {
    return busy(`The connection to ${label} was lost. Nothing was changed.`, { cause });
  }
  switch (errno) {
    case 1040: // too many connections
    case 1203: // more than max_user_connections
    case 1226:
      return busy(`The server of ${label} has too many connections.`, { cause });
    case 1317: // interrupted
    case 1969: // over max_statement_time
    case 3024:
      return busy(`The server of ${label} ended the statement. Nothing was changed.`, { cause });
  }
  const sentence = sentenceFor(errno, label, message);
  if (sentence !== undefined) return unavailable(sentence, cause);
  return (isServers || /^(PROTOCOL_|HANDSHAKE_|AUTH_)/.test(code)) && !BUGS.has(errno)
    ? unavailable([`${label}: ${message.replace(/\.$/, '')}.`, 'see the log of the server'], cause)
    : undefined;
}

/** Errors of SQL that only a mistake in this program can make. */
const BUGS = new Set([
  1048, // column cannot be null
  1054, // unknown column
  1062, // duplicate key
  1064, // syntax
  1136, // column count
  1146, // no such table
  1264, // out of range
  1292, // incorrect value
  1366, // incorrect string
  1406, // too long
  1451, // foreign keys
  1452,
]);

function sentenceFor(errno: number, label: string, message: string): Sentence | undefined {
  switch (errno) {
    case 1044:
    case 1142:
    case 1143:
    case 1227:
      return [
        `The user of ${label} lacks a right: ${message.replace(/\.$/, '')}.`,
        'check the name of the database; what changes tables needs a user who may create and alter them (see "Growing" in the README)',
      ];
    case 1045:
    case 1698:
      return [
        `The server refuses the user or the password of ${label}.`,
        'put the password in a file that only you can read, and its path in MESS_DATABASE_PASSWORD_FILE',
      ];
    case 1049:
      return [
        `The server has no such database: ${label}.`,
        'let its administrator create it (see "Growing" in the README), or correct the address',
      ];
    case 1153:
      return [
        `What is to be stored is too large for the server of ${label}. Nothing was changed.`,
        'take it in smaller parts, or raise max_allowed_packet on the server',
      ];
    case 1021:
    case 1030:
    case 1114:
      return [
        `The disk of the server of ${label} is full or failed. Nothing was changed.`,
        'see the log of the server, then run the command again',
      ];
    case 1290:
    case 1792:
    case 1836:
      return [
        `The server of ${label} is read-only. Nothing was changed.`,
        'name the server that may be written to, or see its administrator',
      ];
    case 1129:
    case 1130:
      return [`The server of ${label} lets this machine not in.`, 'see its administrator'];
  }
  return undefined;
}
