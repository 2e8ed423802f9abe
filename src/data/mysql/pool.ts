import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { Connection } from 'mysql2';
import type { ServerState } from '../../domain/upkeep/database-status.ts';
import { describeAddress, type MysqlAddress } from '../../domain/values/database-address.ts';
import { type Dialect, quietLog, setConnected } from '../dialect.ts';
import { changeTransactions } from '../own-transactions.ts';
import {
  endConnection,
  identityOf,
  leaveServer,
  type MysqlOptions,
  type Opening,
  openConnection,
  readCertificates,
} from './connection.ts';
import { connectToFirst, lookAtServers, moveOn } from './servers.ts';
import { ask, isReady } from './session.ts';
import { makeTablesWhole } from './whole-tables.ts';

/** Well above all that a connection may take, so that what is said is what happened. */
const CREATE_TIMEOUT_MS = 50_000;

/** A connection that nobody has used for longer is asked whether it still serves. */
const TRUSTED_FOR_MS = 1_000;

const MAX_SILENCE_MS = 5_000;

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
  const createTimeoutMillis = CREATE_TIMEOUT_MS * (isOne ? 1 : 1 + address.servers.length);
  const db = knex({
    client: 'mysql2',
    connection: { database: address.name },
    compileSqlOnError: false,
    log: quietLog,
    acquireConnectionTimeout: createTimeoutMillis + CREATE_TIMEOUT_MS,
    pool: {
      min: 0,
      max: 1,
      createTimeoutMillis,
      validate: (connection: Connection) => isOne || isStillUsable(connection),
    },
  });
  const opening: Opening = { driver: db.client.driver, address, ca, options };
  db.client.acquireRawConnection = () =>
    connectToFirst(address, memory, (server, index, may) =>
      openConnection(opening, server, may.readOnly, moveOn(address, memory, index)),
    );
  db.client.destroyRawConnection = async (connection: Connection) => endConnection(connection);
  changeTransactions<Connection>(db, (made) => {
    made.begin = async (connection) => {
      await ask(connection, 'BEGIN');
    };
  });
  makeTablesWhole(db);
  // What CREATE TABLE gets; not enumerable, since mysql2 complains of settings it does not know.
  Object.defineProperty(db.client.connectionSettings, 'collate', { value: 'utf8mb4_bin' });
  const { waitMs } = options;
  const others = address.servers.length - 1;
  setConnected(db, { dialect, label: describeAddress(address), waitMs, others });
  return db;
}

/** What stands in the way of each server of an address. */
export async function checkServers(
  address: MysqlAddress,
  options: MysqlOptions,
): Promise<ServerState[]> {
  const { default: driver } = await import('mysql2');
  const ca = address.ca === undefined ? undefined : await readCertificates(address.ca);
  const opening: Opening = { driver, address, ca, options };
  return lookAtServers(address, async (server) => {
    endConnection(await openConnection(opening, server, false, () => {}));
  });
}

/** While somebody thought about an answer, a node may have left its cluster. */
async function isStillUsable(connection: Connection): Promise<boolean> {
  const identity = identityOf(connection);
  if (identity === undefined || identity.isLeft) return false;
  const idleMs = performance.now() - identity.askedAtMs;
  identity.askedAtMs = performance.now();
  if (idleMs < TRUSTED_FOR_MS) return true;
  const silence = sleep(MAX_SILENCE_MS, false, { ref: false });
  const answer = isReady(connection).catch(() => false);
  if (await Promise.race([answer, silence])) return true;
  leaveServer(identity);
  return false;
}
