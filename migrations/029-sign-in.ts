import type { Knex } from 'knex';

/** One-time codes, and where somebody signed in, or tried to. */
export async function up(db: Knex): Promise<void> {
  if (!(await db.schema.hasTable('one_time_codes'))) {
    await db.schema.createTable('one_time_codes', (table) => {
      table.string('code_hash', 64).notNullable().primary();
      // Of one of the two; a new code takes the place of the one before.
      table.string('admin_key', 32).unique().references('id_key').inTable('admins');
      table.integer('student_no').unsigned().unique().references('no').inTable('students');
      table.string('created_at', 24).notNullable();
      table.string('expires_at', 24).notNullable();
    });
  }
  if (!(await db.schema.hasColumn('sessions', 'place'))) {
    await db.schema.alterTable('sessions', (table) => {
      // Null of those that began before it was noted.
      table.string('place', 100);
    });
  }
  if (!(await db.schema.hasColumn('admins', 'recovered_at'))) {
    await db.schema.alterTable('admins', (table) => {
      // When whoever holds the database last let this owner in again.
      table.string('recovered_at', 24);
    });
  }
  if (!(await db.schema.hasTable('sign_in_attempts'))) {
    await db.schema.createTable('sign_in_attempts', (table) => {
      table.string('kind', 16).notNullable();
      // Not a reference: failures for ids that do not exist count too, so that they look the same.
      table.string('id_key', 32).notNullable();
      table.string('place', 100).notNullable();
      table.integer('failures').notNullable();
      table.string('last_failed_at', 24).notNullable();
      table.primary(['kind', 'id_key', 'place']);
    });
  }
  // Counted by the id alone, so that anybody could shut anybody out; a quarter of an hour of it is lost.
  await db.schema.dropTableIfExists('sign_in_failures');
}
