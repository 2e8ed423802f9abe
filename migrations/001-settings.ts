import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasTable('settings')) return;
  await db.schema.createTable('settings', (table) => {
    table.string('key', 64).notNullable().primary();
    table.text('value').notNullable();
  });
}
