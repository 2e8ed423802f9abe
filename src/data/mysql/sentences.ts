import { BusyError, type MessError, UnavailableError } from '../../errors.ts';
import type { PlainReasonOf } from '../../reasons.ts';
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
    return unavailable(['server_of_no_cluster', sentence], error);
  }
  const failure = failureOf(error);
  if (failure === undefined) return undefined;
  return (
    translateConnecting(failure, label, error) ??
    translateTls(failure, label, error) ??
    translateServer(failure, label, error)
  );
}

type Sentence = readonly [reason: PlainReasonOf<'unavailable'>, message: string];

function unavailable([reason, message]: Sentence, cause: unknown): MessError {
  return new UnavailableError(reason, message, { cause });
}

function translateConnecting(
  { code, syscall }: Failure,
  label: string,
  cause: unknown,
): MessError | undefined {
  const sentences: Readonly<Record<string, Sentence>> = {
    ECONNREFUSED: ['server_unreachable', `No server answers at ${label}.`],
    ENOENT: ['server_unreachable', `There is no socket of a server for ${label}.`],
    EACCES: ['socket_forbidden', `The socket for ${label} may not be used.`],
    ENOTFOUND: ['server_unreachable', `There is no machine of that name: ${label}.`],
    EAI_AGAIN: ['name_not_looked_up', `The name of the machine cannot be looked up: ${label}.`],
  };
  const sentence = sentences[code];
  const isConnecting = syscall === 'connect' || syscall === 'getaddrinfo';
  if (sentence !== undefined && isConnecting) return unavailable(sentence, cause);
  if (isConnecting) {
    const message = `The server of ${label} cannot be reached.`;
    return unavailable(['server_unreachable', message], cause);
  }
  return undefined;
}

function translateTls({ code, message }: Failure, label: string, cause: unknown) {
  if (code === 'HANDSHAKE_NO_SSL_SUPPORT') {
    const sentence = `The server of ${label} offers no encryption, so nothing was sent to it.`;
    return unavailable(['no_encryption', sentence], cause);
  }
  // The driver puts a code of its own in the place of Node's.
  if (/does not match certificate's altnames/.test(message)) {
    const sentence = `The certificate of the server is for another name than ${label}.`;
    return unavailable(['other_certificate', sentence], cause);
  }
  const isTls = code === 'HANDSHAKE_SSL_ERROR' || /CERT|_SSL_|ERR_TLS|ERR_OSSL/.test(code);
  if (!isTls) return undefined;
  const sentence = `The server of ${label} cannot be trusted: ${withoutPoint(message)}.`;
  return unavailable(['untrusted_certificate', sentence], cause);
}

function withoutPoint(message: string): string {
  return message.replace(/\.$/, '');
}

function notReady(label: string, cause: unknown): MessError {
  const message = `The server of ${label} has no connection to its cluster. Nothing was changed.`;
  return new BusyError('server_not_ready', message, { cause });
}

function translateServer(
  { errno, code, isServers, message }: Failure,
  label: string,
  cause: unknown,
): MessError | undefined {
  const busy = (reason: PlainReasonOf<'busy'>, sentence: string) =>
    new BusyError(reason, sentence, { cause });
  if (isContention(cause)) {
    return busy('another_writer', `Another command is writing to ${label}. Nothing was changed.`);
  }
  if (errno === 1047) return notReady(label, cause);
  if (isLost(cause)) {
    return busy('connection_lost', `The connection to ${label} was lost. Nothing was changed.`);
  }
  switch (errno) {
    case 1040: // too many connections
    case 1203: // more than max_user_connections
    case 1226:
      return busy('server_full', `The server of ${label} has too many connections.`);
    case 1317: // interrupted
    case 1969: // over max_statement_time
    case 3024:
      return busy(
        'statement_ended',
        `The server of ${label} ended the statement. Nothing was changed.`,
      );
  }
  const sentence = sentenceFor(errno, label, message);
  if (sentence !== undefined) return unavailable(sentence, cause);
  return (isServers || /^(PROTOCOL_|HANDSHAKE_|AUTH_)/.test(code)) && !BUGS.has(errno)
    ? unavailable(['server_failed', `${label}: ${withoutPoint(message)}.`], cause)
    : undefined;
}

function readOnly(label: string): Sentence {
  return ['server_read_only', `The server of ${label} is read-only. Nothing was changed.`];
}

/** Errors of SQL that only a mistake in this program can make, or tables that somebody has changed. */
const BUGS = new Set([
  1048, // column cannot be null
  1054, // unknown column
  1062, // duplicate key
  1064, // syntax
  1136, // column count
  1146, // no such table
  1264, // out of range
  1288, // not updatable, as a view may be
  1292, // incorrect value
  1356, // a view of what is not there
  1364, // no value for a column without default
  1366, // incorrect string
  1406, // too long
  1451, // foreign keys
  1452,
  1471, // not insertable into
  1644, // signalled by a trigger
  3819, // a check, which no table of mess has
  4025,
]);

function sentenceFor(errno: number, label: string, message: string): Sentence | undefined {
  if (isReadOnly(errno)) return readOnly(label);
  switch (errno) {
    case 1044:
    case 1142:
    case 1143:
    case 1227:
      return ['right_missing', `The user of ${label} lacks a right: ${withoutPoint(message)}.`];
    case 1045:
    case 1698:
      return ['access_denied', `The server refuses the user or the password of ${label}.`];
    case 1049:
      return ['no_such_database', `The server has no such database: ${label}.`];
    case 1153:
      return [
        'too_large_for_server',
        `What is to be stored is too large for the server of ${label}. Nothing was changed.`,
      ];
    case 1021:
    case 1030:
    case 1114:
      return [
        'server_disk_failed',
        `The disk of the server of ${label} is full or failed. Nothing was changed.`,
      ];
    case 1129:
    case 1130:
      return ['machine_not_let_in', `The server of ${label} lets this machine not in.`];
  }
  return undefined;
}
