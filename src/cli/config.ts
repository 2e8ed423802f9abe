import { readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { UnavailableError, UsageError } from '../errors.ts';
import type { Host } from './host.ts';

/** Where the program keeps things. */
export interface Places {
  readonly database: string;
  readonly session: string;
  readonly config: string;
}

/** With `MESS_HOME` all in one folder, else by the XDG base directory specification. */
export function findPlaces(env: Host['env']): Places {
  const home = env.MESS_HOME;
  if (home) {
    return {
      database: resolve(home, 'mess.db'),
      session: resolve(home, 'session.json'),
      config: resolve(home, 'config.json'),
    };
  }
  const user = env.HOME || userInfo().homedir;
  const base = (variable: string, fallback: string) => {
    const value = env[variable];
    // A relative path is to be ignored, says the specification.
    return value?.startsWith('/') ? value : join(user, fallback);
  };
  return {
    database: join(base('XDG_DATA_HOME', '.local/share'), 'mess', 'mess.db'),
    session: join(base('XDG_STATE_HOME', '.local/state'), 'mess', 'session.json'),
    config: join(base('XDG_CONFIG_HOME', '.config'), 'mess', 'config.json'),
  };
}

/**
 * The path of the database: `--db`, else `MESS_DATABASE_URL`, else the config file's `database`,
 * else the usual place.
 *
 * @throws UsageError a database this program cannot open, on the command line
 * @throws UnavailableError a bad config file, or such a database named elsewhere
 */
export async function findDatabase(
  given: string | undefined,
  env: Host['env'],
  places: Places,
): Promise<string> {
  if (given !== undefined) return toPath(given, '--db');
  if (env.MESS_DATABASE_URL) return toPath(env.MESS_DATABASE_URL, 'MESS_DATABASE_URL');
  const { database } = await readConfig(places.config);
  // A relative path there is meant from where it stands, not from where the command is run.
  return database === undefined
    ? places.database
    : toPath(database, places.config, dirname(places.config));
}

function toPath(address: string, from: string, folder = '.'): string {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(address)?.[1]?.toLowerCase();
  const path = scheme === 'sqlite' ? address.slice('sqlite:'.length) : address;
  if (scheme !== undefined && scheme !== 'sqlite') {
    const message = `${from}: this version opens SQLite files only, not ${scheme}: databases.`;
    const options = { hint: 'write sqlite:PATH or a plain path' };
    throw from === '--db'
      ? new UsageError(message, options)
      : new UnavailableError(message, options);
  }
  if (path.trim() === '') {
    const message = `${from}: the path of the database is empty.`;
    throw from === '--db' ? new UsageError(message) : new UnavailableError(message);
  }
  return resolve(folder, path);
}

interface Config {
  readonly database?: string;
}

const CONFIG_KEYS = ['database'];

const MAX_CONFIG_BYTES = 64 * 1024;

async function readConfig(path: string): Promise<Config> {
  let text: string;
  try {
    const found = await stat(path);
    if (!found.isFile() || found.size > MAX_CONFIG_BYTES) {
      throw new UnavailableError(`The config file ${path} is not a small plain file.`);
    }
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return {};
    if (error instanceof UnavailableError) throw error;
    throw new UnavailableError(`The config file ${path} cannot be read.`, { cause: error });
  }
  const refuse = (why: string) =>
    new UnavailableError(`The config file ${path} ${why}.`, {
      hint: 'it may hold {"database": "PATH"}; see mess help files',
    });
  let config: unknown;
  try {
    config = JSON.parse(text);
  } catch {
    throw refuse('is not JSON');
  }
  if (typeof config !== 'object' || config === null || Array.isArray(config)) {
    throw refuse('is not a JSON object');
  }
  const unknown = Object.keys(config).find((key) => !CONFIG_KEYS.includes(key));
  if (unknown !== undefined) throw refuse(`has the unknown key "${unknown}"`);
  const { database } = config as { database?: unknown };
  if (database === undefined) return {};
  if (typeof database !== 'string') throw refuse('has a database that is not text');
  return { database };
}
