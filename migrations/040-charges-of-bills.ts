import type { Knex } from 'knex';

/**
 * What the charges of a month came to in its bill and its shares, and by how much they changed what was
 * divided. Which they were follows from when each was entered and taken back. Null of bills without any.
 */
export async function up(db: Knex): Promise<void> {
  // One statement each: whoever is killed between two goes on with the next.
  for (const [name, column] of [
    ['bills', 'charges_minor'],
    ['bills', 'lowered_minor'],
    ['bills', 'raised_minor'],
    ['shares', 'charges_minor'],
  ] as const) {
    if (await db.schema.hasColumn(name, column)) continue;
    await db.schema.alterTable(name, (table) => {
      table.bigInteger(column);
    });
  }
}
