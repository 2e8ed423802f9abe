import { accessSync, constants, existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Knex } from 'knex';
import { BusyError, systemErrorReason } from '../../errors.ts';
import { connectSqlite } from './connection.ts';

/**
 * Why nothing can be written to a database, as a clause that begins with `since`; undefined where it can. SQLite
 * makes files beside it, so its folder counts as well.
 */
export function findWhyReadOnly(path: string): string | undefined {
  // Who has it open has made them already. Asked at once: every command waits for it.
  const needed = existsSync(`${path}-shm`) ? [path] : [path, dirname(path)];
  for (const place of needed) {
    try {
      accessSync(place, constants.W_OK);
    } catch (error) {
      const reason = systemErrorReason(error);
      if (reason === undefined) throw error;
      const what = place === path ? 'the file' : `its folder ${place}`;
      return `since ${what} cannot be written to: ${reason}`;
    }
  }
  return undefined;
}

/**
 * Connects to a database that can only be read. Where nobody has it open, SQLite would have to make
 * files beside it, which it may not, or which its owner could not write to: so a copy is read. The
 * caller must `destroy()` it.
 *
 * @param readOnly why it can only be read
 * @throws BusyError somebody writes to it all the time
 */
export async function connectToRead(path: string, waitMs: number, readOnly: string): Promise<Knex> {
  if (await isThere(`${path}-shm`)) return connectSqlite(path, waitMs, { readOnly });
  const folder = await mkdtemp(join(tmpdir(), 'mess-read-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, basename(path));
    await copyAtRest(path, copy);
    const db = await connectSqlite(copy, waitMs, { label: path, readOnly });
    const { client } = db;
    const { destroy } = client;
    client.destroy = async (...values: unknown[]) => {
      await destroy.apply(client, values);
      await remove();
    };
    return db;
  } catch (error) {
    await remove();
    throw error;
  }
}

const TRIES = 5;

/** Copies a file, and what is not in it yet, as nobody writes to them. */
async function copyAtRest(path: string, copy: string): Promise<void> {
  for (let left = TRIES; left > 0; left--) {
    const before = await stateOf(path);
    await copyFile(path, copy);
    await copyFile(`${path}-wal`, `${copy}-wal`).catch(() => rm(`${copy}-wal`, { force: true }));
    if (!(await isThere(`${path}-shm`)) && (await stateOf(path)) === before) return;
  }
  const sentence = `Others are writing to ${path}, which can only be read here.`;
  throw new BusyError('another_writer', sentence);
}

async function stateOf(path: string): Promise<string> {
  const states = await Promise.all(
    [path, `${path}-wal`].map((file) => stat(file, { bigint: true }).catch(() => undefined)),
  );
  return states.map((found) => `${found?.size} ${found?.mtimeNs}`).join(', ');
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
