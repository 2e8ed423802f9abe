import type { Prompter } from '../commands/context.ts';
import { isAccessDenied, translateDatabaseError } from '../data/failures.ts';
import { type DatabaseAddress, describeAddress } from '../domain/database-address.ts';
import { readSecretFile } from './secrets.ts';

/** How the password of a database is come by. */
export interface PasswordSource {
  /** The path of a file that holds it. */
  readonly file: string | undefined;
  /** Somebody who can be asked. */
  readonly prompter: Prompter | undefined;
}

/**
 * Runs what opens a database. A server gets the password of the file, else that of the address, else
 * none; where it refuses none, the person is asked. What the database throws is said in its own terms.
 */
export async function accessDatabase<T>(
  address: DatabaseAddress,
  { file, prompter }: PasswordSource,
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
    if (!mayAsk) throw translateDatabaseError(error, known) ?? error;
    const password = await prompter.secret({ message: `Password for ${describeAddress(known)}` });
    const complete = { ...known, password };
    try {
      return await work(complete);
    } catch (again) {
      throw translateDatabaseError(again, complete) ?? again;
    }
  }
}
