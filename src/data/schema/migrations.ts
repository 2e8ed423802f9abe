import type { Knex } from 'knex';
import { up as settings } from '../../../migrations/001-settings.ts';
import { up as auditEntries } from '../../../migrations/002-audit-entries.ts';
import { up as admins } from '../../../migrations/003-admins.ts';
import { up as students } from '../../../migrations/004-students.ts';
import { up as sessions } from '../../../migrations/005-sessions.ts';
import { up as signInFailures } from '../../../migrations/006-sign-in-failures.ts';
import { up as attendance } from '../../../migrations/007-attendance.ts';
import { up as attendanceHistory } from '../../../migrations/008-attendance-history.ts';
import { up as bills } from '../../../migrations/009-bills.ts';
import { up as shares } from '../../../migrations/010-shares.ts';
import { up as imports } from '../../../migrations/011-imports.ts';
import { up as billOrigin } from '../../../migrations/012-bill-origin.ts';
import { up as billRevisions } from '../../../migrations/013-bill-revisions.ts';
import { up as purchaseHeads } from '../../../migrations/014-purchase-heads.ts';
import { up as defaultPurchaseHeads } from '../../../migrations/015-default-purchase-heads.ts';
import { up as purchases } from '../../../migrations/016-purchases.ts';
import { up as billHeads } from '../../../migrations/017-bill-heads.ts';
import { up as closedMonths } from '../../../migrations/018-closed-months.ts';
import { up as serviceTokens } from '../../../migrations/019-service-tokens.ts';
import { up as studentsEnteredBy } from '../../../migrations/020-students-entered-by.ts';
import { up as turns } from '../../../migrations/021-turns.ts';
import { up as tokenRights } from '../../../migrations/022-token-rights.ts';
import { up as lastBackup } from '../../../migrations/023-last-backup.ts';
import { up as hiddenHeads } from '../../../migrations/024-hidden-heads.ts';
import { up as attendanceMarks } from '../../../migrations/025-attendance-marks.ts';
import { up as markMeanings } from '../../../migrations/026-mark-meanings.ts';
import { up as importProfiles } from '../../../migrations/027-import-profiles.ts';
import { up as importDays } from '../../../migrations/028-import-days.ts';
import { up as signIn } from '../../../migrations/029-sign-in.ts';
import { up as recordHashes } from '../../../migrations/030-record-hashes.ts';
import { up as auditSalts } from '../../../migrations/031-audit-salts.ts';
import { up as sealRecord } from '../../../migrations/032-seal-record.ts';
import { up as studentSecrets } from '../../../migrations/033-student-secrets.ts';
import { up as logDays } from '../../../migrations/034-log-days.ts';
import { up as operationsInParts } from '../../../migrations/035-operations-in-parts.ts';
import { up as ledger } from '../../../migrations/036-ledger.ts';
import { up as bankLines } from '../../../migrations/037-bank-lines.ts';
import { up as forgottenPayers } from '../../../migrations/038-forgotten-payers.ts';
import { up as charges } from '../../../migrations/039-charges.ts';
import { up as chargesOfBills } from '../../../migrations/040-charges-of-bills.ts';
import { up as givenAnswers } from '../../../migrations/041-given-answers.ts';
import { up as paymentClaims } from '../../../migrations/042-payment-claims.ts';
import { up as deviceKeys } from '../../../migrations/043-device-keys.ts';
import { up as journalAccounts } from '../../../migrations/044-journal-accounts.ts';
import { up as studentMessages } from '../../../migrations/045-student-messages.ts';
import { up as messages } from '../../../migrations/046-messages.ts';
import { up as messageTemplates } from '../../../migrations/047-message-templates.ts';
import { dialectOf } from '../dialect.ts';

