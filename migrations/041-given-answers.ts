import type { Knex } from 'knex';

/** How a request was answered that is not to be done twice. */
export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasTable('given_answers')) return;
  await db.schema.createTable('given_answers', (table) => {
    table.string('operation_id', 36).notNullable().primary();
    // Of who asked, and for what.
    table.string('request_hash', 64).notNullable();
    table.integer('status').notNullable();
    table.text('body', 'longtext').notNullable();
    table.string('given_at', 24).notNullable();
  });
}
