import type { Prompter } from '../commands/context.ts';
import { isAccessDenied, translateDatabaseError } from '../data/failures.ts';
import { type DatabaseAddress, describeAddress } from '../domain/database-address.ts';
import { UnavailableError } from '../errors.ts';
import { readSecretFile } from './secrets.ts';

/** How the password of a database is come by. */
export interface PasswordSource {
  /** The path of a file that holds it. */
  readonly file: string | undefined;
  /** The option that names that file, where there is one. */
  readonly flag?: string | undefined;
  /** Somebody who can be asked. */
  readonly prompter: Prompter | undefined;
}

/**
 * Runs what opens a database. A server gets the password of the file, else that of the address, else
 * none; where it refuses none, the person is asked. What the database throws is said in its own terms.
 */
export async function accessDatabase<T>(
  address: DatabaseAddress,
  { file, flag, prompter }: PasswordSource,
  work: (address: DatabaseAddress) => Promise<T>,
): Promise<T> {
  const known: DatabaseAddress =
    address.kind === 'mysql' && file !== undefined
      ? { ...address, password: await readSecretFile(file) }
      : address;
  try {
    return await work(known);
  } catch (error) {
    const mayAsk =
      known.kind === 'mysql' && known.password === undefined && isAccessDenied(error) && prompter;
    if (!mayAsk) throw translate(error, known, flag);
    const password = await prompter.secret({ message: `Password for ${describeAddress(known)}` });
    const complete = { ...known, password };
    try {
      return await work(complete);
    } catch (again) {
      throw translate(again, complete, flag);
    }
  }
}

function translate(error: unknown, address: DatabaseAddress, flag: string | undefined): unknown {
  const translated = translateDatabaseError(error, address);
  if (translated === undefined) return error;
  if (flag === undefined || !isAccessDenied(error)) return translated;
  return new UnavailableError(translated.message, {
    hint: `put the password in a file that only you can read, and give ${flag} FILE`,
    cause: error,
  });
}
