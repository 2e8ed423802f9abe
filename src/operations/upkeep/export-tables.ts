import { requirePermission } from '../../auth/permissions.ts';
import { countLiveBills } from '../../data/billing/months.ts';
import { getRecordHead } from '../../data/mess/audit.ts';
import { listExportedTables } from '../../data/schema/export.ts';
import { latestMigration } from '../../data/schema/migrations.ts';
import type { Actor } from '../../domain/actor.ts';
import type { OnProgress } from '../../domain/imports/report.ts';
import type { MessSettings } from '../../domain/mess/settings.ts';
import type { CopiedMess } from '../../domain/upkeep/backup.ts';
import type { ExportedTable } from '../../domain/upkeep/exported-table.ts';
import type { Mess } from '../mess/mess.ts';
import { atOneMoment } from '../mess/snapshot.ts';

/** All tables of a mess as they are at one moment, and what is to be said of them together. */
export interface ExportedMess {
  readonly settings: MessSettings;
  /** The newest change of the schema. */
  readonly migration: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Each is to be read before the next. */
  readonly tables: readonly ExportedTable[];
}

/**
 * Hands out every table that a copy of the mess has, without what somebody could sign in by.
 *
 * @param write reads the tables to their ends
 * @throws InvalidInputError a value is not what mess stores
 */
export async function exportTables(
  mess: Mess,
  actor: Actor,
  write: (exported: ExportedMess) => Promise<void>,
  onProgress: OnProgress,
): Promise<CopiedMess> {
  requirePermission(actor, 'copy the mess');
  const { settings } = mess;
  return atOneMoment(mess.db, async (trx) => {
    const found = listExportedTables(trx, settings.currencyDecimals);
    const counts = new Map(found.map(({ name }) => [name, 0]));
    let rows = 0;
    const tables = found.map((table) => ({
      ...table,
      rows: tell(table.rows, (count) => {
        rows += count;
        counts.set(table.name, (counts.get(table.name) ?? 0) + count);
        onProgress({ phase: 'writing', rows, fraction: undefined });
      }),
    }));
    try {
      await write({ settings, migration: latestMigration(), at: mess.now().toISOString(), tables });
    } finally {
      // Where one was not read to its end, a query is still under way.
      for (const each of tables) await each.rows.return(undefined);
    }
    return {
      tables: [...counts].map(([name, count]) => ({ name, rows: count })),
      bills: await countLiveBills(trx),
      record: await getRecordHead(trx),
    };
  });
}

async function* tell<T>(
  batches: AsyncIterable<readonly T[]>,
  onRows: (count: number) => void,
): AsyncGenerator<readonly T[]> {
  for await (const batch of batches) {
    onRows(batch.length);
    yield batch;
  }
}
