import type { Knex } from 'knex';
import { countStanding } from '../../data/payments/books.ts';
import { type Month, monthName } from '../../domain/values/month.ts';
import { sayCount } from '../../domain/values/text.ts';
import { ConflictError } from '../../errors.ts';

/**
 * The month from which bills are owed stays, once anything rests on it.
 *
 * @param accountsFrom the month that it is
 * @throws ConflictError what somebody owed before is stated, or money was taken
 */
export async function refuseMovedAccounts(db: Knex, accountsFrom: Month): Promise<void> {
  const { openings, others } = await countStanding(db);
  if (openings + others === 0) return;
  const recorded = [
    ...(openings > 0 ? [sayCount(openings, 'opening balance')] : []),
    ...(others > 0 ? [sayCount(others, 'other entry', 'other entries')] : []),
  ].join(' and ');
  throw new ConflictError(
    'accounts_begun',
    `The accounts are kept from ${monthName(accountsFrom)} on, and ${recorded} rest on it.`,
  );
}
