import type { Knex } from 'knex';

/** Months whose attendance, purchases and bill are not to change any more. */
export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasTable('closed_months')) return;
  await db.schema.createTable('closed_months', (table) => {
    table.string('month', 7).notNullable().primary();
    // The audit entry that says who closed it, and when.
    table.integer('closed_by').unsigned().notNullable();
    // Why it was closed without a bill, or with a stale one.
    table.text('as_is_reason');
  });
}
