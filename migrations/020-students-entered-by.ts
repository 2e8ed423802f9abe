import type { Knex } from 'knex';

/**
 * The audit entry that entered a student: whether that was before a bill, clocks cannot tell, of which
 * every machine has its own. Null for those entered before there was this column.
 */
export async function up(db: Knex): Promise<void> {
  if (await db.schema.hasColumn('students', 'entered_by')) return;
  await db.schema.alterTable('students', (table) => {
    table.integer('entered_by').unsigned();
  });
}
