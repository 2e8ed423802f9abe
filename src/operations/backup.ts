import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Actor } from '../auth/actor.ts';
import { requirePermission } from '../auth/permissions.ts';
import { dialectOf } from '../data/dialect.ts';
import { checkLoaded, dump, type LoadedTable, load } from '../data/dump.ts';
import { isKnownMigration } from '../data/migrations.ts';
import { checkVacant, createDatabase, type OpenOptions } from '../data/open.ts';
import { getSettings } from '../data/settings.ts';
import { inTransaction } from '../data/transaction.ts';
import {
  type BackupPart,
  endLine,
  headerLine,
  rowLine,
  tableEndLine,
  tableLine,
} from '../domain/backup.ts';
import type { DatabaseAddress } from '../domain/database-address.ts';
import type { OnProgress } from '../domain/import-report.ts';
import { InvalidInputError } from '../errors.ts';
import { readBackup } from '../input/backup-file.ts';
import type { Mess } from './mess.ts';

/** What was written, or copied. */
export interface CopiedMess {
  /** By table, in order. */
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
}

/**
 * Asked before a file is written.
 *
 * @throws NotSignedInError
 * @throws NotAllowedError
 */
export function requireToBackUp(actor: Actor): void {
  requirePermission(actor, 'make backups');
}

/**
 * Writes all that a mess holds as text, as it is at one moment; the same bytes for the same content,
 * whichever the database. Sessions and locked ids are left out.
 *
 * @param write puts the text where it belongs
 */
export async function backUp(
  mess: Mess,
  actor: Actor,
  write: (text: AsyncIterable<string>) => Promise<void>,
  onProgress: OnProgress,
): Promise<CopiedMess> {
  requireToBackUp(actor);
  const tables: { name: string; rows: number }[] = [];
  await dialectOf(mess.db).readSnapshot(mess.db, async (trx) => {
    await write(toText(dump(trx), tables, onProgress));
  });
  return { tables };
}

async function* toText(
  parts: AsyncIterable<BackupPart>,
  tables: { name: string; rows: number }[],
  onProgress: OnProgress,
): AsyncIterable<string> {
  const hash = createHash('sha256');
  let rows = 0;
  for await (const part of parts) {
    let text = '';
    if (part.kind === 'header') text = headerLine(part.migration);
    else if (part.kind === 'table') {
      text = tableLine(part.name, part.columns);
      tables.push({ name: part.name, rows: 0 });
    } else if (part.kind === 'table end') {
      text = tableEndLine(part.digest);
      const table = tables.at(-1);
      if (table !== undefined) table.rows = part.digest.rows;
    } else if (part.kind === 'rows') {
      text = part.rows.map(rowLine).join('');
      rows += part.rows.length;
      onProgress({ phase: 'writing', rows, fraction: undefined });
    }
    hash.update(text);
    yield text;
  }
  yield endLine(hash.digest('hex'));
}

/**
 * Makes a mess from a backup, all of it or nothing. Needs no sign-in: whoever makes the database holds
 * it.
 *
 * @throws ConflictError something is there already
 * @throws InvalidInputError the file is no whole backup
 */
export async function restore(
  address: DatabaseAddress,
  options: OpenOptions,
  file: string,
  onProgress: OnProgress,
): Promise<CopiedMess> {
  await checkVacant(address, options);
  return fillNew(address, options, () => refuseNewer(file, readBackup(file)), onProgress);
}

async function* refuseNewer(
  file: string,
  parts: AsyncIterable<BackupPart>,
): AsyncIterable<BackupPart> {
  for await (const part of parts) {
    if (part.kind === 'header' && !isKnownMigration(part.migration)) {
      throw new InvalidInputError(`${file} was made by a newer mess than this one.`, {
        hint: 'install the newer version of mess',
      });
    }
    yield part;
  }
}

/**
 * Asked before anything is copied.
 *
 * @throws ConflictError something is at the target already
 */
export async function checkCopyTarget(
  actor: Actor,
  address: DatabaseAddress,
  options: OpenOptions,
): Promise<void> {
  requirePermission(actor, 'copy the mess');
  await checkVacant(address, options);
}

/**
 * Copies a mess, as it is at one moment, to where none is, and compares every table there with its
 * own. Nothing is changed here.
 *
 * @throws ConflictError something is at the target already
 */
export async function copyMess(
  mess: Mess,
  actor: Actor,
  address: DatabaseAddress,
  options: OpenOptions,
  onProgress: OnProgress,
): Promise<CopiedMess> {
  requirePermission(actor, 'copy the mess');
  return dialectOf(mess.db).readSnapshot(mess.db, (source) =>
    fillNew(address, options, () => dump(source), onProgress),
  );
}

async function fillNew(
  address: DatabaseAddress,
  options: OpenOptions,
  parts: () => AsyncIterable<BackupPart>,
  onProgress: OnProgress,
): Promise<CopiedMess> {
  let loaded: ReadonlyMap<string, LoadedTable> = new Map();
  await createDatabase(address, options, async (db: Knex) => {
    loaded = await inTransaction(db, async (trx) => {
      const tables = await load(trx, parts(), (rows) =>
        onProgress({ phase: 'writing', rows, fraction: undefined }),
      );
      await checkLoaded(trx, tables);
      // A backup without settings would be no mess.
      await getSettings(trx);
      return tables;
    });
  });
  return { tables: [...loaded].map(([name, { digest }]) => ({ name, rows: digest.rows })) };
}
