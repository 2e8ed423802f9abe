import type { Knex } from 'knex';
import type { Actor } from '../auth/actor.ts';
import { requirePermission } from '../auth/permissions.ts';
import { endBill, listBills as listBillRecords, listBillsOfMonth } from '../data/bills.ts';
import type { Bill, BillRecord, BillSummary } from '../domain/bill.ts';
import { type Month, monthName } from '../domain/month.ts';
import { nameSome } from '../domain/text.ts';
import { ConflictError, NotFoundError } from '../errors.ts';
import { change } from './change.ts';
import type { Mess } from './mess.ts';
import { findStale, howToRenew, listSharesOf } from './stale-bills.ts';

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
  return withShares(mess.db, await getBill(mess.db, month, revision));
}

/** Ordered by month and revision. */
export async function listBills(
  mess: Mess,
  actor: Actor,
  which: 'live' | 'all',
): Promise<BillSummary[]> {
  requirePermission(actor, 'see bills');
  const summaries: BillSummary[] = [];
  for (const bill of await listBillRecords(mess.db, which)) {
    const stale =
      bill.status === 'live' &&
      (await findStale(mess.db, bill, await listSharesOf(mess.db, bill))).length > 0;
    summaries.push({ ...bill, stale });
  }
  return summaries;
}

/**
 * Takes the month's bill back: its shares stay readable but no longer count, and the month can be
 * registered again. Only the bill that was looked at, by its revision, is voided.
 *
 * @throws NotFoundError the month has no live bill
 * @throws ConflictError it is another one by now
 */
export async function voidBill(
  mess: Mess,
  actor: Actor,
  { month, revision }: Pick<BillRecord, 'month' | 'revision'>,
  reason: string,
): Promise<BillRecord> {
  requirePermission(actor, 'void bills');
  return change(mess, actor, 'bill void', async ({ trx, record }) => {
    const bill = await getBill(trx, month);
    if (bill.revision !== revision) {
      throw new ConflictError(`Another bill of ${monthName(month)} was registered meanwhile.`, {
        hint: `mess bill show --month ${month}`,
      });
    }
    const voided = { ...bill, status: 'void' } as const;
    await record({
      subject: `bill ${month}`,
      month,
      before: { revision: bill.revision, status: bill.status },
      after: { revision: bill.revision, status: 'void', reason },
    });
    await endBill(trx, month, bill.revision, 'void', reason);
    return voided;
  });
}

/** A stored bill with its shares, and whether it still matches what is recorded. */
export async function withShares(db: Knex, bill: BillRecord): Promise<Bill> {
  const shares = await listSharesOf(db, bill);
  const stale = bill.status === 'live' ? await findStale(db, bill, shares) : [];
  return {
    ...bill,
    stale: stale.length > 0,
    dryRun: false,
    shares,
    warnings:
      stale.length === 0
        ? []
        : [
            `Attendance or the roll changed after this bill was made: ${nameSome(stale)}. ${howToRenew(bill)}`,
          ],
  };
}

async function getBill(db: Knex, month: Month, revision?: number | undefined): Promise<BillRecord> {
  const bills = await listBillsOfMonth(db, month);
  const found = bills.find((bill) =>
    revision === undefined ? bill.status === 'live' : bill.revision === revision,
  );
  if (found !== undefined) return found;
  const name = monthName(month);
  if (revision !== undefined) {
    throw new NotFoundError(`The bill of ${name} has no revision ${revision}.`, {
      hint: 'mess bill list --all',
    });
  }
  const last = bills.at(-1);
  throw new NotFoundError(
    last === undefined ? `${name} has no bill.` : `${name} has no bill: it was voided.`,
    {
      hint:
        last === undefined
          ? `mess bill register --month ${month} --total AMOUNT`
          : `mess bill show --month ${month} --revision ${last.revision}`,
    },
  );
}
