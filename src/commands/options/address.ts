import { resolve } from 'node:path';
import {
  type DatabaseAddress,
  describeAddress,
  parseDatabaseAddress,
} from '../../domain/values/database-address.ts';
import { type MessError, UsageError, ValueError } from '../../errors.ts';

/**
 * The address of a database that stands on the command line, where others can read it.
 *
 * @param flag how it was given, such as `--db`
 * @throws UsageError
 */
export function parseGivenAddress(flag: string, text: string): DatabaseAddress {
  const address = parseAddress(text, (why) => new UsageError('bad_value', `${flag}: ${why}.`));
  if (address.kind === 'mysql' && address.password !== undefined) {
    throw new UsageError(
      'password_exposed',
      `${flag}: a password on the command line can be read by others, so it is not used.`,
      { hint: `leave it out: ${describeAddress(address)}; see mess help files` },
    );
  }
  return resolvePaths(address, '.');
}

/** @param refuse makes the error of what is wrong with it */
export function parseAddress(text: string, refuse: (why: string) => MessError): DatabaseAddress {
  try {
    return parseDatabaseAddress(text);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw refuse(error.message);
  }
}

/** @param folder what relative paths are meant from */
export function resolvePaths(address: DatabaseAddress, folder: string): DatabaseAddress {
  if (address.kind === 'sqlite') return { kind: 'sqlite', path: resolve(folder, address.path) };
  const path = (given: string | undefined) =>
    given === undefined ? undefined : resolve(folder, given);
  return { ...address, ca: path(address.ca), socket: path(address.socket) };
}
