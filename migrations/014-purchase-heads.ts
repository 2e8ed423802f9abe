import type { Knex } from 'knex';

/** What the money of a mess is spent on, by its own list. */
export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasTable('purchase_heads')) return;
  await db.schema.createTable('purchase_heads', (table) => {
    table.increments('no');
    // Without regard to case, which on the two databases is not the same.
    table.string('name_key', 80).notNullable().unique();
    table.string('name', 40).notNullable();
    table.string('kind', 16).notNullable();
  });
}
