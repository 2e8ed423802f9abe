import type { Knex } from 'knex';

/** Payers of whom it is to be forgotten for whom they paid until then. */
export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasTable('forgotten_payers')) return;
  await db.schema.createTable('forgotten_payers', (table) => {
    table.string('payer', 100).notNullable();
    // The last entry of the ledger that counts no more.
    table.integer('through_entry').unsigned().notNullable();
    table.integer('forgotten_by').unsigned().notNullable();
    table.primary(['payer', 'through_entry']);
  });
}
