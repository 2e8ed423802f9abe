import type { Knex } from 'knex';
import { requirePermission } from '../../auth/permissions.ts';
import { getRecordHead } from '../../data/mess/audit.ts';
import { RECORD_TABLES } from '../../data/schema/record-tables.ts';
import { type BadStoredValue, streamTable } from '../../data/schema/stream-table.ts';
import type { Actor } from '../../domain/actor.ts';
import type { OnProgress } from '../../domain/imports/report.ts';
import type { RecordHead } from '../../domain/mess/record-chain.ts';
import type { VerifiedRecord } from '../../domain/upkeep/finding.ts';
import { createRecordVerification } from '../../domain/upkeep/record/verification.ts';
import { createReport } from '../../domain/upkeep/report.ts';
import type { Mess } from '../mess/mess.ts';
import { reading } from '../mess/reading.ts';
import { atOneMoment } from '../mess/snapshot.ts';

/** The newest entry of the record of changes. */
export const showRecordHead = reading('see the head of the record', getRecordHead);

/**
 * Checks that the record of changes is the chain that was written, as it is at one moment. Changes
 * nothing.
 *
 * @param anchor an entry as somebody wrote it down, which is to be in it
 */
export async function verifyRecord(
  mess: Mess,
  actor: Actor,
  anchor: RecordHead | undefined,
  onProgress: OnProgress,
): Promise<VerifiedRecord> {
  requirePermission(actor, 'verify the database');
  return atOneMoment(mess.db, (trx) => checkRecord(trx, anchor, onProgress));
}

/** @param trx a snapshot, or who keeps others out */
export async function checkRecord(
  trx: Knex,
  anchor: RecordHead | undefined,
  onProgress: OnProgress,
): Promise<VerifiedRecord> {
  const { findings, report } = createReport('audit_entries');
  const verification = createRecordVerification(report, anchor);
  let entries = 0;
  for (const table of RECORD_TABLES) {
    const isOfEntries = table.name === 'audit_entries';
    const add = isOfEntries ? verification.addEntry : verification.addSalts;
    const columns = Object.keys(table.columns);
    const onBad = ({ key, message }: BadStoredValue) => report('value', key, message);
    for await (const rows of streamTable(trx, table, columns, onBad)) {
      for (const row of rows) {
        add(Object.fromEntries(columns.map((name, place) => [name, row[place] ?? null])));
      }
      if (isOfEntries) entries += rows.length;
      onProgress({ phase: 'reading', rows: entries, fraction: undefined });
    }
  }
  verification.end();
  return { entries, head: await getRecordHead(trx), anchor, findings };
}
