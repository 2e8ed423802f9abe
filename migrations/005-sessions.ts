import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasTable('sessions')) return;
  await db.schema.createTable('sessions', (table) => {
    table.string('token_hash', 64).notNullable().primary();
    table.string('admin_key', 32).references('id_key').inTable('admins');
    table.integer('student_no').unsigned().references('no').inTable('students');
    table.string('created_at', 24).notNullable();
    table.string('expires_at', 24).notNullable();
    table.string('last_used_at', 24).notNullable();
  });
}
