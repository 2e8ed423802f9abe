import { statSync } from 'node:fs';
import type { DatabaseAddress } from '../domain/values/database-address.ts';

/**
 * What a database that is open is known by, so that it is noticed when its file was moved away, or another one
 * is in its place: SQLite reads and writes the old one as if nothing had happened.
 *
 * @returns undefined where there is none to be seen; of a server, which says so itself, always the same
 */
export function placeOf(address: DatabaseAddress): string | undefined {
  if (address.kind === 'mysql') return 'server';
  try {
    const { dev, ino } = statSync(address.path, { bigint: true });
    return `${dev} ${ino}`;
  } catch {
    return undefined;
  }
}
