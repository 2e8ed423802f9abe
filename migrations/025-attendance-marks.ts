import type { Knex } from 'knex';

/** What is marked of a student on one day; the figure of the month is their sum. */
export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasTable('attendance_marks')) return;
  await db.schema.createTable('attendance_marks', (table) => {
    table.string('date', 10).notNullable();
    table.integer('student_no').unsigned().notNullable().references('no').inTable('students');
    table.integer('days_hundredths').notNullable();
    // 1 where the student said that they would be away.
    table.integer('is_away').notNullable();
    // 1 where the roll was called with the student on it: only that counts for the month.
    table.integer('is_called').notNullable();
    table.integer('changed_by').unsigned().notNullable();
    table.primary(['date', 'student_no']);
  });
}
