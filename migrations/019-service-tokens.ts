import type { Knex } from 'knex';

/** What a program signs in with that nobody watches. */
export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasTable('service_tokens')) return;
  await db.schema.createTable('service_tokens', (table) => {
    table.string('name_key', 32).notNullable().primary();
    table.string('name', 32).notNullable();
    table.string('token_hash', 64).notNullable().unique();
    table.string('created_at', 24).notNullable();
    table.string('expires_at', 24).notNullable();
    table.string('last_used_at', 24);
  });
}
