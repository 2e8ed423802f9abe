import packageJson from '../../../package.json' with { type: 'json' };
import { sayFault } from '../../commands/hints/say/fault.ts';
import type { ToldCheck } from '../../domain/upkeep/checkup.ts';
import type { DatabaseAddress } from '../../domain/values/database-address.ts';
import type { FoundDatabase, Places } from '../config.ts';
import { readServiceToken } from '../files/service-token.ts';
import { readSessionFile } from '../files/session-file.ts';
import type { Host } from '../host.ts';
import { examineDatabaseFile, examineLeftovers } from './files.ts';

/**
 * What this machine has of mess besides what is in the database: the program, its files, the disk.
 * Changes nothing, and throws nothing where something is wrong.
 *
 * @param find finds the database, or throws
 */
export async function examineMachine(
  host: Host,
  places: Places,
  find: () => FoundDatabase,
): Promise<ToldCheck[]> {
  let address: DatabaseAddress | undefined;
  const checks = [
    describeProgram(host),
    await attempt('configuration', async () => {
      const found = find();
      address = found.address;
      if (found.from === null) return 'Nothing names another database than the usual one.';
      return `The database is the one that ${found.from} names.`;
    }),
    await attempt('session', async () =>
      (await readSessionFile(places.session, host)) === undefined
        ? 'No session is kept on this machine.'
        : 'The session file is fit to be used.',
    ),
  ];
  const variable = host.env.MESS_TOKEN_FILE ? 'MESS_TOKEN_FILE' : 'MESS_TOKEN';
  if (host.env[variable]) {
    const token = attempt('token', async () => {
      await readServiceToken(host);
      return `Commands act as the service token of ${variable}.`;
    });
    checks.push(await token);
  }
  const path = address?.kind === 'sqlite' ? address.path : undefined;
  if (path !== undefined) checks.push(...(await examineDatabaseFile(path, host)));
  const own = [...(path === undefined ? [] : [path]), places.session, places.config];
  return [...checks, ...(await examineLeftovers(own))];
}

function describeProgram({ platform }: Host): ToldCheck {
  const message = `mess ${packageJson.version}, on Node ${process.versions.node}, ${platform} ${process.arch}.`;
  return { check: 'program', state: 'ok', message, hint: null };
}

async function attempt(check: string, work: () => Promise<string>): Promise<ToldCheck> {
  try {
    return { check, state: 'ok', message: await work(), hint: null };
  } catch (error) {
    return sayFault(check, error);
  }
}
