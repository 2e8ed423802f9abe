import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { urlOf } from '../clone.ts';
import { attachMess, createHome, type TestMess } from '../mess.ts';
import { connectPast, type TestDatabase } from '../server/connection.ts';
import { buildTemplate } from '../template.ts';
import { insertRow } from './older.ts';

/** A mess in a file, whatever the messes of this run of the tests are kept in. */
export async function createFileMess(): Promise<TestMess> {
  const home = await createHome();
  await buildTemplate(home);
  return attachMess(home);
}

/** A home whose commands use what is, or will be, in a database. */
export async function createHomeOf(database: TestDatabase): Promise<TestMess> {
  const home = await createHome();
  const config = JSON.stringify({ database: urlOf(database) });
  await writeFile(join(home, 'config.json'), config, { mode: 0o600 });
  return attachMess(home, database);
}

/**
 * Signs in at a copy of a mess whoever is signed in at the mess itself, past the program: signing in
 * would be recorded, and the copy would be no copy any more.
 */
export async function signInAtCopy(copy: TestMess, mess: TestMess): Promise<void> {
  await copyFile(mess.sessionPath, copy.sessionPath);
  const db = connectPast(copy.database);
  for (const row of mess.rows('select * from sessions')) insertRow(db, 'sessions', row);
  db.close();
  copy.now = mess.now;
}
