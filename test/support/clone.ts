import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import mysql from 'mysql2/promise';
import { inject, onTestFinished } from 'vitest';
import type { TestDatabase } from './server/connection.ts';

/** Where tests on a server keep their databases. */
export interface TestServer {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

export const TEMPLATE_DATABASE = 'mess_template';

/** The server of this run of the tests, which must be one on a server. */
export function testServer(): TestServer {
  const server = inject('server');
  if (server === undefined) throw new Error('these tests run on a file');
  return server;
}

export function connectToServer(): Promise<mysql.Connection> {
  return mysql.createConnection({ ...testServer(), multipleStatements: true });
}

let template: Promise<string> | undefined;

/** What makes the tables and rows of the template in the database that is in use. */
async function readTemplate(connection: mysql.Connection): Promise<string> {
  const [tables] = await connection.query<mysql.RowDataPacket[]>(
    'select table_name as name from information_schema.tables where table_schema = ?',
    [TEMPLATE_DATABASE],
  );
  const statements: string[] = ['set foreign_key_checks = 0'];
  for (const { name } of tables) {
    const table = `${TEMPLATE_DATABASE}.\`${name}\``;
    const [[row]] = await connection.query<mysql.RowDataPacket[]>(`show create table ${table}`);
    statements.push(row?.['Create Table'], `insert into \`${name}\` select * from ${table}`);
  }
  return statements.join(';\n');
}

/** A new, empty database, gone when the test is over. */
export async function createDatabase(): Promise<Extract<TestDatabase, { kind: 'mysql' }>> {
  const name = `mess_${randomBytes(6).toString('hex')}`;
  const connection = await connectToServer();
  // What a mess must not rely on is set against it.
  await connection.query(`create database ${name} character set latin1`);
  await connection.end();
  onTestFinished(async () => {
    const again = await connectToServer();
    await again.query(`drop database ${name}`);
    await again.end();
  });
  return { kind: 'mysql', ...testServer(), name };
}

/** A copy of the template in a database of its own, which the home's config file names. */
export async function cloneTemplate(home: string): Promise<TestDatabase> {
  const database = await createDatabase();
  const connection = await connectToServer();
  template ??= readTemplate(connection);
  await connection.query(`use ${database.name};\n${await template}`);
  await connection.end();
  await writeConfig(home, database);
  return database;
}

/** Lets the commands of a home use a database on a server. */
export async function writeConfig(
  home: string,
  database: Extract<TestDatabase, { kind: 'mysql' }>,
): Promise<void> {
  await writeFile(join(home, 'config.json'), JSON.stringify({ database: urlOf(database) }), {
    mode: 0o600,
  });
}

/** With the password. */
export function urlOf(database: TestDatabase): string {
  if (database.kind === 'sqlite') return database.path;
  const { user, password, host, port, name } = database;
  return `mysql://${user}:${encodeURIComponent(password)}@${host}:${port}/${name}`;
}
