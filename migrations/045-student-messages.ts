import type { Knex } from 'knex';

/** Where messages to a student go, and whether there are to be any. */
export async function up(db: Knex): Promise<void> {
  if (!(await db.schema.hasColumn('students', 'email'))) {
    await db.schema.alterTable('students', (table) => {
      table.string('email', 254);
    });
  }
  if (await db.schema.hasColumn('students', 'takes_messages')) return;
  await db.schema.alterTable('students', (table) => {
    // 1 or 0; those who were there before get them, as nobody has said otherwise.
    table.integer('takes_messages').unsigned().notNullable().defaultTo(1);
  });
}
