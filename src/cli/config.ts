import { userInfo } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { Configuration } from '../commands/context.ts';
import { parseAddress, parseGivenAddress, resolvePaths } from '../commands/options/address.ts';
import { shellWord } from '../commands/shell-word.ts';
import type { ConfigValue } from '../domain/upkeep/configuration.ts';
import {
  addressWithoutPassword,
  type DatabaseAddress,
  describeAddress,
  wholeAddress,
} from '../domain/values/database-address.ts';
import { UnavailableError } from '../errors.ts';
import { readConfigFile, writeConfigValue } from './files/config-file.ts';
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
export function findDatabase(
  given: string | undefined,
  host: Pick<Host, 'env' | 'getuid'>,
  places: Places,
): FoundDatabase {
  if (given !== undefined) {
    return { address: parseGivenAddress('--db', given), origin: 'option', from: '--db' };
  }
  const variable = 'MESS_DATABASE_URL';
  const set = host.env[variable];
  const misconfigured = (from: string) => (why: string) =>
    new UnavailableError('bad_configuration', `${from}: ${why}.`);
  if (set) {
    const address = resolvePaths(parseAddress(set, misconfigured(variable)), '.');
    return { address, origin: 'environment', from: variable };
  }
  const { values, isPrivate } = readConfigFile(places.config, host);
  if (values.database === undefined) {
    return { address: { kind: 'sqlite', path: places.database }, origin: 'default', from: null };
  }
  const address = parseAddress(values.database, misconfigured(places.config));
  if (hasPassword(address) && !isPrivate) {
    throw new UnavailableError(
      'bad_configuration',
      `The config file ${places.config} holds a password and can be read by others.`,
      { hint: `chmod 600 ${shellWord(places.config)}` },
    );
  }
  // A relative path there is meant from where it stands, not from where the command is run.
  const resolved = resolvePaths(address, dirname(places.config));
  return { address: resolved, origin: 'file', from: places.config };
}

/** Where the database is, and what says so. */
export interface FoundDatabase extends Pick<ConfigValue, 'origin' | 'from'> {
  readonly address: DatabaseAddress;
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
    const usual = findDatabase(undefined, host, places);
    if (name === describeAddress(usual.address)) return places.session;
  } catch (error) {
    // What cannot be used names no database, and this one was named in another way.
    if (!(error instanceof UnavailableError)) throw error;
  }
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 16);
  return join(dirname(places.session), `session-${hash}.json`);
}

function hasPassword(address: DatabaseAddress): boolean {
  return address.kind === 'mysql' && address.password !== undefined;
}

/** @param find finds the database, as above */
export function createConfiguration(
  host: Pick<Host, 'getuid'>,
  places: Places,
  find: () => FoundDatabase,
): Configuration {
  return {
    file: places.config,
    list() {
      const { address, origin, from } = find();
      return [{ key: 'database', value: addressWithoutPassword(address), origin, from }];
    },
    async set(key, address) {
      const value = address && wholeAddress(address);
      await writeConfigValue(
        places.config,
        key,
        value,
        address !== undefined && hasPassword(address),
        host,
      );
    },
  };
}
