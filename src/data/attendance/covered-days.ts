import type { Knex } from 'knex';
import type { Month } from '../../domain/values/month.ts';
import type { DbInteger } from '../numbers.ts';

/**
 * The days of a month of which its imports said something: bit 0 is the first. Undefined where that is not
 * known: most of its figures came in another way, as whole numbers of days or by hand.
 */
export async function findCoveredDays(db: Knex, month: Month): Promise<number | undefined> {
  const figures: { changed_by: DbInteger; figures: DbInteger }[] = await db('attendance')
    .where({ month })
    .groupBy('changed_by')
    .select('changed_by')
    .count({ figures: '*' });
  const imports: { changed_by: DbInteger; months: string; days: string | null }[] = await db(
    'imports',
  )
    .where({ kind: 'attendance' })
    .whereNull('undone_by')
    .where('months', 'like', `%${month}%`)
    .select('changed_by', 'months', 'days');
  let covered = 0;
  const known = new Set<number>();
  for (const { changed_by: changedBy, months, days } of imports) {
    const mask = readMask(month, months, days);
    if (mask === undefined || mask === 0) continue;
    covered |= mask;
    known.add(Number(changedBy));
  }
  const count = (isKnown: boolean) =>
    figures
      .filter((each) => known.has(Number(each.changed_by)) === isKnown)
      .reduce((sum, each) => sum + Number(each.figures), 0);
  return count(true) > count(false) ? covered : undefined;
}

/**
 * The days that an import says of a month, as it keeps them: a word of hexadecimal for each of its months.
 * Undefined where it kept none.
 */
export function readMask(
  month: Month,
  months: string | null,
  days: string | null,
): number | undefined {
  const word = days?.split(' ')[months?.split(' ').indexOf(month) ?? -1];
  return word === undefined ? undefined : Number.parseInt(word, 16) | 0;
}
