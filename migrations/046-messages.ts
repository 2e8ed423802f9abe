import type { Knex } from 'knex';

/** The outbox: what is to be sent to whom, and what became of it. Neither words nor addresses are kept. */
export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasTable('messages')) return;
  await db.schema.createTable('messages', (table) => {
    table.integer('no').unsigned().notNullable().primary();
    table.string('kind', 10).notNullable();
    // The month of a bill, the number of a receipt, the day on which dues were reminded of.
    table.string('about', 30).notNullable();
    // Of a bill; 0 of what has none.
    table.integer('revision').unsigned().notNullable();
    table.integer('student_no').unsigned().notNullable().references('no').inTable('students');
    table.string('channel', 10).notNullable();
    table.integer('again_no').unsigned().notNullable();
    table.string('state', 10).notNullable();
    table.integer('attempts').unsigned().notNullable();
    table.string('next_try', 30);
    table.string('reason', 200);
    table.string('message_id', 64).notNullable();
    table.string('changed_at', 30).notNullable();
    table.integer('queued_by').unsigned().notNullable();
    table.unique(['kind', 'about', 'revision', 'student_no', 'channel', 'again_no'], {
      indexName: 'messages_once',
    });
    table.index(['state', 'channel', 'no'], 'messages_state');
  });
}
