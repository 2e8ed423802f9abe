import type { Knex } from 'knex';

/** Files that were taken, so that one is not taken twice and can be taken back. */
export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasTable('imports')) return;
  await db.schema.createTable('imports', (table) => {
    table.increments('no');
    table.string('kind', 16).notNullable();
    // The audit entry that has the file's name, who, and when; rows that the import wrote point to it.
    table.integer('changed_by').unsigned().notNullable().unique();
    table.string('file', 255).notNullable();
    table.string('sha256', 64).notNullable();
    // The options that say what the bytes mean: the same file can be taken for two months.
    table.string('reading', 500).notNullable();
    table.string('layout', 16).notNullable();
    // All that the file speaks of, in order, with a space between.
    table.text('months').notNullable();
    table.integer('rows').unsigned().notNullable();
    table.integer('inserted').unsigned().notNullable();
    table.integer('updated').unsigned().notNullable();
    table.integer('unchanged').unsigned().notNullable();
    table.integer('rejected').unsigned().notNullable();
    // The audit entry of its undoing.
    table.integer('undone_by').unsigned();
    table.index(['kind', 'sha256'], 'imports_kind_sha256');
  });
}
