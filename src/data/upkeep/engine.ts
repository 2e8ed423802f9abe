import type { Knex } from 'knex';
import type { Connection } from 'mysql2';
import { dialectOf, withConnection } from '../dialect.ts';
import { certificateEnd } from '../mysql/connection.ts';
import { driverName } from '../sqlite/driver.ts';

/** What keeps the database, for people: `SQLite 3.50.4 (better-sqlite3)`. */
export async function describeEngine(db: Knex): Promise<string> {
  const dialect = dialectOf(db);
  const isFile = dialect.name === 'sqlite';
  const sql = isFile ? 'select sqlite_version()' : 'select version()';
  const [[version] = ['']] = await dialect.selectArrays<[string]>(db, sql);
  if (isFile) return `SQLite ${version} (${await driverName()})`;
  return /mariadb/i.test(version)
    ? `MariaDB ${version.replace(/-MariaDB.*/i, '')}`
    : `MySQL ${version}`;
}

/** When the certificate of the server ends; undefined where the connection is not encrypted. */
export async function findCertificateEnd(db: Knex): Promise<Date | undefined> {
  if (dialectOf(db).name === 'sqlite') return undefined;
  return withConnection(db, (connection: Connection) => certificateEnd(connection));
}
