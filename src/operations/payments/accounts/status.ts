import { findLastCount, sumAccount, sumOwed } from '../../../data/payments/books.ts';
import { findNotDue } from '../../../domain/payments/dues/due-days.ts';
import { CASH, SUSPENSE } from '../../../domain/payments/entry.ts';
import type { AccountsStatus } from '../../../domain/payments/trial-balance.ts';
import { type Mess, today } from '../../mess/mess.ts';
import { readDueBills } from '../due-days.ts';

/** After all times. */
const LATER = '9999';

/** What the accounts come to today, without anybody's account; null where none are kept. */
export async function readAccountsStatus(mess: Mess): Promise<AccountsStatus | null> {
  const { db } = mess;
  const { accountsFrom, booksClosedThrough } = mess.settings;
  if (accountsFrom === null) return null;
  const asOf = today(mess);
  const { bills, dueOf } = await readDueBills(db, mess, asOf);
  const at = { accountsFrom, asOf, until: LATER, notDue: findNotDue(dueOf, bills, asOf) };
  const cashMinor = await sumAccount(db, CASH);
  const lastCount = await findLastCount(db, CASH);
  return {
    ...(await sumOwed(db, at)),
    suspenseMinor: -(await sumAccount(db, SUSPENSE)),
    cashMinor,
    cashSinceCountMinor: cashMinor - (lastCount?.countedMinor ?? 0n),
    lastCount: lastCount ?? null,
    closedThrough: booksClosedThrough,
  };
}
