import type { Knex } from 'knex';
import { markKey, type OwnMark } from '../../domain/attendance/mark.ts';

/** What marks mean in this mess, but for those that mean what they do everywhere; sorted by mark. */
export async function listOwnMarks(db: Knex): Promise<OwnMark[]> {
  return db('mark_meanings').orderBy('mark_key').select('mark', 'meaning');
}

/** Gives a mark a meaning, in place of another one that it has. */
export async function putOwnMark(
  trx: Knex.Transaction,
  { mark, meaning }: OwnMark,
  auditSequence: number,
): Promise<void> {
  await deleteOwnMark(trx, mark);
  const row = { mark_key: markKey(mark), mark, meaning, changed_by: auditSequence };
  await trx('mark_meanings').insert(row);
}

export async function deleteOwnMark(trx: Knex.Transaction, mark: string): Promise<void> {
  await trx('mark_meanings')
    .where({ mark_key: markKey(mark) })
    .delete();
}
