import { type DatabaseAddress, describeAddress } from '../domain/values/database-address.ts';
import { type MessError, UnavailableError } from '../errors.ts';
import { mysql } from './mysql/mysql.ts';
import { connectDatabase, type OpenOptions } from './open.ts';
import { sqlite } from './sqlite/sqlite.ts';
import { findSchemaFaults } from './upkeep/schema-check.ts';

export { isAccessDenied } from './mysql/failures.ts';

/**
 * The error a person should see for what a database threw; undefined when it is not a failure of the
 * database but a bug.
 */
export function translateDatabaseError(
  error: unknown,
  address: DatabaseAddress,
): MessError | undefined {
  const dialect = address.kind === 'sqlite' ? sqlite : mysql;
  return dialect.translate(error, describeAddress(address));
}

/**
 * The error a person should see for what would else be a bug, where somebody has changed the tables: then
 * anything may be thrown. Undefined where they are as mess makes them, or cannot be looked at.
 */
export async function findBrokenSchema(
  address: DatabaseAddress,
  options: OpenOptions,
  cause: unknown,
): Promise<MessError | undefined> {
  try {
    const db = await connectDatabase(address, options);
    const [fault] = await findSchemaFaults(db).finally(() => db.destroy());
    if (fault === undefined) return undefined;
    const where = fault.table === '' ? '' : `${fault.table}: `;
    const sentence = `The tables of ${describeAddress(address)} are not those that mess makes: ${where}${fault.message}.`;
    return new UnavailableError('schema_broken', sentence, { cause });
  } catch {
    return undefined;
  }
}
