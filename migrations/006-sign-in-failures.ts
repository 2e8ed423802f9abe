import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasTable('sign_in_failures')) return;
  await db.schema.createTable('sign_in_failures', (table) => {
    table.string('kind', 16).notNullable();
    // Not a reference: failures for ids that do not exist count too, so that they look the same.
    table.string('id_key', 32).notNullable();
    table.integer('failures').notNullable();
    table.string('last_failed_at', 24).notNullable();
    table.primary(['kind', 'id_key']);
  });
}
