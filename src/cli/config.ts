import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { Configuration } from '../commands/context.ts';
import { parseAddress, parseGivenAddress, resolvePaths } from '../commands/options/address.ts';
import { shellWord } from '../commands/shell-word.ts';
import { NO_SETTING } from '../domain/mess/settings.ts';
import { type MailConfig, parseSmtpAddress } from '../domain/messages/smtp-address.ts';
import { parseEmail } from '../domain/students/email.ts';
import { CONFIG_KEYS, type ConfigKey, type ConfigValue } from '../domain/upkeep/configuration.ts';
import { addressWithoutPassword, type DatabaseAddress } from '../domain/values/database-address.ts';
import { UnavailableError, ValueError } from '../errors.ts';
import { type Config, readConfigFile, writeConfigValue } from './files/config-file.ts';
import type { Host } from './host.ts';

/** Where the program keeps things. */
export interface Places {
  readonly database: string;
  /** Of the database in its usual place. */
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
 * The session file of a database, whatever named it. The one in the usual place has the usual session; any
 * other has a file of its own, so that signing in there leaves the usual session alone.
 */
export function findSessionFile(address: DatabaseAddress, places: Places): string {
  const name = nameDatabase(address);
  if (name === nameDatabase({ kind: 'sqlite', path: places.database })) return places.session;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 16);
  return join(dirname(places.session), `session-${hash}.json`);
}

/**
 * The same whichever link leads to the file. A server has many names, and a cluster many servers, so
 * there the name of the database alone counts: no session is good for another of that name.
 */
function nameDatabase(address: DatabaseAddress): string {
  if (address.kind === 'mysql') return `mysql:${address.name}`;
  try {
    return realpathSync(address.path);
  } catch {
    return address.path;
  }
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
  const file = places.config;
  const read = () => readConfigFile(file, host).values;
  const get = (key: ConfigKey): ConfigValue => {
    if (key === 'database') {
      const { address, origin, from } = find();
      return { key, value: addressWithoutPassword(address), origin, from };
    }
    const value = read()[key];
    if (value === undefined) return { key, value: NO_SETTING, origin: 'default', from: null };
    return { key, value, origin: 'file', from: file };
  };
  return {
    file,
    get,
    list: () => {
      const set = read();
      return CONFIG_KEYS.filter((key) => key === 'database' || set[key] !== undefined).map(get);
    },
    set: (key, value, isSecret) => writeConfigValue(file, key, value, isSecret, host),
    mail: () => readMailConfig(file, read()),
  };
}

/** @throws UnavailableError the server or the address of the mess is missing, or not understood */
function readMailConfig(file: string, values: Config['values']): MailConfig {
  const { smtp, 'mail-from': from, 'smtp-password-file': passwordFile } = values;
  if (smtp === undefined || from === undefined) {
    const missing = smtp === undefined ? 'mail server' : 'address that the mess writes from';
    throw new UnavailableError('no_mail_server', `No ${missing} is set on this machine.`, {
      about: { missing: smtp === undefined ? 'smtp' : 'mail-from' },
    });
  }
  const understood = <T>(key: string, value: string, parse: (text: string) => T) => {
    try {
      return parse(value);
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      const sentence = `The config file ${file} has a ${key} that is ${error.message}.`;
      throw new UnavailableError('bad_configuration', sentence, { cause: error });
    }
  };
  const server = understood('smtp', smtp, parseSmtpAddress);
  return {
    server: { ...server, ca: server.ca && resolve(dirname(file), server.ca) },
    from: understood('mail-from', from, parseEmail),
    // A relative path there is meant from where it stands, not from where the command is run.
    passwordFile: passwordFile && resolve(dirname(file), passwordFile),
  };
}
