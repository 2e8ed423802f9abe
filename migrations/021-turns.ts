import type { Knex } from 'knex';

/**
 * The write lock of a mess on a server, one row: every writer writes it before anything else, so that no
 * two of them are stored that did not know of each other, also when they write on two nodes of a cluster.
 * A file has its own lock.
 */
export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasTable('turns')) return;
  await db.schema.createTable('turns', (table) => {
    table.string('name', 16).notNullable().primary();
    table.integer('taken').unsigned().notNullable();
  });
}
