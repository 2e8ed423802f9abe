import type { Knex } from 'knex';

/** What the marks of known browsers are signed with. */
export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasTable('device_keys')) return;
  await db.schema.createTable('device_keys', (table) => {
    // There is one.
    table.integer('no').unsigned().notNullable().primary();
    table.string('secret', 43).notNullable();
  });
}
