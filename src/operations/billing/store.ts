import type { Knex } from 'knex';
import { insertBill } from '../../data/billing/bills.ts';
import { insertBillHeads } from '../../data/billing/heads.ts';
import { insertShares, sumShares } from '../../data/billing/shares.ts';
import type { Bill, BillRecord, Share } from '../../domain/billing/bill.ts';
import { isOfChargesAlone } from '../../domain/billing/charged-roll.ts';
import { billHeadRow, billRow, RowsDigest, shareRow } from '../../domain/mess/digests.ts';
import { addShareRows } from '../../domain/mess/row-bytes.ts';
import { formatMinor } from '../../domain/values/money.ts';
import type { ChangeScope } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';

/**
 * Stores a bill with its shares. They must add up to it; otherwise the transaction is rolled back.
 *
 * @param studentNos whose the shares are, in their order
 */
export async function storeBill(
  { trx, operationId, at }: Pick<ChangeScope, 'trx' | 'operationId' | 'at'>,
  bill: Omit<BillRecord, 'registeredAt'> & Pick<Bill, 'shares' | 'purchases'>,
  studentNos: readonly number[],
): Promise<void> {
  await insertBill(trx, { ...bill, registeredAt: at, operationId });
  await insertBillHeads(trx, bill);
  await insertShares(trx, bill, studentNos);
  await refuseWrongSum(trx, bill);
}

/** The database adds, so that what it kept is checked and not what was meant. */
async function refuseWrongSum(
  trx: Knex.Transaction,
  bill: Omit<BillRecord, 'registeredAt'> & Pick<Bill, 'shares'>,
): Promise<void> {
  const sum = await sumShares(trx, bill.month, bill.revision);
  const addsUp =
    sum.count === bill.shares.length &&
    sum.amount === bill.billedMinor &&
    sum.dividing === (bill.totalMinor ?? 0n) - bill.loweredMinor + bill.raisedMinor &&
    sum.fixed === (bill.fixedMinor ?? 0n) &&
    sum.charges === (bill.chargesMinor ?? 0n);
  if (!addsUp) throw new Error(`the shares of ${bill.month} do not add up to the bill`);
}

/**
 * What the record of changes says of a bill as it is stored with its shares.
 *
 * @param studentNos whose the shares are, in their order
 */
export function digestBill(
  bill: Pick<
    Bill,
    | 'origin'
    | 'daysInMonth'
    | 'totalMinor'
    | 'perHeadMinor'
    | 'fixedMinor'
    | 'chargesMinor'
    | 'loweredMinor'
    | 'raisedMinor'
    | 'billedMinor'
    | 'purchases'
  > & {
    readonly shares: readonly Omit<Share, 'name' | 'branch'>[];
  },
  studentNos: readonly number[],
): string {
  const digest = new RowsDigest();
  digest.add(billRow(bill));
  const ordered = orderByNumber(studentNos, bill.shares);
  const isPlain = bill.origin === 'computed' && bill.chargesMinor === null;
  if (isPlain) addShareRows(digest, ordered.studentNos, ordered.shares);
  else {
    for (const [place, share] of ordered.shares.entries()) {
      const recorded = bill.origin === 'recorded' ? share.amountMinor : null;
      const no = ordered.studentNos[place] ?? 0;
      digest.add(shareRow(no, share, recorded, isOfChargesAlone(share)));
    }
  }
  const heads = (bill.purchases ?? []).toSorted((a, b) => a.head.no - b.head.no);
  for (const { head, purchases, amountMinor } of heads) {
    digest.add(billHeadRow(head.no, purchases, amountMinor));
  }
  return digest.finish();
}

/** In the order of the table; the shares themselves are in that of the ids, which is the same nearly always. */
function orderByNumber<S>(studentNos: readonly number[], shares: readonly S[]) {
  if (studentNos.length !== shares.length) throw new Error("a share is nobody's");
  let last = 0;
  let isInOrder = true;
  for (const no of studentNos) {
    if (no < last) isInOrder = false;
    last = no;
  }
  if (isInOrder) return { studentNos, shares };
  const pairs = shares.map((share, place) => ({ no: studentNos[place] ?? 0, share }));
  pairs.sort((a, b) => a.no - b.no);
  return { studentNos: pairs.map(({ no }) => no), shares: pairs.map(({ share }) => share) };
}

/** What the record of changes keeps of a bill; its shares are kept with the bill. */
export function describeForAudit({ settings }: Pick<Mess, 'settings'>, bill: Bill): object {
  const plain = (minor: bigint) => formatMinor(minor, settings.currencyDecimals);
  const money = (minor: bigint | null) => (minor === null ? null : plain(minor));
  const { purchases } = bill;
  return {
    revision: bill.revision,
    daysInMonth: bill.daysInMonth,
    total: money(bill.totalMinor),
    perHead: money(bill.perHeadMinor),
    fixed: money(bill.fixedMinor),
    ...(bill.chargesMinor !== null && {
      charges: money(bill.chargesMinor),
      lowered: money(bill.loweredMinor),
      raised: money(bill.raisedMinor),
    }),
    billed: money(bill.billedMinor),
    students: bill.shares.length,
    ...(purchases && {
      purchases: Object.fromEntries(
        purchases.map(({ head, amountMinor }) => [head.name, plain(amountMinor)]),
      ),
    }),
  };
}
