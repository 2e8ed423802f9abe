import { createHash } from 'node:crypto';
import { requirePermission } from '../../auth/permissions.ts';
import { countLiveBills } from '../../data/billing/months.ts';
import { findFirstOperation, getRecordHead } from '../../data/mess/audit.ts';
import { dump } from '../../data/schema/dump.ts';
import { inTransaction } from '../../data/transaction.ts';
import { saveLastBackup } from '../../data/upkeep/last-backup.ts';
import type { Actor } from '../../domain/actor.ts';
import type { OnProgress } from '../../domain/imports/report.ts';
import {
  type BackupPart,
  type CopiedMess,
  endLine,
  headerLine,
  rowLine,
  tableEndLine,
  tableLine,
} from '../../domain/upkeep/backup.ts';
import { type BackupSeries, backupSeries } from '../../domain/upkeep/backup-name.ts';
import { FailureError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { readBackup } from '../../input/upkeep/backup-file.ts';
import type { Mess } from '../mess/mess.ts';
import { atOneMoment } from '../mess/snapshot.ts';

/** Reads a file of a backup back, and throws where it is not what was written. */
export type CheckBackup = (file: string, isPacked: boolean) => Promise<void>;

/**
 * Writes all that a mess holds as text, as it is at one moment; the same bytes for the same content,
 * whichever the database. Sessions, service tokens and locked ids are left out.
 *
 * @param write puts the text where it belongs; what is to stay there as a file it has checked before
 *   that takes its place
 * @throws FailureError what was written cannot be read back
 */
export async function backUp(
  mess: Mess,
  actor: Actor,
  write: (text: AsyncIterable<string>, check: CheckBackup) => Promise<void>,
  onProgress: OnProgress,
): Promise<CopiedMess> {
  requirePermission(actor, 'make backups');
  const at = mess.now().toISOString();
  const written: WrittenText = { tables: [], sha256: '' };
  let isKept = false;
  const counted = await atOneMoment(mess.db, async (trx) => {
    const text = toText(dump(trx), written, onProgress);
    try {
      await write(text, async (file, isPacked) => {
        await refuseOtherText(readBackup(file, isPacked), written, onProgress);
        isKept = true;
      });
    } finally {
      // Where it was not read to its end, a query is still under way, and nothing could be rolled back.
      await text.return(undefined);
    }
    return { bills: await countLiveBills(trx), record: await getRecordHead(trx) };
  });
  if (isKept) {
    // The backup is there, whether or not the database can be told: it may only be read from.
    await inTransaction(mess.db, (trx) => saveLastBackup(trx, at)).catch(() => {});
  }
  return { tables: written.tables, ...counted };
}

/**
 * What the backups of this mess are called where they stand beside each other.
 *
 * @throws NotAllowedError
 */
export async function nameBackups(mess: Mess, actor: Actor): Promise<BackupSeries> {
  requirePermission(actor, 'make backups');
  const first = await findFirstOperation(mess.db);
  return backupSeries(mess.settings.name, first?.slice(0, 8) ?? 'unknown', mess.now());
}

/** What is known of a text once it is written to its end. */
interface WrittenText {
  readonly tables: { readonly name: string; rows: number }[];
  /** Of all before its last line, in hexadecimal. */
  sha256: string;
}

/** @throws FailureError the parts are not those of the text, to the last row */
async function refuseOtherText(
  parts: AsyncIterable<BackupPart>,
  written: WrittenText,
  onProgress: OnProgress,
): Promise<void> {
  const refuse = (cause?: unknown) =>
    new FailureError(
      'backup_unreadable',
      'The backup cannot be read back as it was written, so nothing of it was kept.',
      { cause },
    );
  const counts: { readonly name: string; rows: number }[] = [];
  let rows = 0;
  let sha256: string | undefined;
  try {
    for await (const part of parts) {
      const table = counts.at(-1);
      if (part.kind === 'table') counts.push({ name: part.name, rows: 0 });
      if (part.kind === 'rows' && table !== undefined) table.rows += part.rows.length;
      if (part.kind === 'table end' && part.digest.rows !== table?.rows) throw refuse();
      if (part.kind === 'end') sha256 = part.sha256;
      if (part.kind !== 'rows') continue;
      rows += part.rows.length;
      onProgress({ phase: 'reading', rows, fraction: undefined });
    }
  } catch (error) {
    throw error instanceof InvalidInputError || error instanceof NotFoundError
      ? refuse(error)
      : error;
  }
  const isSame = JSON.stringify(counts) === JSON.stringify(written.tables);
  if (!isSame || sha256 !== written.sha256) throw refuse();
}

async function* toText(
  parts: AsyncIterable<BackupPart>,
  written: WrittenText,
  onProgress: OnProgress,
): AsyncGenerator<string> {
  const { tables } = written;
  const hash = createHash('sha256');
  let rows = 0;
  for await (const part of parts) {
    let text = '';
    if (part.kind === 'header') text = headerLine(part.migration, part.record);
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
  written.sha256 = hash.digest('hex');
  yield endLine(written.sha256);
}
