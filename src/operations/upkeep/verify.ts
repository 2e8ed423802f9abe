import type { Knex } from 'knex';
import { requirePermission } from '../../auth/permissions.ts';
import { streamFigureVersions } from '../../data/attendance/versions.ts';
import { connectedOf, dialectOf } from '../../data/dialect.ts';
import { type BadStoredValue, streamTable } from '../../data/schema/stream-table.ts';
import { TABLES } from '../../data/schema/tables.ts';
import { findSchemaFaults } from '../../data/upkeep/schema-check.ts';
import type { Actor } from '../../domain/actor.ts';
import type { OnProgress } from '../../domain/imports/report.ts';
import type { RecordHead } from '../../domain/mess/record-chain.ts';
import type { VerifiedDatabase } from '../../domain/upkeep/finding.ts';
import type { CountedTable, Table } from '../../domain/upkeep/table.ts';
import {
  createVerification,
  type Verification,
} from '../../domain/upkeep/verification/verification.ts';
import type { Mess } from '../mess/mess.ts';
import { atOneMoment } from '../mess/snapshot.ts';

/** Checks what must hold in every mess, as it is at one moment. Changes nothing. */
export async function verifyMess(
  mess: Mess,
  actor: Actor,
  onProgress: OnProgress,
): Promise<VerifiedDatabase> {
  requirePermission(actor, 'verify the database');
  const dialect = dialectOf(mess.db);
  const verification = createVerification(TABLES);
  const names = TABLES.map(({ name }) => name);
  for (const message of await dialect.checkStorage(mess.db, names)) {
    verification.report({ check: 'storage', table: '', key: '', message });
  }
  const canBeRead = await verifySchema(mess.db, verification);
  const tables = canBeRead
    ? await atOneMoment(mess.db, (trx) => verifyTables(trx, verification, onProgress))
    : [];
  return { database: connectedOf(mess.db).label, tables, findings: verification.findings };
}

/** @returns whether all that is to be looked at is there */
async function verifySchema(db: Knex, verification: Verification): Promise<boolean> {
  const faults = await findSchemaFaults(db);
  const report = (table: string, message: string) =>
    verification.report({ check: 'schema', table, key: '', message });
  for (const { table, message } of faults) report(table, message);
  const canBeRead = !faults.some(({ isUnreadable }) => isUnreadable);
  if (!canBeRead) report('', 'what is in the tables was not looked at');
  return canBeRead;
}

/**
 * Checks all that is in the tables.
 *
 * @param trx a snapshot, or who keeps others out
 * @param anchor an entry of the record of changes, which is to be in it
 */
export async function checkBooks(
  trx: Knex,
  anchor: RecordHead | undefined,
  onProgress: OnProgress,
): Promise<Pick<VerifiedDatabase, 'tables' | 'findings'>> {
  const verification = createVerification(TABLES, anchor);
  const tables = await verifyTables(trx, verification, onProgress);
  return { tables, findings: verification.findings };
}

async function verifyTables(
  trx: Knex,
  verification: Verification,
  onProgress: OnProgress,
): Promise<VerifiedDatabase['tables']> {
  const tables: CountedTable[] = [];
  let done = 0;
  for (const table of TABLES) {
    const columns = Object.keys(table.columns);
    let count = 0;
    let bad: BadStoredValue[] = [];
    const onBad = (value: BadStoredValue) => bad.push(value);
    for await (const rows of streamTable(trx, table, columns, onBad)) {
      for (const row of rows) {
        verification.add(
          table,
          Object.fromEntries(columns.map((name, place) => [name, row[place] ?? null])),
        );
      }
      count += rows.length;
      reportBad(verification, table, bad);
      bad = [];
      onProgress({ phase: 'reading', rows: done + count, fraction: undefined });
    }
    verification.end(table);
    tables.push({ name: table.name, rows: count });
    done += count;
  }
  for await (const versions of streamFigureVersions(trx)) {
    for (const version of versions) verification.addVersion(version);
  }
  verification.endVersions();
  return tables;
}

function reportBad(verification: Verification, table: Table, bad: readonly BadStoredValue[]): void {
  for (const { column, message, key } of bad) {
    const check = table.columns[column] === 'money' ? 'money' : 'value';
    verification.report({ check, table: table.name, key, message });
  }
}
