import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasTable('attendance')) return;
  await db.schema.createTable('attendance', (table) => {
    table.string('month', 7).notNullable();
    table.integer('student_no').unsigned().notNullable().references('no').inTable('students');
    table.integer('days_hundredths').notNullable();
    // The audit entry that wrote the row, so that what an import wrote can be told from later changes.
    table.integer('changed_by').unsigned().notNullable();
    table.primary(['month', 'student_no']);
  });
}
