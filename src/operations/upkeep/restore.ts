import type { Knex } from 'knex';
import { requirePermission } from '../../auth/permissions.ts';
import { countEnabledOwners } from '../../data/access/admins.ts';
import { countLiveBills } from '../../data/billing/months.ts';
import { connectedOf, dialectOf } from '../../data/dialect.ts';
import { getSettings } from '../../data/mess/settings.ts';
import { createDatabase, type OpenOptions, refuseOccupiedAddress } from '../../data/open.ts';
import {
  dump,
  findLastOperation,
  type LoadedTable,
  load,
  refuseIncompleteLoad,
  UnfitContent,
} from '../../data/schema/dump.ts';
import { isKnownMigration } from '../../data/schema/migrations.ts';
import { inTransaction } from '../../data/transaction.ts';
import type { Actor } from '../../domain/actor.ts';
import type { OnProgress, Progress } from '../../domain/imports/report.ts';
import type { BackupPart, CopiedMess } from '../../domain/upkeep/backup.ts';
import type { DatabaseAddress } from '../../domain/values/database-address.ts';
import { parseTimeZone } from '../../domain/values/time-zone.ts';
import { InvalidInputError } from '../../errors.ts';
import { madeByNewer, readBackup } from '../../input/upkeep/backup-file.ts';
import type { Mess } from '../mess/mess.ts';
import { atOneMoment, ofSource } from './snapshot.ts';

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
  await refuseOccupiedAddress(address, options);
  const refuse = (why: UnfitContent) =>
    new InvalidInputError('unfit_backup', `${file} ${why.message}. Nothing was written.`, {
      cause: why,
    });
  return fillNew(address, options, () => refuseNewer(file, readBackup(file)), refuse, onProgress);
}

async function* refuseNewer(
  file: string,
  parts: AsyncIterable<BackupPart>,
): AsyncIterable<BackupPart> {
  for await (const part of parts) {
    if (part.kind === 'header' && !isKnownMigration(part.migration)) {
      throw madeByNewer(file);
    }
    yield part;
  }
}

/**
 * Asked before anything is copied.
 *
 * @throws ConflictError something is at the target already
 */
export async function refuseCopyTarget(
  actor: Actor,
  address: DatabaseAddress,
  options: OpenOptions,
): Promise<void> {
  requirePermission(actor, 'copy the mess');
  await refuseOccupiedAddress(address, options);
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
  const { label } = connectedOf(mess.db);
  const refuse = (why: UnfitContent) =>
    new InvalidInputError('unfit_books', `${label} ${why.message}. Nothing was copied.`, {
      cause: why,
    });
  return atOneMoment(mess.db, (source) =>
    fillNew(address, options, () => readSource(mess.db, source), refuse, onProgress),
  );
}

/** What fails on this side is not to be said of a target. */
async function* readSource(db: Knex, source: Knex): AsyncIterable<BackupPart> {
  try {
    yield* dump(source);
  } catch (error) {
    throw ofSource(db, error);
  }
}

async function fillNew(
  address: DatabaseAddress,
  options: OpenOptions,
  parts: () => AsyncIterable<BackupPart>,
  refuse: (why: UnfitContent) => InvalidInputError,
  onProgress: OnProgress,
): Promise<CopiedMess> {
  let loaded: ReadonlyMap<string, LoadedTable> = new Map();
  let bills = 0;
  let operationId: string | undefined;
  const progress = (phase: Progress['phase']) => (rows: number) =>
    onProgress({ phase, rows, fraction: undefined });
  const fill = async (trx: Knex.Transaction) => {
    const tables = await load(trx, parts(), progress('writing'));
    await refuseIncompleteLoad(trx, tables, progress('reading'));
    await refuseUnusable(trx);
    operationId = await findLastOperation(trx);
    bills = await countLiveBills(trx);
    return tables;
  };
  // Known by the time it is asked for: of a COMMIT without an answer the entries tell what became.
  const transaction = {
    get operationId() {
      return operationId;
    },
  };
  try {
    await createDatabase(address, options, async (db) => {
      loaded = await inTransaction(db, fill, transaction);
    });
  } catch (error) {
    throw error instanceof UnfitContent ? refuse(error) : error;
  }
  return { tables: [...loaded].map(([name, { digest }]) => ({ name, rows: digest.rows })), bills };
}

/** Without settings it would be no mess, and without an owner nobody could ever sign in. */
async function refuseUnusable(trx: Knex.Transaction): Promise<void> {
  try {
    parseTimeZone((await getSettings(trx)).timeZone);
  } catch (error) {
    if (dialectOf(trx).translate(error, '') !== undefined) throw error;
    throw new UnfitContent('lacks the settings of a mess', error);
  }
  if ((await countEnabledOwners(trx)) === 0) {
    throw new UnfitContent('has no owner who could sign in');
  }
}
