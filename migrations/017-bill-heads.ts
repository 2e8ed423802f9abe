import type { Knex } from 'knex';

/** How a bill was made up of purchases, as they were then. */
export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasTable('bill_heads')) return;
  await db.schema.createTable('bill_heads', (table) => {
    table.string('month', 7).notNullable();
    table.integer('revision').unsigned().notNullable();
    table.integer('head_no').unsigned().notNullable().references('no').inTable('purchase_heads');
    table.integer('purchases').unsigned().notNullable();
    table.bigInteger('amount_minor').notNullable();
    table.primary(['month', 'revision', 'head_no']);
    table.foreign(['month', 'revision']).references(['month', 'revision']).inTable('bills');
  });
}
