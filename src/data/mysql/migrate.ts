import type { Knex } from 'knex';
import { createTableOfMigrations, type Migration, runPending } from '../schema/migrations.ts';
import { withMigrationLease } from './migration-lease.ts';

/**
 * Brings the schema of a database on a server up to date, while nobody else does.
 *
 * @throws BusyError somebody else does
 */
export async function migrateServer(db: Knex, upTo: string | undefined): Promise<string[]> {
  // Before anything else, since it tells that the database is to be of a mess.
  await runGuarded(db, createTableOfMigrations);
  return withMigrationLease(db, (renew) =>
    runPending(db, upTo, async (up) => {
      await renew();
      await runGuarded(db, up);
    }),
  );
}

/**
 * Another program may have done it between the look and the making, where its lease was over; the guard
 * sees that the second time.
 */
async function runGuarded(db: Knex, up: Migration['up']): Promise<void> {
  await up(db).catch(() => up(db));
}
