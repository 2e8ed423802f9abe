import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasTable('purchases')) return;
  await db.schema.createTable('purchases', (table) => {
    table.increments('no');
    table.string('date', 10).notNullable();
    table.integer('head_no').unsigned().notNullable().references('no').inTable('purchase_heads');
    table.bigInteger('amount_minor').notNullable();
    table.string('note', 200);
    // The audit entries that entered it and took it back; one that was taken back stays readable.
    table.integer('entered_by').unsigned().notNullable();
    table.integer('voided_by').unsigned();
    table.text('void_reason');
    table.index(['date'], 'purchases_date');
  });
}
