import type { Knex } from 'knex';

/**
 * When the last backup of this database was made, in one row at most. Not in the record of changes: a
 * backup changes nothing, and two of the same mess are the same.
 */
export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasTable('last_backup')) return;
  await db.schema.createTable('last_backup', (table) => {
    table.integer('no').unsigned().notNullable().primary();
    table.string('at', 24).notNullable();
  });
}
