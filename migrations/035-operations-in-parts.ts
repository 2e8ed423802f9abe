import type { Knex } from 'knex';

const TABLE = 'audit_entries';
const FORMER = 'audit_entries_operation_id_unique';
const NOW = 'audit_entries_operation_id_index';

/** An operation may be several entries of the record of changes: one that is of many is told in parts. */
export async function up(db: Knex): Promise<void> {
  // One statement each: whoever is killed between the two goes on with the other.
  const found = await listIndexes(db);
  if (!found.has(NOW)) {
    await db.schema.alterTable(TABLE, (table) => table.index('operation_id', NOW));
  } else if (!found.has(FORMER)) return;
  await db.schema.alterTable(TABLE, (table) => table.dropUnique(['operation_id'], FORMER));
}

async function listIndexes(db: Knex): Promise<ReadonlySet<string>> {
  if (db.client.dialect === 'sqlite3') {
    return namesOf(await db.raw('select name from pragma_index_list(?)', [TABLE]));
  }
  const [rows] = await db.raw(
    'select index_name as name from information_schema.statistics where table_schema = database() and table_name = ?',
    [TABLE],
  );
  return namesOf(rows);
}

function namesOf(rows: readonly { readonly name: string }[]): ReadonlySet<string> {
  return new Set(rows.map(({ name }) => name));
}
