import { existsSync } from 'node:fs';
import { chmod, copyFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { inject } from 'vitest';
import { connectMysql } from '../../../src/data/mysql/mysql.ts';
import { migrate } from '../../../src/data/schema/migrations.ts';
import { TABLES } from '../../../src/data/schema/tables.ts';
import { APPLICATION_ID, connectSqlite } from '../../../src/data/sqlite/connection.ts';
import { parseDatabaseAddress } from '../../../src/domain/values/database-address.ts';
import { createDatabase, urlOf, writeConfig } from '../clone.ts';
import { attachMess, createHome, type TestMess } from '../mess.ts';
import { connectPast, type TestDatabase } from '../server/connection.ts';
import { readTables } from './schema.ts';

/** The last migration of the program before the one that `db migrate` came with. */
export const OLDER = '011-imports';

/** A database without a table, gone when the test is over. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  if (inject('engine') === 'mariadb') return createDatabase();
  return { kind: 'sqlite', path: join(await createHome(), 'mess.db') };
}

/** Lends a connection of the program's own. */
export async function withKnex<T>(
  database: TestDatabase,
  work: (db: Knex) => Promise<T>,
): Promise<T> {
  const address = parseDatabaseAddress(urlOf(database));
  const db = await (address.kind === 'sqlite'
    ? connectSqlite(address.path, 1000)
    : connectMysql(address, { waitMs: 1000 }));
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

/** Runs the migrations as the program does: of a file in one transaction. */
export function migrateTo(database: TestDatabase, upTo?: string): Promise<string[]> {
  return withKnex(database, (db) =>
    database.kind === 'sqlite' ? db.transaction((trx) => migrate(trx, upTo)) : migrate(db, upTo),
  );
}

/**
 * Turns a mess into the one an older program would have left: with the tables and columns of that
 * time, and all that they have room for. On a server it is in another database then, so only what is
 * given back may be used further.
 */
export async function makeOlder(mess: TestMess, upTo = OLDER): Promise<TestMess> {
  if (mess.database.kind === 'sqlite') {
    await makeOlderFile(mess.database.path, upTo);
    return mess;
  }
  const database = await createDatabase();
  await migrateTo(database, upTo);
  copyRows(mess.database, database);
  await writeConfig(mess.home, database);
  const older = Object.assign(attachMess(mess.home, database), { now: mess.now });
  // The session is kept for the database by its name.
  if (existsSync(mess.sessionPath)) await copyFile(mess.sessionPath, older.sessionPath);
  return older;
}

export async function makeOlderFile(path: string, upTo = OLDER): Promise<void> {
  const older: TestDatabase = { kind: 'sqlite', path: `${path}.older` };
  await migrateTo(older, upTo);
  await withKnex(older, async (db) => {
    await db.raw(`pragma application_id = ${APPLICATION_ID}`);
    await db.raw('pragma journal_mode = WAL');
  });
  copyRows({ kind: 'sqlite', path }, older);
  for (const suffix of ['-wal', '-shm']) await rm(path + suffix, { force: true });
  await chmod(older.path, 0o600);
  await rename(older.path, path);
}

function copyRows(from: TestDatabase, to: TestDatabase): void {
  const [source, target] = [connectPast(from), connectPast(to)];
  const tables = readTables(to);
  for (const { name } of TABLES) {
    const columns = tables.find((table) => table.name === name)?.columns.map(([column]) => column);
    if (columns === undefined) continue;
    const names = columns.map((column) => `"${column}"`).join(', ');
    for (const row of source.rows(`select ${names} from "${name}"`)) {
      insertRow(target, name, row);
    }
  }
  for (const db of [source, target]) db.close();
}

/** Inserts a row past the program. */
export function insertRow(
  db: ReturnType<typeof connectPast>,
  table: string,
  row: Readonly<Record<string, unknown>>,
): void {
  const names = Object.keys(row).map((name) => `"${name}"`);
  const marks = names.map(() => '?');
  db.run(
    `insert into "${table}" (${names.join(', ')}) values (${marks.join(', ')})`,
    ...Object.values(row),
  );
}
