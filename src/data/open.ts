import type { Knex } from 'knex';
import type { ServerState } from '../domain/upkeep/database-status.ts';
import { type DatabaseAddress, describeAddress } from '../domain/values/database-address.ts';
import { UnavailableError } from '../errors.ts';
import type { Processes } from './drafts.ts';
import { connectMysql } from './mysql/mysql.ts';
import { createMysql, openMysql, refuseOccupiedMysql } from './mysql/open.ts';
import { checkServers } from './mysql/pool.ts';
import type { ServerMemory } from './mysql/servers.ts';
import { migrate, type SchemaState, schemaState } from './schema/migrations.ts';
import { createSqlite, refuseOccupiedPath } from './sqlite/create.ts';
import { migrateSqlite, openSqlite } from './sqlite/open.ts';

/** How long another writer is waited for. */
const DEFAULT_BUSY_TIMEOUT_MS = 30_000;

export interface OpenOptions {
  /** How long another writer is waited for; 30 seconds when undefined. */
  readonly busyTimeoutMs?: number | undefined;
  /** How long a server may be silent. */
  readonly answerTimeoutMs?: number | undefined;
  /** Which server of a cluster was used last in this run. */
  readonly serverMemory?: ServerMemory | undefined;
  readonly processes?: Processes | undefined;
}

export interface OpenMessOptions extends OpenOptions {
  /** A file of an older program is brought up to date, after a copy was made beside it. */
  readonly migratesFile?: boolean;
}

export interface OpenedDatabase {
  readonly db: Knex;
  /** Set when the tables were brought up to date: where the copy of before is. */
  readonly copyOfBefore: string | undefined;
}

/**
 * Opens a mess; never creates one. The caller must `destroy()` the database.
 *
 * @throws UnavailableError there is no mess, or its schema is not this program's
 */
export async function openDatabase(
  address: DatabaseAddress,
  options: OpenMessOptions = {},
): Promise<OpenedDatabase> {
  const db = await connectMess(address, options);
  try {
    const state = await schemaState(db);
    refuseNewer(state, address);
    if (state.pending.length === 0) return { db, copyOfBefore: undefined };
    if (address.kind === 'sqlite' && options.migratesFile) {
      return { db, copyOfBefore: await migrateSqlite(db, address.path) };
    }
    throw madeByOlder(address);
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/**
 * Connects to a mess whatever its schema. The caller must `destroy()` it.
 *
 * @throws UnavailableError there is no mess
 */
export function connectMess(address: DatabaseAddress, options: OpenOptions): Promise<Knex> {
  return address.kind === 'sqlite'
    ? openSqlite(address.path, options.busyTimeoutMs ?? DEFAULT_BUSY_TIMEOUT_MS)
    : openMysql(address, mysqlOptions(options));
}

/** Connects to whatever is there, be it a mess or not. The caller must `destroy()` it. */
export function connectDatabase(address: DatabaseAddress, options: OpenOptions): Promise<Knex> {
  return address.kind === 'sqlite'
    ? connectMess(address, options)
    : connectMysql(address, mysqlOptions(options));
}

/** What stands in the way of each server of a cluster; of none where there is one place alone. */
export async function checkServersOf(
  address: DatabaseAddress,
  options: OpenOptions,
): Promise<ServerState[]> {
  if (address.kind === 'sqlite' || address.servers.length === 1) return [];
  return checkServers(address, mysqlOptions(options));
}

/**
 * Brings the schema of a mess up to date.
 *
 * @returns the migrations that were run, and where the copy of before is, if one was made
 * @throws UnavailableError it was made by a newer program
 */
export async function migrateDatabase(
  db: Knex,
  address: DatabaseAddress,
): Promise<{ readonly applied: readonly string[]; readonly copyOfBefore: string | undefined }> {
  const state = await schemaState(db);
  refuseNewer(state, address);
  if (state.pending.length === 0) return { applied: [], copyOfBefore: undefined };
  if (address.kind === 'mysql') return { applied: await migrate(db), copyOfBefore: undefined };
  const copyOfBefore = await migrateSqlite(db, address.path);
  return { applied: copyOfBefore === undefined ? [] : state.pending, copyOfBefore };
}

/**
 * Asked of a database that has been open for a while: another program may have brought its tables up to date.
 *
 * @throws UnavailableError they are not this program's
 */
export async function refuseOtherSchema(db: Knex, address: DatabaseAddress): Promise<void> {
  const state = await schemaState(db);
  refuseNewer(state, address);
  if (state.pending.length > 0) throw madeByOlder(address);
}

function madeByOlder(address: DatabaseAddress): UnavailableError {
  return new UnavailableError(
    'made_by_older',
    `${describeAddress(address)} was made by an older mess: its tables are to be brought up to date first.`,
  );
}

function refuseNewer({ unknown }: SchemaState, address: DatabaseAddress): void {
  if (unknown.length === 0) return;
  throw new UnavailableError(
    'made_by_newer',
    `${describeAddress(address)} was made by a newer mess than this one.`,
  );
}

/**
 * Asked before anything is made. What was left there by a run that was killed is cleared away.
 *
 * @throws ConflictError something is there already
 */
export async function refuseOccupiedAddress(
  address: DatabaseAddress,
  options: OpenOptions,
): Promise<void> {
  if (address.kind === 'sqlite') await refuseOccupiedPath(address.path, options.processes);
  else await refuseOccupiedMysql(address, mysqlOptions(options));
}

/**
 * Makes the database of a new mess with the schema and whatever `fill` writes, whole or not at all.
 *
 * @param fill writes what is in it, in one transaction
 * @throws ConflictError something is there already
 * @throws UnavailableError the disk, the server or the rights there do not let it
 */
export async function createDatabase(
  address: DatabaseAddress,
  options: OpenOptions,
  fill: (db: Knex) => Promise<void>,
): Promise<void> {
  if (address.kind === 'sqlite') await createSqlite(address.path, fill, options.processes);
  else await createMysql(address, mysqlOptions(options), fill);
}

/** The same for a connection to a server. */
export function mysqlOptions({ busyTimeoutMs, answerTimeoutMs, serverMemory }: OpenOptions) {
  const waitMs = busyTimeoutMs ?? DEFAULT_BUSY_TIMEOUT_MS;
  return { waitMs, answerMs: answerTimeoutMs, serverMemory };
}
