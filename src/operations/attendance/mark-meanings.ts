import type { Knex } from 'knex';
import { requirePermission } from '../../auth/permissions.ts';
import { deleteOwnMark, listOwnMarks, putOwnMark } from '../../data/attendance/mark-meanings.ts';
import type { Actor } from '../../domain/actor.ts';
import {
  listDefaultMarks,
  type MarkMeaning,
  markKey,
  type OwnMark,
} from '../../domain/attendance/mark.ts';
import { compareCodePoints } from '../../domain/values/text.ts';
import { NotFoundError } from '../../errors.ts';
import { change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import { reading } from '../mess/reading.ts';

/** A mark and whether the mess itself gave it its meaning. */
export interface ListedMark extends OwnMark {
  readonly isOwn: boolean;
}

/** All marks that have a meaning: those of the mess first, each in the order of what they are. */
export const listMarkMeanings = reading('see attendance', async (db): Promise<ListedMark[]> => {
  const own = await listOwnMarks(db);
  const keys = new Set(own.map(({ mark }) => markKey(mark)));
  const others = listDefaultMarks().filter(({ mark }) => !keys.has(markKey(mark)));
  return [
    ...own.map((each) => ({ ...each, isOwn: true })),
    ...others.map((each) => ({ ...each, isOwn: false })),
  ].sort((a, b) => Number(b.isOwn) - Number(a.isOwn) || compareInOrder(a, b));
});

function compareInOrder(a: ListedMark, b: ListedMark): number {
  // The defaults stand in an order of their own.
  return a.isOwn ? compareCodePoints(markKey(a.mark), markKey(b.mark)) : 0;
}

/** What a mark came to mean. */
export interface ChangedMark {
  /** Undefined where it has no meaning any more. */
  readonly now: MarkMeaning | undefined;
  /** Undefined where it had none. */
  readonly before: MarkMeaning | undefined;
}

/** Says what a mark means from now on; what was imported stays as it is. */
export async function setMarkMeaning(
  mess: Mess,
  actor: Actor,
  wanted: OwnMark,
): Promise<ChangedMark & { readonly changed: boolean }> {
  requirePermission(actor, 'change what marks mean');
  return change(mess, actor, 'attendance marks set', async ({ trx, record }) => {
    const { own, usual } = await findMark(trx, wanted.mark);
    const { mark, meaning } = wanted;
    const before = own?.meaning ?? usual;
    // A default that is said once more is said for good: it is not doubted any longer.
    if (own?.meaning === meaning) return { now: meaning, before, changed: false };
    const was = before === undefined ? null : { meaning: before };
    const sequence = await record({ subject: mark, before: was, after: { meaning } });
    await putOwnMark(trx, wanted, sequence);
    return { now: meaning, before, changed: true };
  });
}

/**
 * Takes back what the mess said of a mark, so that it means what it does elsewhere, or nothing.
 *
 * @throws NotFoundError the mess has said nothing of it
 */
export async function removeMarkMeaning(
  mess: Mess,
  actor: Actor,
  mark: string,
): Promise<ChangedMark & { readonly mark: string }> {
  requirePermission(actor, 'change what marks mean');
  return change(mess, actor, 'attendance marks remove', async ({ trx, record }) => {
    const { own, usual } = await findMark(trx, mark);
    if (own === undefined) {
      const isDefault = usual !== undefined;
      const sentence = isDefault
        ? `${mark} means ${usual} everywhere; the mess has given it no meaning of its own.`
        : `The mess has no mark ${mark}.`;
      throw new NotFoundError('unknown_mark', sentence, { about: { isDefault } });
    }
    const after = usual === undefined ? null : { meaning: usual };
    await record({ subject: own.mark, before: { meaning: own.meaning }, after });
    await deleteOwnMark(trx, mark);
    return { mark: own.mark, now: usual, before: own.meaning };
  });
}

async function findMark(trx: Knex, mark: string) {
  const isIt = (each: OwnMark) => markKey(each.mark) === markKey(mark);
  return {
    own: (await listOwnMarks(trx)).find(isIt),
    usual: listDefaultMarks().find(isIt)?.meaning,
  };
}
