import type { Knex } from 'knex';

/** The words of messages that are the mess's own. */
export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasTable('message_templates')) return;
  await db.schema.createTable('message_templates', (table) => {
    table.string('name', 20).notNullable().primary();
    table.text('source').notNullable();
    table.integer('changed_by').unsigned().notNullable();
  });
}
