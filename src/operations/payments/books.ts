import type { Knex } from 'knex';
import { requirePermission } from '../../auth/permissions.ts';
import { getRecordHead } from '../../data/mess/audit.ts';
import { getBooksClosedThrough, setBooksClosedThrough } from '../../data/mess/settings.ts';
import { type OwedAt, sumAccounts, sumBilled, sumOwed } from '../../data/payments/books.ts';
import type { Actor } from '../../domain/actor.ts';
import type { RecordHead } from '../../domain/mess/record-chain.ts';
import { findNotDue } from '../../domain/payments/dues/due-days.ts';
import { makeTrialBalance, type TrialBalance } from '../../domain/payments/trial-balance.ts';
import { dayAfter, startOfDay } from '../../domain/values/date.ts';
import { ConflictError, ValueError } from '../../errors.ts';
import { change } from '../mess/change.ts';
import { type Mess, today } from '../mess/mess.ts';
import { requireAccounts } from './accounts/require.ts';
import { readDueBills } from './due-days.ts';

export interface ClosedBooks {
  /** The last closed day, `YYYY-MM-DD`. */
  readonly through: string;
  readonly changed: boolean;
  readonly trialBalance: TrialBalance;
  /** The newest entry of the record of changes once they were closed. */
  readonly head: RecordHead;
}

/**
 * Closes the books: from now on no entry stands on that day or before it. A payment of such a day that turns
 * up later is entered on the first open day.
 *
 * @param through the last closed day, `YYYY-MM-DD`
 * @throws ConflictError no accounts are kept yet, or the books are closed through a later day
 * @throws ValueError the day is not over
 */
export async function closeBooks(mess: Mess, actor: Actor, through: string): Promise<ClosedBooks> {
  requirePermission(actor, 'close the books');
  requireAccounts(mess);
  return change(mess, actor, 'books close', async ({ trx, record }) => {
    if (through >= today(mess)) {
      throw new ValueError('in_the_future', `${through} is not over yet`);
    }
    const before = await getBooksClosedThrough(trx);
    if (before !== null && before > through) {
      throw new ConflictError('books_closed', `The books are closed through ${before} already.`);
    }
    const changed = before !== through;
    if (changed) {
      await record({
        subject: 'books',
        before: { closedThrough: before },
        after: { closedThrough: through },
      });
      await setBooksClosedThrough(trx, through);
    }
    return {
      through,
      changed,
      trialBalance: await readTrialBalance(trx, mess, through),
      head: await getRecordHead(trx),
    };
  });
}

export interface ReopenedBooks {
  /** Through which day they were closed, `YYYY-MM-DD`; null where they were open. */
  readonly before: string | null;
}

/** Opens all the books again. What was entered since they were closed stays where it is. */
export async function reopenBooks(
  mess: Mess,
  actor: Actor,
  reason: string,
): Promise<ReopenedBooks> {
  requirePermission(actor, 'close the books');
  return change(mess, actor, 'books reopen', async ({ trx, record }) => {
    const before = await getBooksClosedThrough(trx);
    if (before === null) return { before };
    await record({
      subject: 'books',
      before: { closedThrough: before },
      after: { closedThrough: null, reason },
    });
    await setBooksClosedThrough(trx, null);
    return { before };
  });
}

async function readTrialBalance(db: Knex, mess: Mess, asOf: string): Promise<TrialBalance> {
  const { accountsFrom, timeZone } = mess.settings;
  const until = (await startOfDay(timeZone, dayAfter(asOf))).toISOString();
  const { bills, dueOf } = await readDueBills(db, mess, asOf);
  const at: OwedAt = { accountsFrom, asOf, until, notDue: findNotDue(dueOf, bills, asOf) };
  const ledger = await sumAccounts(db, asOf);
  return makeTrialBalance(ledger, await sumOwed(db, at), await sumBilled(db, at));
}
