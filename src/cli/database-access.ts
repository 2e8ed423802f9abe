import type { Prompter } from '../commands/context.ts';
import { sayError } from '../commands/hints/say/error.ts';
import { isAccessDenied, translateDatabaseError } from '../data/failures.ts';
import { type DatabaseAddress, describeAddress } from '../domain/values/database-address.ts';
import { MessError, UnavailableError } from '../errors.ts';
import { readSecretFile } from './files/secrets.ts';
import type { Host } from './host.ts';

/** How the password of a database is come by. */
export interface PasswordSource {
  /** The path of a file that holds it. */
  readonly file?: string | undefined;
  /** The option that names that file, where there is one. */
  readonly flag?: string | undefined;
  /** Somebody who can be asked. */
  readonly prompter?: Prompter | undefined;
  readonly host: Pick<Host, 'getuid'>;
}

/**
 * Runs what opens a database. A server gets the password of the file, else that of the address, else
 * none; where it refuses, the person is asked. What the database throws is said in its own terms.
 */
export async function accessDatabase<T>(
  address: DatabaseAddress,
  source: PasswordSource,
  work: (address: DatabaseAddress) => Promise<T>,
): Promise<T> {
  const known = await withPassword(address, source);
  try {
    return await work(known);
  } catch (error) {
    const { prompter } = source;
    const mayAsk = known.kind === 'mysql' && isAccessDenied(error) && prompter !== undefined;
    if (!mayAsk) throw translate(error, known, source);
    const message =
      known.password === undefined
        ? `Password for ${describeAddress(known)}`
        : `Refused; another password for ${describeAddress(known)}`;
    const complete = { ...known, password: await prompter.secret({ message }) };
    try {
      return await work(complete);
    } catch (again) {
      throw translate(again, complete, {});
    }
  }
}

async function withPassword(
  address: DatabaseAddress,
  { file, flag, host }: PasswordSource,
): Promise<DatabaseAddress> {
  if (address.kind !== 'mysql' || file === undefined) return address;
  try {
    return { ...address, password: await readSecretFile(file, host) };
  } catch (error) {
    // What the command line names is the command line's fault; the environment is configuration.
    if (flag !== undefined || !(error instanceof MessError)) throw error;
    throw new UnavailableError(
      'bad_configuration',
      `MESS_DATABASE_PASSWORD_FILE: ${error.message}`,
      {
        hint: sayError(error).hint,
        cause: error,
      },
    );
  }
}

function translate(
  error: unknown,
  address: DatabaseAddress,
  { file, flag }: Pick<PasswordSource, 'file' | 'flag'>,
): unknown {
  const translated = translateDatabaseError(error, address);
  if (translated === undefined) return error;
  if (!isAccessDenied(error) || (flag === undefined && file === undefined)) return translated;
  const hint =
    file === undefined
      ? `put the password in a file that only you can read, and give ${flag} FILE`
      : `the password is that of ${file}; is it this user's?`;
  return new UnavailableError('access_denied', translated.message, { hint, cause: error });
}
