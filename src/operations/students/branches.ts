import type { Knex } from 'knex';
import { listBranches } from '../../data/students/students.ts';
import { findNearest, foldText } from '../../domain/values/text.ts';
import { NotFoundError } from '../../errors.ts';

/**
 * What a mistyped branch finds is nobody, which reads as good news.
 *
 * @param branch without regard to case; undefined where none is asked for
 * @throws NotFoundError nobody is or was of it
 */
export async function requireBranch(db: Knex, branch: string | undefined): Promise<void> {
  if (branch === undefined) return;
  const known = await listBranches(db);
  if (known.some((each) => foldText(each) === foldText(branch))) return;
  const folded = new Map(known.map((each) => [foldText(each), each]));
  const nearest = findNearest(foldText(branch), folded.keys());
  throw new NotFoundError('unknown_branch', `There is no branch ${branch}.`, {
    about: { nearest: nearest && folded.get(nearest) },
  });
}
