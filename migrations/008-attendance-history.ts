import type { Knex } from 'knex';

/** Values of `attendance` that were replaced: together with it, the whole history of each figure. */
export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasTable('attendance_history')) return;
  await db.schema.createTable('attendance_history', (table) => {
    table.string('month', 7).notNullable();
    table.integer('student_no').unsigned().notNullable().references('no').inTable('students');
    table.integer('changed_by').unsigned().notNullable();
    table.integer('days_hundredths').notNullable();
    table.integer('replaced_by').unsigned().notNullable();
    table.primary(['month', 'student_no', 'changed_by']);
  });
}
