import type { Knex } from 'knex';

/** Bills may be taken over as they were recorded elsewhere, and are not what mess would work out. */
export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasColumn('bills', 'origin')) return;
  await db.schema.alterTable('bills', (table) => {
    table.string('origin', 16).notNullable().defaultTo('computed');
  });
}
