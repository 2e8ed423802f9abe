import type { Knex } from 'knex';

/** Payments that students say they made, until the bank says so too. */
export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasTable('payment_claims')) return;
  await db.schema.createTable('payment_claims', (table) => {
    table.integer('no').unsigned().notNullable().primary();
    table.integer('student_no').unsigned().notNullable().references('no').inTable('students');
    table.string('date', 10).notNullable();
    // The 12 digits of UPI.
    table.string('reference', 12).notNullable().index('payment_claims_reference');
    table.integer('claimed_by').unsigned().notNullable();
    table.integer('dismissed_by').unsigned();
    table.text('dismiss_reason');
  });
}
