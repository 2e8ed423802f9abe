import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasTable('bills')) return;
  await db.schema.createTable('bills', (table) => {
    table.string('month', 7).notNullable();
    // Counts up per month. Two writers who want the same next number exclude each other by the key.
    table.integer('revision').unsigned().notNullable();
    table.string('status', 16).notNullable();
    table.integer('days_in_month');
    table.bigInteger('total_minor');
    table.bigInteger('per_head_minor');
    table.bigInteger('fixed_minor');
    table.bigInteger('billed_minor').notNullable();
    table.string('registered_at', 24).notNullable();
    table.string('operation_id', 36).notNullable();
    table.text('ended_reason');
    table.primary(['month', 'revision']);
  });
}
