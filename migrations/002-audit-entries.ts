import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasTable('audit_entries')) return;
  await db.schema.createTable('audit_entries', (table) => {
    table.increments('sequence');
    table.string('operation_id', 36).notNullable().unique();
    table.string('at', 24).notNullable();
    table.string('actor_kind', 16).notNullable();
    table.string('actor_id', 64);
    table.string('command', 64).notNullable();
    table.string('subject', 255);
    table.string('month', 7);
    table.text('before', 'longtext');
    table.text('after', 'longtext');
  });
}
