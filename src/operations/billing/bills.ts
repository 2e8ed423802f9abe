import type { Knex } from 'knex';
import { requirePermission } from '../../auth/permissions.ts';
import {
  endBill,
  listBills as listBillRecords,
  listBillsOfMonth,
  listRevisions,
} from '../../data/billing/bills.ts';
import { findClosedMonth } from '../../data/billing/closed-months.ts';
import { sumPurchases } from '../../data/purchases/heads.ts';
import type { Actor } from '../../domain/actor.ts';
import type { StudentAttendance } from '../../domain/attendance/attendance.ts';
import {
  type Bill,
  type BillRecord,
  type BillRevision,
  type BillSummary,
  type ListedBill,
  leavesOutPurchases,
  NOT_STALE,
} from '../../domain/billing/bill.ts';
import { isStale } from '../../domain/billing/stale-bill.ts';
import { moneyFormat } from '../../domain/values/money-format.ts';
import { type Month, monthName } from '../../domain/values/month.ts';
import { ConflictError, createWarning, NotFoundError, type Warning } from '../../errors.ts';
import { change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import { refuseClosed } from './refuse-closed.ts';
import {
  describeStaleness,
  findStaleness,
  listTouchedMonths,
  readStaleness,
  readStoredBill,
} from './stale-bills.ts';

/**
 * The month's live bill, or a given revision of it.
 *
 * @throws NotFoundError no such bill
 */
export async function showBill(
  mess: Mess,
  actor: Actor,
  month: Month,
  revision?: number | undefined,
): Promise<Bill> {
  requirePermission(actor, 'see bills');
  const bill = await withShares(mess, mess.db, await getBill(mess.db, month, revision));
  return { ...bill, warnings: [...bill.warnings, ...(await warnAboutLeftOut(mess, bill))] };
}

/** What was bought in the month of a live bill that does not know of purchases. */
async function warnAboutLeftOut({ db, settings }: Mess, bill: Bill): Promise<Warning[]> {
  const { month, status, purchases } = bill;
  if (status !== 'live' || purchases !== null) return [];
  const spent = await sumPurchases(db, month);
  const spentMinor = spent.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  if (!leavesOutPurchases(bill, spentMinor)) return [];
  // Of a month that is closed nothing is to be done.
  if ((await findClosedMonth(db, month)) !== undefined) return [];
  const money = moneyFormat(settings)(spentMinor);
  const sentence = `Purchases of ${money} are recorded in ${monthName(month)}, and this bill is not made up of them.`;
  return [createWarning('purchases_not_in_bill', sentence, { month })];
}

/** Ordered by month and revision. */
export async function listBills(
  mess: Mess,
  actor: Actor,
  which: 'live' | 'all',
): Promise<ListedBill[]> {
  requirePermission(actor, 'see bills');
  const { db } = mess;
  const touched = await listTouchedMonths(db);
  const summaries: ListedBill[] = [];
  for (const bill of await listBillRecords(db, which)) {
    const staleness = touched.has(bill.month) ? await readStaleness(db, bill) : NOT_STALE;
    summaries.push({ ...bill, staleness });
  }
  return summaries;
}

/**
 * Every bill the month ever had, with who made and who ended it.
 *
 * @throws NotFoundError it had none
 */
export async function showHistory(
  mess: Mess,
  actor: Actor,
  month: Month,
): Promise<(BillRevision & BillSummary)[]> {
  requirePermission(actor, 'see bills');
  const revisions = await listRevisions(mess.db, month);
  if (revisions.length === 0) throw await noBill(mess.db, month, undefined, 'admin');
  const summaries: (BillRevision & BillSummary)[] = [];
  for (const bill of revisions) {
    summaries.push({ ...bill, staleness: await readStaleness(mess.db, bill) });
  }
  return summaries;
}

/**
 * The month's bill, by who is about to take it back.
 *
 * @throws NotFoundError the month has no live bill
 * @throws ConflictError the month is closed
 */
export async function showBillToVoid(mess: Mess, actor: Actor, month: Month): Promise<Bill> {
  requirePermission(actor, 'void bills');
  await refuseClosed(mess.db, [month]);
  return showBill(mess, actor, month);
}

/**
 * Takes the month's bill back: its shares stay readable but no longer count, and the month can be
 * registered again. Only the bill that was looked at, by its revision, is voided.
 *
 * @throws NotFoundError the month has no live bill
 * @throws ConflictError it is another one by now, or the month is closed
 */
export async function voidBill(
  mess: Mess,
  actor: Actor,
  { month, revision }: Pick<BillRecord, 'month' | 'revision'>,
  reason: string,
): Promise<BillRecord> {
  requirePermission(actor, 'void bills');
  return change(mess, actor, 'bill void', async ({ trx, record }) => {
    await refuseClosed(trx, [month]);
    const bill = await getBill(trx, month);
    if (bill.revision !== revision) {
      throw new ConflictError('bill_replaced', `${monthName(month)} has another bill by now.`, {
        about: { month },
      });
    }
    const auditSequence = await record({
      subject: `bill ${month}`,
      month,
      before: { revision: bill.revision, status: bill.status },
      after: { revision: bill.revision, status: 'void', reason },
    });
    await endBill(trx, bill, { status: 'void', reason, auditSequence });
    return { ...bill, status: 'void' };
  });
}

/**
 * A stored bill with its shares, and whether it still matches what is recorded.
 *
 * @param roll what `listRollOf` gives, where it was read already
 */
export async function withShares(
  { settings }: Pick<Mess, 'settings'>,
  db: Knex,
  bill: BillRecord,
  roll?: readonly StudentAttendance[],
): Promise<Bill> {
  const stored = await readStoredBill(db, bill);
  const staleness = await findStaleness(db, stored, roll);
  const { shares, purchases, charges } = stored;
  return {
    ...bill,
    staleness,
    dryRun: false,
    purchases,
    charges,
    shares,
    warnings: describeStaleness(bill, staleness, {
      ...settings,
      isClosed: isStale(staleness) && (await findClosedMonth(db, bill.month)) !== undefined,
    }),
  };
}

/**
 * The month's live bill, or a given revision of it.
 *
 * @param asker who is told where there is none
 * @throws NotFoundError no such bill
 */
export async function getBill(
  db: Knex,
  month: Month,
  revision?: number | undefined,
  asker: 'admin' | 'student' = 'admin',
): Promise<BillRecord> {
  const bills = await listBillsOfMonth(db, month);
  const found = bills.find((bill) =>
    revision === undefined ? bill.status === 'live' : bill.revision === revision,
  );
  if (found !== undefined) return found;
  if (revision === undefined) throw await noBill(db, month, bills.at(-1)?.revision, asker);
  throw new NotFoundError(
    'no_such_revision',
    `The bill of ${monthName(month)} has no revision ${revision}.`,
    { about: { month, hasBills: bills.length > 0, asker } },
  );
}

async function noBill(
  db: Knex,
  month: Month,
  voided: number | undefined,
  asker: 'admin' | 'student',
): Promise<NotFoundError> {
  const hasPurchases = (await sumPurchases(db, month)).length > 0;
  const why = voided === undefined ? '' : ': it was voided';
  return new NotFoundError('no_bill', `${monthName(month)} has no bill${why}.`, {
    about: { month, voided, asker, hasPurchases },
  });
}
