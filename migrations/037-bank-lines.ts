import type { Knex } from 'knex';

/** What came in by the files of banks and gateways, line by line, so that none is booked twice. */
export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasTable('bank_lines')) return;
  await db.schema.createTable('bank_lines', (table) => {
    table.integer('no').unsigned().notNullable().primary();
    table.integer('import_no').unsigned().notNullable().index('bank_lines_import_no');
    // Of the file, from 1.
    table.integer('line').unsigned().notNullable();
    table.string('account', 40).notNullable();
    // The last digits of its number, as far as a statement says them.
    table.string('account_digits', 4);
    table.string('date', 10).notNullable();
    table.bigInteger('amount_minor').notNullable();
    table.text('narration').notNullable();
    table.string('reference', 100).notNullable();
    // The gateway's own number, where the bank has another for the same payment.
    table.string('other_reference', 100).index('bank_lines_other_reference');
    table.string('payer', 100).index('bank_lines_payer');
    // By what it was found whose or what it is; null where it was not.
    table.string('rule', 12);
    table.integer('entry_no').unsigned().notNullable().index('bank_lines_entry_no');
    table.index(['account', 'date'], 'bank_lines_account_date');
  });
}
