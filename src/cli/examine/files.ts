import { constants, type Stats } from 'node:fs';
import { access, readdir, stat, statfs } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { shellWord } from '../../commands/shell-word.ts';
import type { ToldCheck } from '../../domain/upkeep/checkup.ts';
import { isReadByOthers } from '../files/private-file.ts';
import type { Host } from '../host.ts';

const MIB = 2 ** 20;

/** With less free space nothing is sure to be stored; with little, a copy may not be. */
const LEAST_FREE = 20 * MIB;
const LITTLE_FREE = 200 * MIB;

/** What a run makes that is under way is younger. */
const ABANDONED_AFTER_MS = 10 * 60_000;

/** Who may read and write the file of a database, and the disk it is on; nothing where it is not there. */
export async function examineDatabaseFile(path: string, host: Host): Promise<ToldCheck[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return [];
  return [await examineAccess(path, found, host), await examineDisk(path, found.size)];
}

async function examineAccess(path: string, found: Stats, host: Host): Promise<ToldCheck> {
  const check = 'database_file';
  const folder = dirname(path);
  const [file, place] = await Promise.all([isWritable(path), isWritable(folder)]);
  if (!file || !place) {
    return {
      check,
      state: 'wrong',
      message: `${file ? folder : path} cannot be written to by you.`,
      hint: `ls -ld ${shellWord(folder)} ${shellWord(path)}`,
    };
  }
  if (isReadByOthers(found, host)) {
    const state = (found.mode & 0o022) === 0 ? 'attention' : 'wrong';
    const verb = state === 'wrong' ? 'write to' : 'read';
    const message = `Others on this machine can ${verb} ${path}, with all that is in it.`;
    return { check, state, message, hint: `chmod 600 ${shellWord(path)}` };
  }
  const message = `${path} is not open to others on this machine.`;
  return { check, state: 'ok', message, hint: null };
}

function isWritable(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}

async function examineDisk(path: string, size: number): Promise<ToldCheck> {
  const { bavail, bsize } = await statfs(dirname(path));
  const free = bavail * bsize;
  // A copy of it is made before its tables are brought up to date, and for a backup.
  const isLittle = free < Math.max(LITTLE_FREE, 2 * size);
  const message = `${formatRoughly(free)} are free on the disk of the database, which takes ${formatRoughly(size)}.`;
  if (!isLittle) return { check: 'disk', state: 'ok', message, hint: null };
  const state = free < LEAST_FREE ? 'wrong' : 'attention';
  return { check: 'disk', state, message, hint: 'free some space' };
}

function formatRoughly(bytes: number): string {
  if (bytes >= 1024 * MIB) return `${Math.floor(bytes / (1024 * MIB)).toLocaleString('en')} GiB`;
  return `${Math.ceil(bytes / MIB)} MiB`;
}

/**
 * What runs that were killed left beside the files of mess, and of folders that were being written there or where
 * one stands.
 */
export async function examineLeftovers(own: readonly string[]): Promise<ToldCheck[]> {
  const files = (await Promise.all(own.map(findLeftovers))).flat();
  const places = new Set([...own.map((path) => dirname(path)), resolve('.')]);
  const folders = (await Promise.all([...places].map(findLeftFolders))).flat();
  const left = [...files, ...folders];
  if (left.length === 0) return [];
  const what = folders.length === 0 ? 'file' : files.length === 0 ? 'folder' : 'file or folder';
  return [
    {
      check: 'leftovers',
      state: 'attention',
      message: `${left.length === 1 ? `A ${what} was` : `${left.length} ${what.replace('file or folder', 'files and folder')}s were`} left by runs that were ended before they were done.`,
      hint: `rm ${folders.length === 0 ? '' : '-r '}${left.map(shellWord).join(' ')}`,
    },
  ];
}

async function findLeftovers(path: string): Promise<string[]> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => []);
  // A draft of the file, or of a copy of it; SQLite may have had files of its own beside that.
  const isDraft = (name: string) =>
    name.startsWith(`${basename(path)}.`) &&
    /\.new(-[0-9a-f]{12}){0,2}(-wal|-shm|-journal)?$/.test(name);
  return listAbandoned(folder, names.filter(isDraft), (found) => !found.isDirectory());
}

/** Folders as they are made aside: of statements, of tables, of a year for an auditor. */
async function findLeftFolders(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const drafts = names.filter((name) => /\.new(-[0-9a-f]{12}){1,2}$/.test(name));
  return listAbandoned(folder, drafts, (found) => found.isDirectory());
}

async function listAbandoned(
  folder: string,
  names: readonly string[],
  isMeant: (found: Stats) => boolean,
): Promise<string[]> {
  const old: string[] = [];
  for (const name of names) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    const isOld = found !== undefined && Date.now() - found.mtimeMs > ABANDONED_AFTER_MS;
    if (isOld && isMeant(found)) old.push(path);
  }
  return old.sort();
}
