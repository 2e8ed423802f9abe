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
import { up as billOrigin } from '../../migrations/012-bill-origin.ts';

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
  { name: '012-bill-origin', up: billOrigin },
];

/** What the schema lacks, or has that this program does not know. */
export interface SchemaState {
  /** In order. */
  readonly applied: readonly string[];
  /** In order. */
  readonly pending: readonly string[];
  /** Made by a newer program. */
  readonly unknown: readonly string[];
}

/**
 * Where migrations are noted. Name and columns are those of knex's own migrator, which noted the first
 * eleven; it is not used, since its lock outlives a killed process.
 */
const TABLE = 'knex_migrations';

/** @returns undefined where there is no table of migrations, so no mess */
export async function readSchemaState(db: Knex): Promise<SchemaState | undefined> {
  if (!(await db.schema.hasTable(TABLE))) return undefined;
  return schemaState(db);
}

/** The same where the table is known to be there. */
export async function schemaState(db: Knex): Promise<SchemaState> {
  const rows: { name: string }[] = await db(TABLE).select('name');
  const found = new Set(rows.map(({ name }) => name));
  const known = MIGRATIONS.map(({ name }) => name);
  return {
    applied: known.filter((name) => found.has(name)),
    pending: known.filter((name) => !found.has(name)),
    unknown: [...found].filter((name) => !known.includes(name)).sort(),
  };
}

/**
 * Brings the schema up to date. Each migration can be run again, so one that was killed is.
 *
 * @param db a transaction where the database's definitions can be rolled back
 * @param upTo the last one to run; all when undefined
 * @returns the names of those that were run, in order
 */
export async function migrate(db: Knex, upTo?: string): Promise<string[]> {
  if (!(await db.schema.hasTable(TABLE))) {
    await db.schema.createTable(TABLE, (table) => {
      table.increments('id');
      table.string('name', 255).notNullable();
    });
  }
  const { pending } = await schemaState(db);
  const done: string[] = [];
  for (const { name, up } of MIGRATIONS) {
    if (upTo !== undefined && name > upTo) break;
    if (!pending.includes(name)) continue;
    // On a server another program may have done it between the look and the making; its guard sees
    // that the second time.
    await up(db).catch(() => up(db));
    await db(TABLE).insert({ name });
    done.push(name);
  }
  return done;
}

/** Tables that note migrations; the second was knex's own. */
export const MIGRATION_TABLES: readonly string[] = [TABLE, `${TABLE}_lock`];
