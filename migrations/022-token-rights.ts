import type { Knex } from 'knex';

/** What a service token may do, with commas between. Those made before may do what all of them did. */
export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasColumn('service_tokens', 'may')) return;
  await db.schema.alterTable('service_tokens', (table) => {
    table.string('may', 255).notNullable().defaultTo('bills,import,read');
  });
}
