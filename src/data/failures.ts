import { type DatabaseAddress, describeAddress } from '../domain/values/database-address.ts';
import type { MessError } from '../errors.ts';
import { mysql } from './mysql/mysql.ts';
import { sqlite } from './sqlite/sqlite.ts';

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
