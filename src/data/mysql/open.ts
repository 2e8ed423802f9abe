import type { Knex } from 'knex';
import { describeAddress, type MysqlAddress } from '../../domain/values/database-address.ts';
import { ConflictError, OutcomeUnknownError, UnavailableError } from '../../errors.ts';
import {
  MIGRATION_TABLE,
  migrate,
  schemaState,
  TABLES_WITHOUT_DATA,
} from '../schema/migrations.ts';
import { TABLES } from '../schema/tables.ts';
import type { MysqlOptions } from './connection.ts';
import { isMissingTable } from './failures.ts';
import { connectMysql, listTables } from './mysql.ts';

/**
 * Connects to the mess in a database of a server, whatever its schema. The caller must `destroy()` it.
 *
 * @throws UnavailableError there is no mess
 */
export async function openMysql(address: MysqlAddress, options: MysqlOptions): Promise<Knex> {
  const db = await connectMysql(address, options);
  try {
    if (await isMess(db)) return db;
    throw new UnavailableError('no_mess', `There is no mess in ${describeAddress(address)}.`);
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** Settings are written last, with everything else that makes a mess. */
async function isMess(db: Knex): Promise<boolean> {
  try {
    // Others have tables of these names too; those of somebody's `settings` may be any.
    if (!(await schemaState(db)).applied.includes('001-settings')) return false;
    return (await db('settings').where({ key: 'name' }).first('key')) !== undefined;
  } catch (error) {
    if (isMissingTable(error)) return false;
    throw error;
  }
}

/**
 * What a database holds: nothing, a mess, one whose making was interrupted before anything was in it,
 * or tables of something else.
 */
async function findContent(db: Knex): Promise<'nothing' | 'mess' | 'unfinished' | 'other'> {
  const tables = await listTables(db);
  if (tables.length === 0) return 'nothing';
  if (await isMess(db)) return 'mess';
  const own = new Set([...TABLES.map(({ name }) => name), ...TABLES_WITHOUT_DATA]);
  // A mess notes its migrations before it has any other table.
  const isOurs = tables.includes(MIGRATION_TABLE) && tables.every((name) => own.has(name));
  return isOurs && (await schemaState(db)).unknown.length === 0 ? 'unfinished' : 'other';
}

/** @throws ConflictError something is in the database already */
export async function refuseOccupiedMysql(
  address: MysqlAddress,
  options: MysqlOptions,
): Promise<void> {
  const db = await connectMysql(address, options);
  try {
    await refuseOccupied(db, address);
  } finally {
    await db.destroy();
  }
}

async function refuseOccupied(db: Knex, address: MysqlAddress): Promise<void> {
  const content = await findContent(db);
  const label = describeAddress(address);
  if (content === 'mess') {
    throw new ConflictError('mess_exists', `There is a mess in ${label} already.`, {
      about: { place: 'server' },
    });
  }
  if (content === 'other') {
    const sentence = `${label} has tables of something else, so no mess is made there.`;
    throw new ConflictError('place_taken', sentence, { about: { place: 'server' } });
  }
}

/**
 * Makes a new mess in an empty database: first the tables, which a server cannot take back, then in
 * one transaction what `fill` writes. Killed on the way it leaves no mess, and can be run again.
 *
 * @throws ConflictError something is in the database already
 */
export async function createMysql(
  address: MysqlAddress,
  options: MysqlOptions,
  fill: (db: Knex) => Promise<void>,
): Promise<void> {
  const db = await connectMysql(address, options);
  try {
    await refuseOccupied(db, address);
    await migrate(db);
    try {
      await fill(db);
    } catch (error) {
      // Another one may have been quicker. Where nobody could be asked, nobody is asked again.
      if (!(error instanceof OutcomeUnknownError)) await refuseOccupied(db, address);
      throw error;
    }
  } finally {
    await db.destroy();
  }
}
