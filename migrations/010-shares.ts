import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasTable('shares')) return;
  await db.schema.createTable('shares', (table) => {
    table.string('month', 7).notNullable();
    table.integer('revision').unsigned().notNullable();
    table.integer('student_no').unsigned().notNullable().references('no').inTable('students');
    // The id the student had then: it decided who got the odd unit, and may be mended later.
    table.string('id_then', 32).notNullable();
    table.integer('days_hundredths').notNullable();
    table.bigInteger('dividing_minor');
    table.bigInteger('per_head_minor');
    table.bigInteger('fixed_minor');
    table.bigInteger('amount_minor').notNullable();
    table.primary(['month', 'revision', 'student_no']);
    table.foreign(['month', 'revision']).references(['month', 'revision']).inTable('bills');
    table.index(['student_no'], 'shares_student_no');
  });
}
