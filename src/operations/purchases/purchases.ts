import type { Knex } from 'knex';
import { requirePermission } from '../../auth/permissions.ts';
import { listHeads } from '../../data/purchases/heads.ts';
import {
  findPurchases,
  insertPurchases,
  listNewestPurchases as listNewestRecords,
  listPurchases as listPurchaseRecords,
  nextPurchaseNo,
  voidPurchases as voidPurchaseRecords,
} from '../../data/purchases/purchases.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Purchase, PurchaseDetails } from '../../domain/purchases/purchase.ts';
import { formatMinor } from '../../domain/values/money.ts';
import { type Month, monthOfDate } from '../../domain/values/month.ts';
import {
  formatRanges,
  listNumbers,
  type NumberRange,
  nameRanges,
} from '../../domain/values/number-ranges.ts';
import { ConflictError, NotFoundError, type Warning } from '../../errors.ts';
import { refuseClosed } from '../billing/refuse-closed.ts';
import { warnAboutPurchases } from '../billing/stale-bills.ts';
import { change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import { reading } from '../mess/reading.ts';
import { refuseSums } from '../mess/refuse-sums.ts';
import { getOpenHead } from './heads.ts';
import { warnAboutAmount, warnAboutDay, warnAboutSame } from './oddities.ts';

/** The newest that count and whose number begins so, the newest first. */
export const listNewestPurchases = reading('see purchases', listNewestRecords);

/** What was done, and what to look at. */
export interface PurchaseChange {
  readonly purchases: readonly Purchase[];
  readonly warnings: readonly Warning[];
}

/**
 * Records one purchase.
 *
 * @throws NotFoundError no such head
 * @throws ConflictError its month is closed, the head is hidden, or its date is unlikely
 * @throws ValueError its date cannot be
 * @throws InvalidInputError `sum_too_large`
 */
export async function addPurchase(
  mess: Mess,
  actor: Actor,
  input: {
    readonly date: string;
    /** Less than 0 for a refund. */
    readonly amountMinor: bigint;
    readonly head: string;
    readonly note: string | null;
    /** A date that is unlikely is taken. */
    readonly unlikely: boolean;
  },
): Promise<PurchaseChange> {
  const signedIn = requirePermission(actor, 'enter purchases');
  return change(mess, actor, 'purchase add', async ({ trx, at, record }) => {
    const { date, amountMinor, note } = input;
    const head = getOpenHead(await listHeads(trx), input.head);
    const month = monthOfDate(date);
    await refuseClosed(trx, [month]);
    const draft = { date, headNo: head.no, amountMinor, note };
    await refuseSums(trx, 'purchases', [draft]);
    const odd = [
      ...(await warnAboutDay(mess, trx, date, input.unlikely)),
      ...(await warnAboutSame(trx, draft)),
      ...(await warnAboutAmount(mess, trx, draft)),
    ];
    const no = await nextPurchaseNo(trx);
    const sequence = await record({
      subject: `purchase ${no}`,
      month,
      after: toRecorded(mess, { date, head, amountMinor, note }),
    });
    await insertPurchases(trx, [draft], no, sequence);
    return {
      purchases: [
        {
          no,
          date,
          head,
          amountMinor,
          note,
          at,
          by: signedIn.id,
          status: 'counted',
          voidReason: null,
        },
      ],
      warnings: [...odd, ...(await warnAboutPurchases(trx, [month]))],
    };
  });
}

/** Those of a month in the order of their numbers. */
export async function listPurchases(
  mess: Mess,
  actor: Actor,
  month: Month,
  which: 'counted' | 'all',
): Promise<Purchase[]> {
  requirePermission(actor, 'see purchases');
  const purchases = await listPurchaseRecords(mess.db, month);
  return which === 'all' ? purchases : purchases.filter(({ status }) => status === 'counted');
}

/**
 * The purchases of some numbers, all of which can be taken back.
 *
 * @throws UsageError they are too many
 * @throws NotFoundError one does not exist
 * @throws ConflictError one is taken back already, or a month is closed
 */
export async function findVoidable(
  mess: Mess,
  actor: Actor,
  ranges: readonly NumberRange[],
): Promise<Purchase[]> {
  requirePermission(actor, 'change purchases');
  return requireVoidable(mess.db, listNumbers(ranges));
}

/**
 * Takes purchases back, all or none: they stay readable, and count no more.
 *
 * @throws ConflictError one is taken back already, or a month is closed
 */
export async function voidPurchases(
  mess: Mess,
  actor: Actor,
  numbers: readonly number[],
  reason: string,
): Promise<PurchaseChange> {
  requirePermission(actor, 'change purchases');
  return change(mess, actor, 'purchase void', async ({ trx, record }) => {
    const purchases = await requireVoidable(trx, numbers);
    const months = listMonths(purchases);
    const [only] = months;
    const amount = purchases.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
    const what = purchases.length === 1 ? 'purchase' : 'purchases';
    const sequence = await record({
      subject: `${what} ${formatRanges(numbers)}`,
      ...(months.length === 1 && only !== undefined ? { month: only } : {}),
      before: {
        purchases: formatRanges(numbers),
        count: purchases.length,
        months,
        amount: plain(mess, amount),
        status: 'counted',
      },
      after: { status: 'void', reason },
    });
    await voidPurchaseRecords(trx, numbers, sequence, reason);
    return {
      purchases: purchases.map((each) => ({ ...each, status: 'void', voidReason: reason })),
      warnings: await warnAboutPurchases(trx, months),
    };
  });
}

/**
 * @throws NotFoundError one does not exist
 * @throws ConflictError one is taken back already, or a month is closed
 */
export async function requireVoidable(db: Knex, numbers: readonly number[]): Promise<Purchase[]> {
  const purchases = await findPurchases(db, numbers);
  const found = new Set(purchases.map(({ no }) => no));
  const missing = numbers.filter((no) => !found.has(no));
  if (missing.length > 0) {
    throw new NotFoundError('unknown_purchase', `There is no purchase ${nameRanges(missing)}.`);
  }
  const voided = purchases.filter(({ status }) => status === 'void').map(({ no }) => no);
  if (voided.length > 0) {
    const [first] = purchases.filter(({ status }) => status === 'void');
    const are =
      voided.length === 1 ? `Purchase ${voided[0]} is` : `Purchases ${nameRanges(voided)} are`;
    throw new ConflictError('purchase_void', `${are} void already. Nothing was changed.`, {
      about: { month: monthOfDate(first?.date ?? '') },
    });
  }
  await refuseClosed(db, listMonths(purchases));
  return purchases;
}

/** In order. */
function listMonths(purchases: readonly Pick<Purchase, 'date'>[]): Month[] {
  return [...new Set(purchases.map(({ date }) => monthOfDate(date)))].sort();
}

/** A purchase as the record of changes has it. */
export function toRecorded(mess: Mess, { date, head, amountMinor, note }: PurchaseDetails) {
  return { date, head: head.name, amount: plain(mess, amountMinor), note };
}

function plain({ settings }: Mess, minor: bigint): string {
  return formatMinor(minor, settings.currencyDecimals);
}
