import type { Knex } from 'knex';

const HEADS = [
  ['Groceries', 'dividing'],
  ['Vegetables', 'dividing'],
  ['Milk', 'dividing'],
  ['Meat and fish', 'dividing'],
  ['Other food', 'dividing'],
  ['Wages', 'fixed'],
  ['Gas', 'fixed'],
  ['Rent', 'fixed'],
  ['Electricity', 'fixed'],
  ['Repairs', 'fixed'],
] as const;

/**
 * A mess that was set up before there were heads gets the list that `mess init` makes. Where there are
 * no settings there is no mess yet, and whoever makes it brings its heads.
 */
export async function up(db: Knex): Promise<void> {
  const isMess = (await db('settings').first('key')) !== undefined;
  const hasHeads = (await db('purchase_heads').first('no')) !== undefined;
  if (!isMess || hasHeads) return;
  // One statement, so that a killed one leaves none of them.
  await db('purchase_heads').insert(
    HEADS.map(([name, kind]) => ({ name_key: name.toLowerCase(), name, kind })),
  );
}
