import { requirePermission } from '../../auth/permissions.ts';
import { listHeads } from '../../data/purchases/heads.ts';
import {
  insertPurchases,
  nextPurchaseNo,
  voidPurchases as voidPurchaseRecords,
} from '../../data/purchases/purchases.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Purchase, PurchaseDetails } from '../../domain/purchases/purchase.ts';
import { monthOfDate } from '../../domain/values/month.ts';
import type { Warning } from '../../errors.ts';
import { refuseClosed } from '../billing/refuse-closed.ts';
import { warnAboutPurchases } from '../billing/stale-bills.ts';
import { change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import { refuseSums } from '../mess/refuse-sums.ts';
import { getOpenHead } from './heads.ts';
import { warnAboutAmount, warnAboutDay, warnAboutSame } from './oddities.ts';
import { requireVoidable, toRecorded } from './purchases.ts';

/** What a purchase is to be; what is not given stays. */
export type PurchaseCorrection = Partial<Omit<PurchaseDetails, 'head'>> & {
  readonly head?: string | undefined;
  /** A date that is unlikely is taken. */
  readonly unlikely?: boolean;
};

export interface EditedPurchase {
  /** As it is now. */
  readonly purchase: Purchase;
  /** The number of the one that it takes the place of; null where nothing changed. */
  readonly replaces: number | null;
  readonly warnings: readonly Warning[];
}

/**
 * Corrects a purchase: the old one is taken back and stays readable, and the right one gets a number of
 * its own. A sheet that has the old row still, and is imported again, does not bring it back.
 *
 * @throws NotFoundError no such purchase or head
 * @throws ConflictError it is taken back, its head is hidden, one of its months is closed, or its date is
 *   unlikely
 * @throws ValueError its date cannot be
 * @throws InvalidInputError `sum_too_large`
 */
export async function editPurchase(
  mess: Mess,
  actor: Actor,
  no: number,
  changes: PurchaseCorrection,
): Promise<EditedPurchase> {
  const signedIn = requirePermission(actor, 'change purchases');
  return change(mess, actor, 'purchase edit', async ({ trx, at, record }) => {
    const [before] = await requireVoidable(trx, [no]);
    if (before === undefined) throw new Error(`purchase ${no} was not read`);
    const head =
      changes.head === undefined ? before.head : getOpenHead(await listHeads(trx), changes.head);
    const { date = before.date, note = before.note } = changes;
    const amount = changes.amountMinor ?? before.amountMinor;
    // A refund stays one: the amount that is given is what came back.
    const amountMinor = before.amountMinor < 0n && amount > 0n ? -amount : amount;
    const after = { date, head, amountMinor, note };
    const [was, is] = [toRecorded(mess, before), toRecorded(mess, after)];
    if (JSON.stringify(was) === JSON.stringify(is)) {
      return { purchase: before, replaces: null, warnings: [] };
    }
    const months = [...new Set([monthOfDate(before.date), monthOfDate(date)])];
    await refuseClosed(trx, months);
    const newNo = await nextPurchaseNo(trx);
    const sequence = await record({
      subject: `purchase ${no}`,
      month: months.length === 1 ? months[0] : undefined,
      before: { purchase: no, ...was },
      after: { purchase: newNo, ...is },
    });
    await voidPurchaseRecords(trx, [no], sequence, `corrected by purchase ${newNo}`);
    const draft = { date, headNo: head.no, amountMinor, note };
    // The old one counts no more by now.
    await refuseSums(trx, 'purchases', [draft]);
    const odd = [
      ...(date === before.date
        ? []
        : await warnAboutDay(mess, trx, date, changes.unlikely === true)),
      ...(await warnAboutSame(trx, draft)),
      ...(was.amount === is.amount && was.head === is.head
        ? []
        : await warnAboutAmount(mess, trx, draft)),
    ];
    await insertPurchases(trx, [draft], newNo, sequence);
    return {
      purchase: {
        ...after,
        no: newNo,
        at,
        by: signedIn.id,
        status: 'counted',
        voidReason: null,
      },
      replaces: no,
      warnings: [...odd, ...(await warnAboutPurchases(trx, months))],
    };
  });
}
