import type { Knex } from 'knex';

/** What a mark means in this mess, where it means anything of its own. */
export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasTable('mark_meanings')) return;
  await db.schema.createTable('mark_meanings', (table) => {
    table.string('mark_key', 160).notNullable().primary();
    table.string('mark', 40).notNullable();
    table.string('meaning', 10).notNullable();
    table.integer('changed_by').unsigned().notNullable();
  });
}
