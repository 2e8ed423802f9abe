import type { Knex } from 'knex';
import { countStanding } from '../../../data/payments/books.ts';
import { type Month, monthName } from '../../../domain/values/month.ts';
import { sayCount } from '../../../domain/values/text.ts';
import { ConflictError } from '../../../errors.ts';

/**
 * The month from which bills are owed stays, once anything rests on it.
 *
 * @param accountsFrom the month that it is
 * @param closedThrough the last day of the books that is closed, `YYYY-MM-DD`; null where none is
 * @throws ConflictError what somebody owed before is stated, money was taken, or somebody signed for the books
 */
export async function refuseMovedAccounts(
  db: Knex,
  accountsFrom: Month,
  closedThrough: string | null,
): Promise<void> {
  if (closedThrough !== null) {
    const sentence = `The books are closed through ${closedThrough}, with the bills from ${monthName(accountsFrom)} on.`;
    throw new ConflictError('books_closed', sentence);
  }
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
