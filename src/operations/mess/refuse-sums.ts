import type { Knex } from 'knex';
import { listLargeAmounts, type SummedTable } from '../../data/large-amounts.ts';
import { isLarge, refuseBeyondSums } from '../../domain/values/money.ts';

const NAMES: Readonly<Record<SummedTable, string>> = {
  ledger_postings: 'the accounts',
  purchases: 'the purchases',
  charges: 'the charges',
};

/**
 * Refuses amounts with which those of a table could not be added up any more. The whole table is looked at only for
 * amounts that hardly any mess ever sees.
 *
 * @param added in minor units
 * @throws InvalidInputError `sum_too_large`
 */
export async function refuseSums(
  db: Knex,
  table: SummedTable,
  added: readonly { readonly amountMinor: bigint }[],
): Promise<void> {
  const amounts = added.map(({ amountMinor }) => amountMinor);
  if (!amounts.some(isLarge)) return;
  refuseBeyondSums(NAMES[table], await listLargeAmounts(db, table), amounts);
}
