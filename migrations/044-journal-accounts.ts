import type { Knex } from 'knex';

/** What the mess calls accounts of its journal, where not as everybody does. */
export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasTable('journal_accounts')) return;
  await db.schema.createTable('journal_accounts', (table) => {
    table.string('name', 20).notNullable().primary();
    table.string('account', 100).notNullable();
    table.integer('changed_by').unsigned().notNullable();
  });
}
