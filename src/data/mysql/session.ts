import type { Connection, QueryError } from 'mysql2';
import type { SqlValue } from '../dialect.ts';
import { LoneServerError, NotReadyError, ReadOnlyServerError } from './failures.ts';

/** The server waits for a lock in slices, so that Ctrl-C is heard in between; whole seconds. */
const LOCK_WAIT_SLICE_S = 2;

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

export interface SessionOptions {
  /** How long another writer is waited for. */
  readonly waitMs: number;
  /** How long the server may wait for the next statement. */
  readonly idleMs: number;
  /** The server is the only one there is. */
  readonly isOne: boolean;
  readonly mayBeReadOnly: boolean;
}

/**
 * Makes the settings of a connection that the server has let in.
 *
 * @returns its number, and what the server calls itself
 * @throws ReadOnlyServerError, LoneServerError, NotReadyError it is one of several, and another one is to be used
 */
export async function makeSession(
  connection: Connection,
  { waitMs, idleMs, isOne, mayBeReadOnly }: SessionOptions,
): Promise<{ readonly threadId: number; readonly server: string }> {
  const lockWaitS = Math.min(LOCK_WAIT_SLICE_S, Math.max(1, Math.ceil(waitMs / 1000)));
  await ask(
    connection,
    `set names utf8mb4 collate utf8mb4_bin, sql_mode = '${SQL_MODE}', time_zone = '+00:00',
       default_storage_engine = InnoDB, autocommit = 1, foreign_key_checks = 1, unique_checks = 1,
       innodb_lock_wait_timeout = ${lockWaitS}, wait_timeout = ${Math.ceil(idleMs / 1000)},
       ${UNLIMITED}`,
  );
  // The variable of it has another name on each server; what a transaction reads must stay as it was.
  await ask(connection, 'set session transaction isolation level repeatable read');
  const [row] = await ask<[number, string, number]>(
    connection,
    "select connection_id(), concat(@@hostname, ':', @@port), @@read_only in ('0', 'OFF')",
  );
  const [threadId, server, isWritable] = row ?? [0, '', 0];
  if (!isWritable && !mayBeReadOnly) throw new ReadOnlyServerError();
  await joinCluster(connection, isOne);
  return { threadId, server };
}

/**
 * On a cluster everything waits until the node has what was stored on the others before.
 *
 * @throws NotReadyError, LoneServerError it is one of several, and another one is to be used: what is
 *   stored on a server that is in no cluster, the others would never have
 */
async function joinCluster(connection: Connection, isOne: boolean): Promise<void> {
  const isMember = await readVariable(connection, 'variables', 'wsrep_on');
  // All but SHOW, which tells of this node alone.
  if (isMember === 'ON') await ask(connection, 'set session wsrep_sync_wait = 7');
  if (isOne || isMember === undefined) return;
  if (isMember !== 'ON') throw new LoneServerError();
  if (!(await isReady(connection))) throw new NotReadyError();
}

/** A node that is cut off from its cluster lets in whoever comes, and would refuse what comes next. */
export async function isReady(connection: Connection): Promise<boolean> {
  return (await readVariable(connection, 'status', 'wsrep_ready')) !== 'OFF';
}

/** Undefined where the server knows no such variable. */
async function readVariable(
  connection: Connection,
  among: 'variables' | 'status',
  name: string,
): Promise<string | undefined> {
  const [row] = await ask<[string, string]>(
    connection,
    `show ${among} where variable_name = '${name}'`,
  );
  return row?.[1];
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
