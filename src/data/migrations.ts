import type { Knex } from 'knex';
import { up as settings } from '../../migrations/001-settings.ts';
import { up as auditEntries } from '../../migrations/002-audit-entries.ts';
import { up as admins } from '../../migrations/003-admins.ts';
import { up as students } from '../../migrations/004-students.ts';
import { up as sessions } from '../../migrations/005-sessions.ts';
import { up as signInFailures } from '../../migrations/006-sign-in-failures.ts';
import { up as attendance } from '../../migrations/007-attendance.ts';
import { up as attendanceHistory } from '../../migrations/008-attendance-history.ts';
import { up as bills } from '../../migrations/009-bills.ts';
import { up as shares } from '../../migrations/010-shares.ts';
import { up as imports } from '../../migrations/011-imports.ts';
import { UnavailableError } from '../errors.ts';

interface Migration {
  /** Without an extension: the name must be the same from source and from the built program. */
  readonly name: string;
  readonly up: (db: Knex) => Promise<void>;
}

/** In order. A directory of files would not survive bundling, so they are listed. */
const MIGRATIONS: readonly Migration[] = [
  { name: '001-settings', up: settings },
  { name: '002-audit-entries', up: auditEntries },
  { name: '003-admins', up: admins },
  { name: '004-students', up: students },
  { name: '005-sessions', up: sessions },
  { name: '006-sign-in-failures', up: signInFailures },
  { name: '007-attendance', up: attendance },
  { name: '008-attendance-history', up: attendanceHistory },
  { name: '009-bills', up: bills },
  { name: '010-shares', up: shares },
  { name: '011-imports', up: imports },
];

const source: Knex.MigrationSource<Migration> = {
  getMigrations: async () => [...MIGRATIONS],
  getMigrationName: ({ name }) => name,
  getMigration: async ({ up }) => ({
    up,
    down: async () => {
      throw new Error('migrations only go forward');
    },
  }),
};

/**
 * Brings the schema up to date.
 *
 * @throws UnavailableError knex could not take its lock, as on a full disk
 */
export async function migrate(db: Knex): Promise<void> {
  try {
    await db.migrate.latest({ migrationSource: source });
  } catch (error) {
    // knex keeps the message of what went wrong, and drops its code.
    if (!(error instanceof Error) || error.name !== 'MigrationLocked') throw error;
    throw new UnavailableError(`The tables cannot be made: ${error.message}.`, { cause: error });
  }
}

/**
 * Where the schema stands against this program.
 *
 * @returns `current`, `pending` (the database is older) or `newer` (it has migrations this program
 *   does not know)
 */
export async function schemaState(db: Knex): Promise<'current' | 'pending' | 'newer'> {
  const rows: { name: string }[] = await db('knex_migrations').select('name');
  const known = new Set(MIGRATIONS.map(({ name }) => name));
  if (rows.some(({ name }) => !known.has(name))) return 'newer';
  return rows.length < known.size ? 'pending' : 'current';
}
