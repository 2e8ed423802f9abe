import { readFileSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { parseAddress, parseGivenAddress, resolvePaths } from '../commands/options/address.ts';
import { shellWord } from '../commands/shell-word.ts';
import { type DatabaseAddress, describeAddress } from '../domain/values/database-address.ts';
import { UnavailableError } from '../errors.ts';
import { isReadByOthers } from './files/private-file.ts';
import type { Host } from './host.ts';

/** Where the program keeps things. */
export interface Places {
  readonly database: string;
  /** Of the usual database. */
  readonly session: string;
  readonly config: string;
}

/** With `MESS_HOME` all in one folder, else by the XDG base directory specification, or where Windows has it. */
export function findPlaces({ env, platform }: Pick<Host, 'env' | 'platform'>): Places {
  const home = env.MESS_HOME;
  if (home) {
    return {
      database: resolve(home, 'mess.db'),
      session: resolve(home, 'session.json'),
      config: resolve(home, 'config.json'),
    };
  }
  const folder = (variable: string, fallback: string) => {
    const value = env[variable];
    // A relative path is to be ignored, says the specification.
    if (value !== undefined && isAbsolute(value)) return join(value, 'mess');
    return join(env.HOME || userInfo().homedir, fallback, 'mess');
  };
  const isWindows = platform === 'win32';
  const local = () => folder('LOCALAPPDATA', 'AppData/Local');
  const data = isWindows ? local() : folder('XDG_DATA_HOME', '.local/share');
  const state = isWindows ? local() : folder('XDG_STATE_HOME', '.local/state');
  const settings = isWindows
    ? folder('APPDATA', 'AppData/Roaming')
    : folder('XDG_CONFIG_HOME', '.config');
  return {
    database: join(data, 'mess.db'),
    session: join(state, 'session.json'),
    config: join(settings, 'config.json'),
  };
}

/**
 * Where the database is: `--db`, else `MESS_DATABASE_URL`, else the config file's `database`, else the
 * usual place.
 *
 * @throws UsageError a bad address, or one with a password, on the command line
 * @throws UnavailableError a bad config file, or a bad address elsewhere
 */
export async function findDatabase(
  given: string | undefined,
  host: Pick<Host, 'env' | 'getuid'>,
  places: Places,
): Promise<DatabaseAddress> {
  if (given !== undefined) return parseGivenAddress('--db', given);
  const set = host.env.MESS_DATABASE_URL;
  const misconfigured = (from: string) => (why: string) =>
    new UnavailableError('bad_configuration', `${from}: ${why}.`);
  if (set) return resolvePaths(parseAddress(set, misconfigured('MESS_DATABASE_URL')), '.');
  const { database, isPrivate } = readConfig(places.config, host);
  if (database === undefined) return { kind: 'sqlite', path: places.database };
  const address = parseAddress(database, misconfigured(places.config));
  if (address.kind === 'mysql' && address.password !== undefined && !isPrivate) {
    throw new UnavailableError(
      'bad_configuration',
      `The config file ${places.config} holds a password and can be read by others.`,
      { hint: `chmod 600 ${shellWord(places.config)}` },
    );
  }
  // A relative path there is meant from where it stands, not from where the command is run.
  return resolvePaths(address, dirname(places.config));
}

/**
 * The session file of a database. One that `--db` names beside the usual one has its own, so that signing
 * in there leaves the usual session alone.
 */
export async function findSessionFile(
  address: DatabaseAddress,
  host: Pick<Host, 'env' | 'getuid'>,
  places: Places,
): Promise<string> {
  const name = describeAddress(address);
  try {
    const usual = await findDatabase(undefined, host, places);
    if (name === describeAddress(usual)) return places.session;
  } catch (error) {
    // What cannot be used names no database, and this one was named in another way.
    if (!(error instanceof UnavailableError)) throw error;
  }
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 16);
  return join(dirname(places.session), `session-${hash}.json`);
}

interface Config {
  readonly database?: string;
  /** Nobody else can read it. */
  readonly isPrivate: boolean;
}

const CONFIG_KEYS = ['database'];

const MAX_CONFIG_BYTES = 64 * 1024;

function readConfig(path: string, host: Pick<Host, 'getuid'>): Config {
  let text: string;
  let isPrivate: boolean;
  try {
    const found = statSync(path);
    if (!found.isFile() || found.size > MAX_CONFIG_BYTES) {
      throw new UnavailableError(
        'bad_configuration',
        `The config file ${path} is not a small plain file.`,
      );
    }
    isPrivate = !isReadByOthers(found, host);
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { isPrivate: true };
    if (error instanceof UnavailableError) throw error;
    throw new UnavailableError('bad_configuration', `The config file ${path} cannot be read.`, {
      cause: error,
    });
  }
  const refuse = (why: string) =>
    new UnavailableError('bad_configuration', `The config file ${path} ${why}.`, {
      hint: 'it may hold {"database": "ADDRESS"}; see mess help files',
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
  if (database === undefined) return { isPrivate };
  if (typeof database !== 'string') throw refuse('has a database that is not text');
  return { database, isPrivate };
}
