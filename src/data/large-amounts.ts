import type { Knex } from 'knex';
import { LARGE_MINOR } from '../domain/values/money.ts';
import { dialectOf } from './dialect.ts';
import { type DbInteger, toMinor } from './numbers.ts';

/** Where amounts stand that are added up, with which of them count. */
const COUNTED = {
  ledger_postings: '',
  purchases: 'voided_by is null and ',
  charges: 'voided_by is null and ',
} as const;

export type SummedTable = keyof typeof COUNTED;

/** The large ones of those that count, in minor units. */
export async function listLargeAmounts(db: Knex, table: SummedTable): Promise<bigint[]> {
  const rows = await dialectOf(db).selectArrays<[DbInteger]>(
    db,
    `select amount_minor from ${table}
     where ${COUNTED[table]}(amount_minor > ? or amount_minor < ?)`,
    [LARGE_MINOR, -LARGE_MINOR],
  );
  return rows.map(([amount]) => toMinor(amount));
}
