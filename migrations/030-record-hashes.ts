import type { Knex } from 'knex';

/** The chain of the record of changes: what an entry follows, and its own hash. */
export async function up(db: Knex): Promise<void> {
  for (const name of ['previous_hash', 'hash']) {
    if (await db.schema.hasColumn('audit_entries', name)) continue;
    await db.schema.alterTable('audit_entries', (table) => {
      table.string(name, 64);
    });
  }
}
