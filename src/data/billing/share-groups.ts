import type { Knex } from 'knex';
import type { BillRecord } from '../../domain/billing/bill.ts';
import type { WeightGroup } from '../../domain/billing/share-explanation.ts';
import { compareCodePoints } from '../../domain/values/text.ts';
import { dialectOf, type SqlValue } from '../dialect.ts';

type BillKey = Pick<BillRecord, 'month' | 'revision'>;

/**
 * How many shares of a bill, but those of charges alone, are for how many days, and how many of them belong to ids that come before
 * the given one. Ids are those the students had then: they decided.
 */
export async function countShares(
  db: Knex,
  { month, revision }: BillKey,
  idThen: string,
): Promise<WeightGroup[]> {
  const rows = await dialectOf(db).selectArrays<[number, number, number]>(
    db,
    `select days_hundredths, count(*), sum(case when id_then < ? then 1 else 0 end)
     from shares where month = ? and revision = ?
     and (dividing_minor is not null or per_head_minor is not null or fixed_minor is not null)
     group by days_hundredths`,
    [idThen, month, revision],
  );
  return rows.map(([weight, members, before]) => ({
    weight: Number(weight),
    members: Number(members),
    before: Number(before),
  }));
}

/**
 * The place, from 1, that a student has among those present on equal terms, when the turn begins with
 * the id at `start` of all who were present, sorted by id and counted from 0, and goes round.
 *
 * @param days hundredths of days of those on equal terms, more than 0
 */
export async function findPlaceInTurn(
  db: Knex,
  { month, revision }: BillKey,
  idThen: string,
  { days, start }: { readonly days: readonly number[]; readonly start: number },
): Promise<number> {
  const ask = async <R extends readonly SqlValue[]>(sql: string, values: readonly SqlValue[]) => {
    const [row] = await dialectOf(db).selectArrays<R>(db, sql, values);
    if (row === undefined) throw new Error(`no share of ${month} to count`);
    return row;
  };
  const [first] = await ask<[string]>(
    `select id_then from shares where month = ? and revision = ? and days_hundredths > 0
     order by id_then limit 1 offset ?`,
    [month, revision, start],
  );
  const marks = days.map(() => '?').join(', ');
  const count = async (condition: string, ...values: string[]) => {
    const [counted] = await ask<[number]>(
      `select count(*) from shares where month = ? and revision = ?
       and days_hundredths in (${marks}) and ${condition}`,
      [month, revision, ...days, ...values],
    );
    return Number(counted);
  };
  // Every database compares ids by code point too.
  const ahead =
    compareCodePoints(idThen, first) >= 0
      ? await count('id_then >= ? and id_then < ?', first, idThen)
      : (await count('id_then >= ?', first)) + (await count('id_then < ?', idThen));
  return ahead + 1;
}
