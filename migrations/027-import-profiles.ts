import type { Knex } from 'knex';

/** How files of one sort are read, under a name, so that the import of the next one is a short line. */
export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasTable('import_profiles')) return;
  await db.schema.createTable('import_profiles', (table) => {
    table.string('name_key', 160).notNullable().primary();
    table.string('name', 40).notNullable();
    // What such a file is of: attendance, students or purchases.
    table.string('kind', 16).notNullable();
    // A JSON object of the options that are kept.
    table.text('options').notNullable();
    table.integer('changed_by').unsigned().notNullable();
  });
}
