import type { Knex } from 'knex';

/**
 * The days on which somebody was present by the log that a figure was taken from, so that the log of
 * another device is known by the days it lacks: a bit for each day of the month, the first lowest. Null
 * for figures of everything but a log.
 */
export async function up(db: Knex): Promise<void> {
  // One statement each: whoever is killed between the two goes on with the other.
  for (const name of ['attendance', 'attendance_history']) {
    if (await db.schema.hasColumn(name, 'log_days')) continue;
    await db.schema.alterTable(name, (table) => {
      table.integer('log_days');
    });
  }
}
