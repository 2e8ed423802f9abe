import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Knex } from 'knex';
import { type MessError, systemErrorReason, UnavailableError } from '../../errors.ts';
import { syncFile, syncFolder } from '../disk.ts';
import { migrate, schemaState } from '../schema/migrations.ts';
import { inTransaction } from '../transaction.ts';
import { connectSqlite, HEADER_BYTES, isMessHeader } from './connection.ts';
import { connectToRead, findWhyReadOnly } from './read-only.ts';

/**
 * Connects to the mess in a SQLite file, whatever its schema; never creates one. The caller must
 * `destroy()` it.
 *
 * @throws UnavailableError there is no mess
 */
export async function openSqlite(path: string, waitMs: number): Promise<Knex> {
  refuseForeignFile(path);
  const readOnly = findWhyReadOnly(path);
  return readOnly === undefined
    ? connectSqlite(path, waitMs)
    : connectToRead(path, waitMs, readOnly);
}

/**
 * Brings the schema of a file up to date, after a copy was made beside it.
 *
 * @returns the path of the copy; undefined when another program did it meanwhile
 * @throws UnavailableError the copy cannot be made
 */
export async function migrateSqlite(db: Knex, path: string): Promise<string | undefined> {
  return inTransaction(db, async (trx) => {
    const [first] = (await schemaState(trx)).pending;
    if (first === undefined) return undefined;
    const copy = `${path}.before-${first}`;
    await copyFile(path, copy);
    await migrate(trx);
    return copy;
  });
}

/**
 * Copies a database while nobody but the caller may write to it, or copy it so; what was at `copy` is
 * replaced whole or not at all.
 */
async function copyFile(path: string, copy: string): Promise<void> {
  const draft = `${copy}.new`;
  const source = await connectSqlite(path, 0);
  try {
    // What a killed run left; SQLite would take its journal for that of this draft.
    await removeDraft(draft);
    // Made beforehand, so that nobody else can read it; SQLite takes an empty file for none.
    await (await open(draft, 'wx', 0o600)).close();
    await source.raw('vacuum into ?', [draft]);
    await syncFile(draft);
    await rename(draft, copy);
    await syncFolder(dirname(copy));
  } catch (error) {
    const reason = systemErrorReason(error);
    if (reason === undefined) throw error;
    throw new UnavailableError(
      'copy_not_made',
      `The tables of ${path} are to be brought up to date, but no copy can be made beside it: ${reason}.`,
      { cause: error },
    );
  } finally {
    await source.destroy();
    // Where it cannot be removed, that was said already.
    await removeDraft(draft).catch(() => {});
  }
}

async function removeDraft(draft: string): Promise<void> {
  for (const suffix of ['', '-journal']) await rm(draft + suffix, { force: true });
}

/** The header tells before SQLite touches the file, so nothing that is not a mess is written to. */
function refuseForeignFile(path: string): void {
  const header = Buffer.alloc(HEADER_BYTES);
  try {
    // O_NONBLOCK: a pipe that nobody writes to must not hang the program.
    const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const found = fstatSync(fd);
      if (found.isDirectory()) throw isFolder(path);
      if (!found.isFile()) throw notAMess(path);
      readSync(fd, header, 0, header.length, 0);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    throw error instanceof UnavailableError ? error : cannotRead(error, path);
  }
  if (!isMessHeader(header)) throw notAMess(path);
}

function isFolder(path: string): UnavailableError {
  return new UnavailableError(
    'database_is_folder',
    `${path} is a folder, not the database of a mess.`,
  );
}

function notAMess(path: string): UnavailableError {
  return new UnavailableError('not_a_mess', `${path} is not the database of a mess.`);
}

function cannotRead(error: unknown, path: string): MessError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new UnavailableError('no_mess', `There is no mess at ${path}.`, { cause: error });
  }
  return new UnavailableError('database_unreadable', `${path} cannot be read.`, { cause: error });
}
