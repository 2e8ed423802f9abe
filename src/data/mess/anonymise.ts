import type { Knex } from 'knex';
import { eraseFromEntry } from '../../domain/mess/erased-entry.ts';
import { contentOf, digestStored, hashEntry } from '../../domain/mess/record-chain.ts';
import { idKey } from '../../domain/values/id.ts';
import { FailureError } from '../../errors.ts';
import type { DbInteger } from '../numbers.ts';

/**
 * Takes the name, the phone number and the address of a student out of every entry of the record of changes, from the
 * newest back to that by which the student was entered: the same id may have been somebody else's before.
 * No hash changes.
 *
 * @returns how many entries named the student
 * @throws FailureError an entry is not what was written: it could not be told from an erased one any more
 */
export async function eraseStudentFromRecord(
  trx: Knex.Transaction,
  { no, id }: { readonly no: number; readonly id: string },
): Promise<number> {
  const entered: { by: DbInteger | null } | undefined = await trx('students')
    .where({ no })
    .first({ by: 'entered_by' });
  const naming: DbInteger[] = await trx('audit_salts')
    .where('sequence', '>=', Number(entered?.by ?? 0))
    .orderBy('sequence', 'desc')
    .pluck('sequence');
  return eraseBackwards(trx, naming, idKey(id));
}

/** Somebody who was entered by mistake and is not on the roll any more, as the record of changes knows them. */
export interface RemovedStudent {
  /** The entry by which they were taken off. */
  readonly sequence: number;
  /** What the roll said; without a name where that was taken out already. */
  readonly details: {
    readonly id: string;
    readonly name: unknown;
    readonly branch: string;
    readonly joined: string | null;
    readonly left: string | null;
  };
}

/** Who was the last to be taken off the roll altogether under an id, without regard to case. */
export async function findRemovedStudent(
  db: Knex,
  id: string,
): Promise<RemovedStudent | undefined> {
  const row: { sequence: DbInteger; before: string } | undefined = await db('audit_entries')
    .where({ command: 'student remove' })
    .whereNull('after')
    .whereRaw('lower(subject) = ?', [idKey(id)])
    .orderBy('sequence', 'desc')
    .first('sequence', 'before');
  return row && { sequence: Number(row.sequence), details: JSON.parse(row.before) };
}

/** Takes them out of the record like a student of the roll; see `eraseStudentFromRecord`. */
export async function eraseRemovedFromRecord(
  trx: Knex.Transaction,
  { sequence, details }: RemovedStudent,
): Promise<number> {
  const naming: DbInteger[] = await trx('audit_salts')
    .where('sequence', '<=', sequence)
    .orderBy('sequence', 'desc')
    .pluck('sequence');
  return eraseBackwards(trx, naming, idKey(details.id));
}

/** @param naming entries that name persons, the newest first */
async function eraseBackwards(
  trx: Knex.Transaction,
  naming: readonly DbInteger[],
  last: string,
): Promise<number> {
  let key = last;
  let count = 0;
  for (const sequence of naming.map(Number)) {
    const former = await eraseFrom(trx, sequence, key);
    if (former === undefined) continue;
    count++;
    if (former === null) break;
    key = former;
  }
  return count;
}

/** @returns the key of the id before; null where the student was entered, undefined where nobody was meant */
async function eraseFrom(
  trx: Knex.Transaction,
  sequence: number,
  key: string,
): Promise<string | null | undefined> {
  const row: Readonly<Record<string, unknown>> | undefined = await trx('audit_entries')
    .where({ sequence })
    .first();
  const kept: { salts: string } | undefined = await trx('audit_salts').where({ sequence }).first();
  if (row === undefined || kept === undefined) return undefined;
  const content = contentOf(row);
  const digest = digestStored(content, kept.salts);
  if (digest === undefined || hashEntry(String(row.previous_hash), sequence, digest) !== row.hash) {
    const sentence = `Entry ${sequence} of the record of changes is not what was written. Nothing was changed.`;
    throw new FailureError('books_in_disorder', sentence);
  }
  const erased = eraseFromEntry(content, kept.salts, key);
  if (erased === undefined) return undefined;
  const { before, after, salts, formerKey } = erased;
  if (digestStored({ ...content, before, after }, salts) !== digest) {
    throw new Error(`entry ${sequence} would have another hash`);
  }
  await trx('audit_entries').where({ sequence }).update({ before, after });
  await trx('audit_salts').where({ sequence }).update({ salts });
  return formerKey ?? null;
}
