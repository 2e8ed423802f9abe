import { hostname, userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Machine, Start } from '../../commands/context.ts';
import {
  addressWithoutPassword,
  type DatabaseAddress,
} from '../../domain/values/database-address.ts';
import type { FoundDatabase, Places } from '../config.ts';
import { examineMachine } from '../examine/machine.ts';
import type { Host } from '../host.ts';

/** @param given `--db` */
export function createMachine(
  host: Host,
  given: string | undefined,
  find: () => FoundDatabase,
  places: Places,
): Machine {
  return {
    now: host.now ?? (() => new Date()),
    place: host.place ?? findPlace,
    endGroup,
    sleep: host.sleep ?? ((ms) => sleep(ms)),
    timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    examine: () => examineMachine(host, places, find),
    start: () => describeStart(host, given, find().address, places),
  };
}

const LONGEST_PLACE = 100;

/** As the system knows them: what the environment says of the user, anybody could make up. */
function findPlace(): string {
  return `${findUser()}@${hostname()}`.slice(0, LONGEST_PLACE);
}

function findUser(): string {
  try {
    return userInfo().username;
  } catch {
    // In a container there may be a number without a name.
    return `user ${process.getuid?.() ?? 'unknown'}`;
  }
}

/** Where the usual places are, when it is not `MESS_HOME` that says it. */
const PLACES = ['XDG_DATA_HOME', 'XDG_CONFIG_HOME'];

/**
 * How this run was started, so that one with another environment finds the same mess.
 *
 * @param given `--db`
 */
function describeStart(
  { argv, env }: Host,
  given: string | undefined,
  address: DatabaseAddress,
  places: Places,
): Start {
  // There it is certain that files can be made: the session's was.
  const folder = dirname(places.session);
  const tokenFile = resolve(env.MESS_TOKEN_FILE || join(folder, 'cron.token'));
  const environment: [string, string][] = [];
  let passwordFile: string | undefined;
  if (given !== undefined || env.MESS_DATABASE_URL) {
    environment.push(['MESS_DATABASE_URL', addressWithoutPassword(address)]);
    if (address.kind === 'mysql' && address.password !== undefined) {
      passwordFile = join(folder, 'database.password');
    }
  } else if (env.MESS_HOME) {
    environment.push(['MESS_HOME', resolve(env.MESS_HOME)]);
  } else {
    for (const name of PLACES) {
      const value = env[name];
      if (value?.startsWith('/')) environment.push([name, value]);
    }
  }
  if (env.MESS_DATABASE_PASSWORD_FILE && address.kind === 'mysql') {
    passwordFile = undefined;
    environment.push(['MESS_DATABASE_PASSWORD_FILE', resolve(env.MESS_DATABASE_PASSWORD_FILE)]);
  } else if (passwordFile !== undefined) {
    environment.push(['MESS_DATABASE_PASSWORD_FILE', passwordFile]);
  }
  environment.push(['MESS_TOKEN_FILE', tokenFile]);
  const backupFolder = join(folder, 'backups');
  return { words: argv.slice(0, 2), environment, tokenFile, backupFolder, passwordFile };
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // All of it has ended by now.
  }
}
