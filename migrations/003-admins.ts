import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasTable('admins')) return;
  await db.schema.createTable('admins', (table) => {
    table.string('id_key', 32).notNullable().primary();
    table.string('id', 32).notNullable();
    table.string('role', 16).notNullable();
    table.string('password_hash', 60).notNullable();
    table.string('created_at', 24).notNullable();
    table.string('disabled_at', 24);
  });
}
