import type { Knex } from 'knex';

/** What students sign in with where a phone number is not enough, and when they did. */
export async function up(db: Knex): Promise<void> {
  if (!(await db.schema.hasTable('student_secrets'))) {
    await db.schema.createTable('student_secrets', (table) => {
      table.integer('student_no').unsigned().notNullable().primary();
      table.foreign('student_no').references('no').inTable('students');
      table.string('secret_hash', 100).notNullable();
      table.string('set_at', 24).notNullable();
    });
  }
  if (await db.schema.hasTable('student_sign_ins')) return;
  // Apart from the record of changes: five hundred students a month would flood it.
  await db.schema.createTable('student_sign_ins', (table) => {
    table.integer('no').unsigned().notNullable().primary();
    table.integer('student_no').unsigned().notNullable().references('no').inTable('students');
    table.string('at', 24).notNullable().index('student_sign_ins_at');
    // phone, code or secret
    table.string('by', 16).notNullable();
    table.string('place', 100).notNullable();
  });
}
