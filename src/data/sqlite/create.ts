import { link, mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Knex } from 'knex';
import { ConflictError, systemErrorReason, UnavailableError } from '../../errors.ts';
import { syncFile, syncFolder } from '../disk.ts';
import { clearDrafts, nameDraft, type Processes } from '../drafts.ts';
import { migrate } from '../schema/migrations.ts';
import { APPLICATION_ID, connectSqlite, HEADER_BYTES, isMessHeader } from './connection.ts';

/** Where it cannot be told that the run was killed, a half-built database is cleared away when it is older. */
const ABANDONED_AFTER_MS = 10 * 60_000;

/**
 * Makes the database of a new mess: builds it aside with the schema and whatever `fill` writes, and
 * puts it in place whole. A run killed on the way leaves nothing in place.
 *
 * @throws ConflictError when something is at the path already
 * @throws UnavailableError when the disk or its permissions do not let it
 */
export async function createSqlite(
  path: string,
  fill: (db: Knex) => Promise<void>,
  processes?: Processes,
): Promise<void> {
  await refuseOccupiedPath(path, processes);
  try {
    await buildAside(path, fill, processes);
  } catch (error) {
    const reason = systemErrorReason(error);
    if (reason === undefined) throw error;
    throw new UnavailableError('mess_not_made', `No mess can be made at ${path}: ${reason}.`, {
      cause: error,
    });
  }
}

async function buildAside(
  path: string,
  fill: (db: Knex) => Promise<void>,
  processes: Processes | undefined,
): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = nameDraft(path, processes);
  try {
    await (await open(draft, 'wx', 0o600)).close();
    await build(draft, fill);
    await syncFile(draft);
    await putInPlace(draft, path);
    await syncFolder(folder);
  } finally {
    for (const suffix of SUFFIXES) await rm(draft + suffix, { force: true });
  }
}

/** Of the files that SQLite makes beside one, and itself. */
const SUFFIXES = ['', '-wal', '-shm', '-journal'];

/** Nobody else knows the draft, so nobody is waited for. */
const NO_WAIT_MS = 1000;

async function build(draft: string, fill: (db: Knex) => Promise<void>): Promise<void> {
  const db = await connectSqlite(draft, NO_WAIT_MS);
  try {
    await db.raw(`pragma application_id = ${APPLICATION_ID}`);
    await db.transaction((trx) => migrate(trx));
    await fill(db);
    // Last: what is in a write-ahead log is lost when moving it into the file fails at the close,
    // which SQLite does not report.
    await db.raw('pragma journal_mode = WAL');
  } finally {
    await db.destroy();
  }
}

async function putInPlace(draft: string, path: string): Promise<void> {
  try {
    // A hard link, unlike a rename, never replaces what is there.
    await link(draft, path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      throw await exists(path);
    throw error;
  }
}

/**
 * Clears away what runs that were killed have left beside a path.
 *
 * @throws ConflictError when something is at the path already
 */
export async function refuseOccupiedPath(path: string, processes?: Processes): Promise<void> {
  await clearDrafts(path, processes, (found, state) => {
    const isOld = Date.now() - found.mtimeMs > ABANDONED_AFTER_MS;
    return found.isFile() && (state === 'over' || isOld);
  });
  const isThere = (file: string) =>
    stat(file).then(
      () => true,
      () => false,
    );
  if (await isThere(path)) throw await exists(path);
  // SQLite would take the log of another database for this one's, and write it over it.
  for (const log of [`${path}-wal`, `${path}-journal`]) {
    if (!(await isThere(log))) continue;
    throw new ConflictError('log_left', `${log} is left of a database that was at ${path}.`);
  }
}

async function exists(path: string): Promise<ConflictError> {
  const header = Buffer.alloc(HEADER_BYTES);
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile()) {
    const file = await open(path, 'r');
    await file.read(header, 0, header.length, 0).finally(() => file.close());
  }
  const about = { place: 'file' } as const;
  return isMessHeader(header)
    ? new ConflictError('mess_exists', `There is a mess at ${path} already.`, { about })
    : new ConflictError('place_taken', `There is something else at ${path} already.`, { about });
}