export interface Migration {
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
  { name: '013-bill-revisions', up: billRevisions },
  { name: '014-purchase-heads', up: purchaseHeads },
  { name: '015-default-purchase-heads', up: defaultPurchaseHeads },
  { name: '016-purchases', up: purchases },
  { name: '017-bill-heads', up: billHeads },
  { name: '018-closed-months', up: closedMonths },
  { name: '019-service-tokens', up: serviceTokens },
  { name: '020-students-entered-by', up: studentsEnteredBy },
  { name: '021-turns', up: turns },
  { name: '022-token-rights', up: tokenRights },
  { name: '023-last-backup', up: lastBackup },
  { name: '024-hidden-heads', up: hiddenHeads },
  { name: '025-attendance-marks', up: attendanceMarks },
  { name: '026-mark-meanings', up: markMeanings },
  { name: '027-import-profiles', up: importProfiles },
  { name: '028-import-days', up: importDays },
  { name: '029-sign-in', up: signIn },
  { name: '030-record-hashes', up: recordHashes },
  { name: '031-audit-salts', up: auditSalts },
  { name: '032-seal-record', up: sealRecord },
  { name: '033-student-secrets', up: studentSecrets },
  { name: '034-log-days', up: logDays },
  { name: '035-operations-in-parts', up: operationsInParts },
  { name: '036-ledger', up: ledger },
  { name: '037-bank-lines', up: bankLines },
  { name: '038-forgotten-payers', up: forgottenPayers },
  { name: '039-charges', up: charges },
  { name: '040-charges-of-bills', up: chargesOfBills },
  { name: '041-given-answers', up: givenAnswers },
  { name: '042-payment-claims', up: paymentClaims },
  { name: '043-device-keys', up: deviceKeys },
  { name: '044-journal-accounts', up: journalAccounts },
  { name: '045-student-messages', up: studentMessages },
  { name: '046-messages', up: messages },
  { name: '047-message-templates', up: messageTemplates },
];

/** The name of the last one. */
export function latestMigration(): string {
  return MIGRATIONS.at(-1)?.name ?? '';
}

export function isKnownMigration(name: string): boolean {
  return MIGRATIONS.some((migration) => migration.name === name);
}

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
export const MIGRATION_TABLE = 'knex_migrations';

/** Asks a database that has the table of migrations. */
export async function schemaState(db: Knex): Promise<SchemaState> {
  const rows: { name: unknown }[] = await db(MIGRATION_TABLE).select('name');
  const found = new Set(rows.map(({ name }) => String(name)));
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
export function migrate(db: Knex, upTo?: string): Promise<string[]> {
  return dialectOf(db).migrate(db, upTo);
}

/** Needs the table of migrations, and nobody else who migrates. */
export async function runPending(
  db: Knex,
  upTo: string | undefined,
  run: (up: Migration['up']) => Promise<void>,
): Promise<string[]> {
  const { pending } = await schemaState(db);
  const done: string[] = [];
  for (const { name, up } of MIGRATIONS) {
    if (upTo !== undefined && name > upTo) break;
    if (!pending.includes(name)) continue;
    await run(up);
    await db(MIGRATION_TABLE).insert({ name });
    done.push(name);
  }
  return done;
}

export async function createTableOfMigrations(db: Knex): Promise<void> {
  if (await db.schema.hasTable(MIGRATION_TABLE)) return;
  await db.schema.createTable(MIGRATION_TABLE, (table) => {
    table.increments('id');
    table.string('name', 255).notNullable();
  });
}

/** Has one row while somebody migrates a database on a server. */
export const LEASE_TABLE = 'migration_lease';

/** The write lock of a database on a server, which every writer takes first. */
export const TURN_TABLE = 'turns';

/**
 * Tables that hold nothing of a mess. The second was of knex's own migrator, and the last is what programs
 * before `029-sign-in` counted in.
 */
export const TABLES_WITHOUT_DATA: readonly string[] = [
  MIGRATION_TABLE,
  `${MIGRATION_TABLE}_lock`,
  LEASE_TABLE,
  TURN_TABLE,
  'sign_in_failures',
];
