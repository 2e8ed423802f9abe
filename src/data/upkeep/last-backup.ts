import type { Knex } from 'knex';

const ROW = { no: 1 };

/** When the last backup was made, ISO 8601, UTC; undefined where none was made of this database. */
export async function findLastBackup(db: Knex): Promise<string | undefined> {
  const row: { at: string } | undefined = await db('last_backup').where(ROW).first('at');
  return row?.at;
}

/** @param at ISO 8601, UTC */
export async function saveLastBackup(trx: Knex.Transaction, at: string): Promise<void> {
  const changed = await trx('last_backup').where(ROW).update({ at });
  if (changed === 0) await trx('last_backup').insert({ ...ROW, at });
}
