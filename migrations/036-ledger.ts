import type { Knex } from 'knex';

/** Money that came in and went out beside the bills: entries are appended, and none is ever changed. */
export async function up(db: Knex): Promise<void> {
  if (!(await db.schema.hasTable('ledger_entries'))) {
    await db.schema.createTable('ledger_entries', (table) => {
      table.integer('no').unsigned().notNullable().primary();
      // Of the money, or the first open day where its own is in books that are closed.
      table.string('date', 10).notNullable();
      table.string('money_date', 10).notNullable().index('ledger_entries_money_date');
      table.string('kind', 20).notNullable();
      // Null where there is none: what is null never counts as equal.
      table.string('receipt_series', 12);
      table.integer('receipt_number').unsigned();
      table.string('month', 7);
      table.string('method', 10);
      table.string('reference', 100);
      // Without regard to case.
      table.string('reference_key', 100).index('ledger_entries_reference_key');
      table.string('note', 500);
      table.integer('reverses').unsigned().unique('ledger_entries_reverses');
      table.integer('entered_by').unsigned().notNullable().index('ledger_entries_entered_by');
      table.unique(['receipt_series', 'receipt_number'], { indexName: 'ledger_entries_receipt' });
    });
  }
  if (await db.schema.hasTable('ledger_postings')) return;
  await db.schema.createTable('ledger_postings', (table) => {
    table.integer('entry_no').unsigned().notNullable().references('no').inTable('ledger_entries');
    table.integer('line').unsigned().notNullable();
    table.string('account', 40).notNullable();
    table.integer('student_no').unsigned().references('no').inTable('students');
    table.bigInteger('amount_minor').notNullable();
    table.primary(['entry_no', 'line']);
    table.index(['student_no', 'account', 'amount_minor'], 'ledger_postings_student');
  });
}
