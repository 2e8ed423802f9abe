import type { Knex } from 'knex';

/**
 * The days of which a log of attendance said something, so that it is known again when it has grown: a
 * bit for each day of a month, the first lowest, in hexadecimal; a word for each of `months`.
 */
export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasColumn('imports', 'days')) return;
  await db.schema.alterTable('imports', (table) => {
    // None of other files, and of those that an older program took.
    table.text('days');
  });
}
