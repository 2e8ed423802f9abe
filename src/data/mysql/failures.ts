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

/** Of a cluster: the node was cut off, and cannot know whether the others have heard of it. */
const ER_ERROR_DURING_COMMIT = 1180;

/** The server is not to be written to. */
const READ_ONLY = new Set([1290, 1792, 1836]);

const LOST_CODES = new Set([
  'PROTOCOL_CONNECTION_LOST',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
]);

export interface Failure {
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
export function failureOf(error: unknown): Failure | undefined {
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
  // "Error while appending streaming replication fragment(provider status: Not connected …)"
  if (failure.errno === ER_ERROR_DURING_COMMIT && /provider status/.test(failure.message))
    return true;
  // A statement on a connection that is closed already has no code.
  return failure.fatal && failure.code === '';
}

/** A server of several that is not to be written to. */
export class ReadOnlyServerError extends Error {}

/** A server of several that has no connection to the others now. */
export class NotReadyError extends Error {}

/** A server of several that has nothing to do with the others. */
export class LoneServerError extends Error {}

/** What a server says when it lets nobody, or not us, in for now. */
const NOT_NOW = new Set([
  1040, // too many connections
  1129, // this machine is blocked after many errors
  1130, // this machine is not let in
  1203, // more than max_user_connections
  1226,
]);

/** Another server of the same cluster may do better. */
export function isServerUnusable(error: unknown): boolean {
  if ([ReadOnlyServerError, NotReadyError, LoneServerError].some((E) => error instanceof E)) {
    return true;
  }
  const failure = failureOf(error);
  if (failure === undefined) return false;
  // The network, TLS or the driver; or a server that has no answer now.
  return (
    !failure.isServers ||
    isLost(error) ||
    READ_ONLY.has(failure.errno) ||
    NOT_NOW.has(failure.errno)
  );
}

/** A COMMIT that failed so may have been done. */
export function mayBeStored(error: unknown): boolean {
  return isLost(error) || failureOf(error)?.errno === ER_ERROR_DURING_COMMIT;
}

/** The name or the password is wrong: another password may help. */
export function isAccessDenied(error: unknown): boolean {
  return [1045, 1698].includes(failureOf(error)?.errno ?? 0);
}

export function isDuplicate(error: unknown): boolean {
  return failureOf(error)?.errno === 1062;
}

export function isMissingTable(error: unknown): boolean {
  return failureOf(error)?.errno === 1146;
}

export function isReadOnly(errno: number): boolean {
  return READ_ONLY.has(errno);
}
