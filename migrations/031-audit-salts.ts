import type { Knex } from 'knex';

/**
 * The salts of the persons whom an entry of the record of changes names. They stand apart, since they
 * may be erased, and the hash of the entry holds without them.
 */
export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasTable('audit_salts')) return;
  await db.schema.createTable('audit_salts', (table) => {
    table.integer('sequence').unsigned().notNullable().primary();
    table.text('salts', 'longtext').notNullable();
  });
}
