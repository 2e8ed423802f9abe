import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Driver, loadDriver } from '../../../src/data/sqlite/driver.ts';

const SqliteDatabase = await loadDriver();

export type SqliteFile = InstanceType<Driver>;

/**
 * Opens a SQLite file that is there, past the program.
 *
 * @param waitMs how long it waits for who holds the file
 */
export function openFile(path: string, waitMs = 5000): SqliteFile {
  if (!existsSync(path)) throw new Error(`There is no ${path}.`);
  const file = new SqliteDatabase(path);
  file.pragma(`busy_timeout = ${waitMs}`);
  return file;
}

/** The same, to damage it: its schema can be written to. */
export function openUnguarded(path: string): SqliteFile {
  const file = openFile(path);
  const isBetter: boolean = 'unsafeMode' in file;
  if (isBetter) return file.unsafeMode(true);
  file.close();
  const { DatabaseSync, enhance } = createRequire(import.meta.url)('@photostructure/sqlite');
  return enhance(new DatabaseSync(path, { defensive: false }));
}
