import type { Knex } from 'knex';

/** Money that came in and went out beside the bills: entries are appended, and none is ever changed. */
export async function up(db: Knex): Promise<void> {
  if (!(await db.schema.hasTable('ledger_entries'))) {
    await db.schema.createTable('ledger_entries', (table) => {
      table.integer('no').unsigned().notNullable().primary();
      // Of the money, or the first open day where its own is in books that are closed.
      table.string('date', 10).notNullable().index('ledger_entries_date');
      table.string('money_date', 10).notNullable();
      table.string('kind', 20).notNullable();
      table.string('month', 7);
      table.string('method', 10);
      table.string('reference', 100);
      table.string('note', 200);
      table.integer('reverses').unsigned().unique();
      table.integer('entered_by').unsigned().notNullable();
    });
  }
  if (!(await db.schema.hasTable('ledger_postings'))) {
    await db.schema.createTable('ledger_postings', (table) => {
      table.integer('entry_no').unsigned().notNullable().references('no').inTable('ledger_entries');
      table.integer('line').unsigned().notNullable();
      table.string('account', 100).notNullable();
      table.integer('student_no').unsigned().references('no').inTable('students');
      table.bigInteger('amount_minor').notNullable();
      table.primary(['entry_no', 'line']);
      table.index(['student_no', 'account', 'amount_minor'], 'ledger_postings_student');
    });
  }
  if (await db.schema.hasTable('receipts')) return;
  await db.schema.createTable('receipts', (table) => {
    table.string('series', 12).notNullable();
    table.integer('number').unsigned().notNullable();
    table.integer('entry_no').unsigned().notNullable().unique();
    table.foreign('entry_no').references('no').inTable('ledger_entries');
    table.primary(['series', 'number']);
  });
}
