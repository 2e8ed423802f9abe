import { randomBytes } from 'node:crypto';
import { writeConfig } from '../clone.ts';
import { attachMess, createHome, type TestMess } from '../mess.ts';
import { buildTemplate } from '../template.ts';
import type { TestDatabase } from './connection.ts';
import type { MariaDb } from './server.js';

/** A database on a server. */
export type ServerDatabase = Extract<TestDatabase, { kind: 'mysql' }>;

/** A private server, or a node of a cluster. */
export type PrivateServer = Pick<MariaDb, 'port' | 'user' | 'password' | 'connect'>;

/** A new, empty database on a private server, with the server's defaults. */
export async function createDatabaseOn(server: PrivateServer): Promise<ServerDatabase> {
  const name = `mess_${randomBytes(6).toString('hex')}`;
  const admin = await server.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const { port, user, password } = server;
  return { kind: 'mysql', host: '127.0.0.1', port, user, password, name };
}

/** A new mess there, made by the real commands, with its owner signed in. */
export async function createMessOn(server: PrivateServer): Promise<TestMess> {
  const home = await createHome();
  const database = await createDatabaseOn(server);
  await writeConfig(home, database);
  await buildTemplate(home);
  return attachMess(home, database);
}

/** The same mess as a user of its own has it, with the rights that the page on servers names for every day. */
export async function asPlainUser(server: MariaDb, mess: TestMess): Promise<TestMess> {
  const user = `app_${randomBytes(4).toString('hex')}`;
  const database = { ...(mess.database as ServerDatabase), user, password: 'plain' };
  const admin = await server.connect();
  await admin.query(
    `create user ${user} identified by 'plain';
     grant select, insert, update, delete on ${database.name}.* to ${user}`,
  );
  await admin.end();
  await writeConfig(mess.home, database);
  return attachMess(mess.home, database);
}
