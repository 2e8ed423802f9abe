import type { Knex } from 'knex';
import { requirePermission } from '../../auth/permissions.ts';
import { countEnabledOwners } from '../../data/access/admins.ts';
import { countLiveBills } from '../../data/billing/months.ts';
import { connectedOf, dialectOf } from '../../data/dialect.ts';
import { getRecordHead } from '../../data/mess/audit.ts';
import { sealRecord } from '../../data/mess/seal-record.ts';
import { checkSettings } from '../../data/mess/settings.ts';
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
import { NO_HEAD, parseAnchor, type RecordHead } from '../../domain/mess/record-chain.ts';
import type { BackupPart, CopiedMess } from '../../domain/upkeep/backup.ts';
import type { DatabaseAddress } from '../../domain/values/database-address.ts';
import { InvalidInputError } from '../../errors.ts';
import { madeByNewer, readBackup } from '../../input/upkeep/backup-file.ts';
import type { Mess } from '../mess/mess.ts';
import { atOneMoment, ofSource } from '../mess/snapshot.ts';
import {
  type Acceptance,
  accepts,
  recordAcceptance,
  UnsoundBackupError,
} from './unsound-backup.ts';
import { checkBooks } from './verify.ts';

/**
 * Makes a mess from a backup, all of it or nothing. Needs no sign-in: whoever makes the database holds
 * it.
 *
 * @throws ConflictError something is there already
 * @throws InvalidInputError the file is no whole backup
 * @throws UnsoundBackupError what is in it does not hold
 */
export async function restore(
  address: DatabaseAddress,
  options: OpenOptions,
  { file, accepted, now }: RestoreOptions,
  onProgress: OnProgress,
): Promise<CopiedMess> {
  await refuseOccupiedAddress(address, options);
  const refuse = (why: UnfitContent) =>
    new InvalidInputError('unfit_backup', `${file} ${why.message}. Nothing was written.`, {
      cause: why,
    });
  let header: Header | undefined;
  const parts = () =>
    readHeader(file, readBackup(file), (found) => {
      header = found;
    });
  const checkLoaded: CheckLoaded = async (trx, tables) => {
    if (tables.get('audit_entries')?.columns.includes('hash') !== true) await sealRecord(trx);
    const { tables: counted, findings } = await checkBooks(trx, readAnchor(header), onProgress);
    if (findings.length === 0) return;
    if (!accepts(accepted, findings)) {
      throw new UnsoundBackupError({ database: file, tables: counted, findings });
    }
    await recordAcceptance(trx, file, now(), findings);
  };
  return fillNew(address, options, { parts, refuse, checkLoaded }, onProgress);
}

export interface RestoreOptions {
  readonly file: string;
  /** What is taken though it does not hold, which is then recorded. */
  readonly accepted: Acceptance;
  readonly now: () => Date;
}

type Header = Extract<BackupPart, { readonly kind: 'header' }>;

/** @throws InvalidInputError the file was made by a newer program */
async function* readHeader(
  file: string,
  parts: AsyncIterable<BackupPart>,
  onHeader: (header: Header) => void,
): AsyncIterable<BackupPart> {
  for await (const part of parts) {
    if (part.kind === 'header') {
      if (!isKnownMigration(part.migration)) throw madeByNewer(file);
      onHeader(part);
    }
    yield part;
  }
}

/** The head that a backup says it has, which is then to be there; an older one says none. */
function readAnchor(header: Header | undefined): RecordHead | undefined {
  if (header?.record === undefined || header.record.startsWith('0:')) return undefined;
  return parseAnchor(header.record);
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
    fillNew(
      address,
      options,
      { parts: () => readSource(mess.db, source), refuse, checkLoaded: async () => {} },
      onProgress,
    ),
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

type CheckLoaded = (
  trx: Knex.Transaction,
  tables: ReadonlyMap<string, LoadedTable>,
) => Promise<void>;

/** What a new mess is made of. */
interface Filling {
  readonly parts: () => AsyncIterable<BackupPart>;
  readonly refuse: (why: UnfitContent) => InvalidInputError;
  /** Throws where what was loaded must not stay. */
  readonly checkLoaded: CheckLoaded;
}

async function fillNew(
  address: DatabaseAddress,
  options: OpenOptions,
  { parts, refuse, checkLoaded }: Filling,
  onProgress: OnProgress,
): Promise<CopiedMess> {
  let loaded: ReadonlyMap<string, LoadedTable> = new Map();
  let counted = { bills: 0, record: NO_HEAD };
  let operationId: string | undefined;
  const progress = (phase: Progress['phase']) => (rows: number) =>
    onProgress({ phase, rows, fraction: undefined });
  const fill = async (trx: Knex.Transaction) => {
    const tables = await load(trx, parts(), progress('writing'));
    await refuseIncompleteLoad(trx, tables, progress('reading'));
    await refuseUnusable(trx);
    await checkLoaded(trx, tables);
    operationId = await findLastOperation(trx);
    counted = { bills: await countLiveBills(trx), record: await getRecordHead(trx) };
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
  const tables = [...loaded].map(([name, { digest }]) => ({ name, rows: digest.rows }));
  return { tables, ...counted };
}

/** Without settings it would be no mess, and without an owner nobody could ever sign in. */
async function refuseUnusable(trx: Knex.Transaction): Promise<void> {
  try {
    await checkSettings(trx);
  } catch (error) {
    if (dialectOf(trx).translate(error, '') !== undefined) throw error;
    throw new UnfitContent('lacks the settings of a mess', error);
  }
  if ((await countEnabledOwners(trx)) === 0) {
    throw new UnfitContent('has no owner who could sign in');
  }
}
