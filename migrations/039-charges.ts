import type { Knex } from 'knex';

/** What one student is charged or let off beside the division of a bill, and the mess's own list of kinds. */
export async function up(db: Knex): Promise<void> {
  if (!(await db.schema.hasTable('charge_kinds'))) {
    await db.schema.createTable('charge_kinds', (table) => {
      table.integer('no').unsigned().notNullable().primary();
      // Without regard to case, which on the two databases is not the same.
      table.string('name_key', 80).notNullable().unique('charge_kinds_name_key');
      table.string('name', 40).notNullable();
      table.string('counts_as', 16).notNullable();
      table.bigInteger('rate_minor');
      table.integer('hidden_by').unsigned();
    });
  }
  if (await db.schema.hasTable('charges')) return;
  await db.schema.createTable('charges', (table) => {
    table.integer('no').unsigned().notNullable().primary();
    table.string('month', 7).notNullable().index('charges_month');
    table.integer('student_no').unsigned().notNullable().references('no').inTable('students');
    table.integer('kind_no').unsigned().notNullable().references('no').inTable('charge_kinds');
    table.integer('quantity_hundredths').unsigned();
    table.bigInteger('rate_minor');
    // Less than 0 for a discount.
    table.bigInteger('amount_minor').notNullable();
    table.string('note', 200);
    // The audit entries that entered it and took it back; one that was taken back stays readable.
    table.integer('entered_by').unsigned().notNullable();
    table.integer('voided_by').unsigned();
    table.text('void_reason');
  });
}
