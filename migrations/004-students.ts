import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasTable('students')) return;
  await db.schema.createTable('students', (table) => {
    // A mistyped id can be mended, so everything refers to a student by this number.
    table.increments('no');
    table.string('id_key', 32).notNullable().unique();
    table.string('id', 32).notNullable();
    table.string('name', 100).notNullable();
    table.string('branch', 60).notNullable();
    table.string('phone', 16).notNullable();
    table.string('joined', 10);
    table.string('left', 10);
    table.string('entered_at', 24).notNullable();
  });
}
