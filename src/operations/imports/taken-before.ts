import type { Knex } from 'knex';
import { findTakenImport, listImports } from '../../data/imports/imports.ts';
import type { ImportRecord } from '../../domain/imports/import-record.ts';

/**
 * The import that took all of these very bytes in the same sense, was not undone, and of which
 * nothing went with the undoing of another: what it found unchanged was that other's.
 */
export async function findTakenBefore(
  db: Knex,
  file: Pick<ImportRecord, 'kind' | 'sha256' | 'reading'>,
): Promise<ImportRecord | undefined> {
  const taken = await findTakenImport(db, file);
  if (taken === undefined || taken.unchanged === 0) return taken;
  const months = new Set(taken.months);
  const imports = await listImports(db, file.kind);
  const isShaken = imports.some(
    (each) =>
      each.undoneBy !== null &&
      each.undoneBy > taken.changedBy &&
      each.months.some((month) => months.has(month)),
  );
  return isShaken ? undefined : taken;
}
