import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Knex } from 'knex';
import { type MessError, UnavailableError } from '../errors.ts';
import { schemaState } from './migrations.ts';
import { APPLICATION_ID, connectSqlite, DEFAULT_BUSY_TIMEOUT_MS } from './sqlite.ts';

export interface OpenOptions {
  readonly busyTimeoutMs?: number | undefined;
}

/**
 * Opens the mess in a SQLite file; never creates one. The caller must `destroy()` it.
 *
 * @throws UnavailableError there is no mess, or its schema is not this program's
 */
export async function openDatabase(path: string, options: OpenOptions = {}): Promise<Knex> {
  await checkIsMess(path);
  const busyTimeoutMs = options.busyTimeoutMs ?? DEFAULT_BUSY_TIMEOUT_MS;
  const db = await connectSqlite(path, { busyTimeoutMs, safeIntegers: true });
  try {
    const state = await schemaState(db);
    if (state === 'newer') {
      throw new UnavailableError(`${path} was made by a newer mess than this one.`, {
        hint: 'install the newer version of mess',
      });
    }
    if (state === 'pending') {
      throw new UnavailableError(`${path} was made by an older mess: migrations are pending.`);
    }
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** The header tells before SQLite touches the file, so nothing that is not a mess is written to. */
async function checkIsMess(path: string): Promise<void> {
  const header = Buffer.alloc(72);
  try {
    // O_NONBLOCK: a pipe that nobody writes to must not hang the program.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const found = await file.stat();
      if (found.isDirectory()) throw isFolder(path);
      if (!found.isFile()) throw notAMess(path);
      await file.read(header, 0, header.length, 0);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw error instanceof UnavailableError ? error : cannotRead(error, path);
  }
  const isSqlite = header.toString('latin1', 0, 16) === 'SQLite format 3\0';
  if (!isSqlite || header.readUInt32BE(68) !== APPLICATION_ID) {
    throw notAMess(path);
  }
}

function isFolder(path: string): UnavailableError {
  return new UnavailableError(`${path} is a folder, not the database of a mess.`, {
    hint: 'name the file with --db PATH',
  });
}

function notAMess(path: string): UnavailableError {
  return new UnavailableError(`${path} is not the database of a mess.`, {
    hint: 'name another one with --db PATH',
  });
}

function cannotRead(error: unknown, path: string): MessError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new UnavailableError(`There is no mess at ${path}.`, {
      hint: 'mess init',
      cause: error,
    });
  }
  return new UnavailableError(`${path} cannot be read.`, {
    hint: 'check who owns the file and its folder',
    cause: error,
  });
}
