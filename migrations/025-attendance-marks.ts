import type { Knex } from 'knex';

/** What is marked of a student on one day; the figure of the month is their sum. */
export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasTable('attendance_marks')) return;
  await db.schema.createTable('attendance_marks', (table) => {
    table.string('date', 10).notNullable();
    table.integer('student_no').unsigned().notNullable().references('no').inTable('students');
    table.integer('days_hundredths').notNullable();
    // 1 where the student said beforehand that they would be away, and no day's roll call did.
    table.integer('is_away').notNullable();
    table.integer('changed_by').unsigned().notNullable();
    table.primary(['date', 'student_no']);
  });
}
