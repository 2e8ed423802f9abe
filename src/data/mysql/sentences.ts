import { BusyError, type ErrorOptions, type MessError, UnavailableError } from '../../errors.ts';
import {
  type Failure,
  failureOf,
  isContention,
  isLost,
  isReadOnly,
  LoneServerError,
  NotReadyError,
  ReadOnlyServerError,
} from './failures.ts';

/**
 * The error a person should see for what the server, the network or TLS threw.
 *
 * @param label the database as a person would name it
 */
export function translateMysqlError(error: unknown, label: string): MessError | undefined {
  if (error instanceof ReadOnlyServerError) return unavailable(readOnly(label), error);
  if (error instanceof NotReadyError) return notReady(label, error);
  if (error instanceof LoneServerError) {
    const sentence = `The server of ${label} belongs to no cluster.`;
    return unavailable([sentence, 'see its administrator'], error);
  }
  const failure = failureOf(error);
  if (failure === undefined) return undefined;
  return (
    translateConnecting(failure, label, error) ??
    translateTls(failure, label, error) ??
    translateServer(failure, label, error)
  );
}

/** The hint where nobody answers. */
export const WHETHER_IT_RUNS = 'check that the server runs, and the address of the database';

type Sentence = readonly [message: string, hint: string];

function unavailable([message, hint]: Sentence, cause: unknown): MessError {
  return new UnavailableError(message, { hint, cause });
}

function translateConnecting(
  { code, syscall }: Failure,
  label: string,
  cause: unknown,
): MessError | undefined {
  const sentences: Readonly<Record<string, Sentence>> = {
    ECONNREFUSED: [`No server answers at ${label}.`, WHETHER_IT_RUNS],
    ENOENT: [`There is no socket of a server for ${label}.`, WHETHER_IT_RUNS],
    EACCES: [`The socket for ${label} may not be used.`, 'check who owns it'],
    ENOTFOUND: [`There is no machine of that name: ${label}.`, WHETHER_IT_RUNS],
    EAI_AGAIN: [`The name of the machine cannot be looked up: ${label}.`, 'check the network'],
  };
  const sentence = sentences[code];
  const isConnecting = syscall === 'connect' || syscall === 'getaddrinfo';
  if (sentence !== undefined && isConnecting) return unavailable(sentence, cause);
  if (isConnecting) {
    return unavailable([`The server of ${label} cannot be reached.`, WHETHER_IT_RUNS], cause);
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

function notReady(label: string, cause: unknown): MessError {
  const message = `The server of ${label} has no connection to its cluster. Nothing was changed.`;
  return busy(message, { cause });
}

function translateServer(
  { errno, code, isServers, message }: Failure,
  label: string,
  cause: unknown,
): MessError | undefined {
  if (isContention(cause)) {
    return busy(`Another command is writing to ${label}. Nothing was changed.`, { cause });
  }
  if (errno === 1047) return notReady(label, cause);
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

function readOnly(label: string): Sentence {
  return [
    `The server of ${label} is read-only. Nothing was changed.`,
    'name the server that may be written to, or see its administrator',
  ];
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
  if (isReadOnly(errno)) return readOnly(label);
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
    case 1129:
    case 1130:
      return [`The server of ${label} lets this machine not in.`, 'see its administrator'];
  }
  return undefined;
}
