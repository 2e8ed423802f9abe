import type { Knex } from 'knex';

/** A bill may be followed by a revision of it. */
export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasColumn('bills', 'ended_by')) return;
  await db.schema.alterTable('bills', (table) => {
    // The audit entry of the first of its line; null for that first one itself. Who is entered later,
    // without a joining date, is of none of them.
    table.integer('roll_as_of').unsigned();
    // The audit entry that superseded or voided it.
    table.integer('ended_by').unsigned();
  });
}
