import { requirePermission } from '../../auth/permissions.ts';
import { listBillsOfMonth } from '../../data/billing/bills.ts';
import { getRecordHead } from '../../data/mess/audit.ts';
import { sumPurchases } from '../../data/purchases/heads.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Bill, BillRecord } from '../../domain/billing/bill.ts';
import type { RecordHead } from '../../domain/mess/record-chain.ts';
import { type MethodTotal, sumByMethod } from '../../domain/payments/method-total.ts';
import type { HeadTotal } from '../../domain/purchases/purchase.ts';
import { type DuesMovement, sumMovement } from '../../domain/reports/dues-movement.ts';
import { dateIn } from '../../domain/values/date.ts';
import { firstDay, lastDay, type Month } from '../../domain/values/month.ts';
import { showBill } from '../billing/bills.ts';
import { type Mess, today } from '../mess/mess.ts';
import { asOfOneMoment } from '../mess/snapshot.ts';
import { listDues, type StudentDues } from '../payments/list-dues.ts';
import { listPayments } from '../payments/receipts/list-payments.ts';
import { readMoves, readSince, type SinceMovement } from './movement.ts';

/** A month as the warden looks at it. Amounts in minor units. */
export interface MonthReport {
  readonly month: Month;
  /** Null where the month has none that is live. */
  readonly bill: Bill | null;
  /** The day on which the first of its revisions was made, `YYYY-MM-DD`; null where there is none. */
  readonly billMadeOn: string | null;
  /** What was spent, by heads. */
  readonly heads: readonly HeadTotal[];
  /** Money that came in on days of the month. */
  readonly collected: readonly MethodTotal[];
  /** Null while no accounts are kept. */
  readonly movement: DuesMovement | null;
  /** Null while no accounts are kept. */
  readonly since: SinceMovement | null;
  /** Who owes most at the end of the month, or today where that is not over. */
  readonly topDues: readonly StudentDues[];
  /** The last day that counts, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly head: RecordHead;
}

const TOP = 10;

/** Everything of a month on one page: what was spent, billed and collected, and what is owed at its end. */
export const reportMonth = asOfOneMoment(readReportMonth);

async function readReportMonth(mess: Mess, actor: Actor, month: Month): Promise<MonthReport> {
  requirePermission(actor, "see everybody's dues");
  const { db, settings } = mess;
  const [from, last] = [firstDay(month), lastDay(month)];
  const asOf = last < today(mess) ? last : today(mess);
  const bills = await listBillsOfMonth(db, month);
  const isBilled = bills.some(({ status }) => status === 'live');
  const dues = settings.accountsFrom === null ? [] : await listDues(mess, actor, { asOf });
  const bill = isBilled ? await showBill(mess, actor, month) : null;
  const moves = await readMoves(mess, month);
  return {
    month,
    bill,
    billMadeOn: bill && dateIn(settings.timeZone, new Date(firstMade(bills))),
    heads: await sumPurchases(db, month),
    collected: sumByMethod((await listPayments(mess, actor, { from, to: last })).payments, []),
    movement: moves && sumMovement(moves, month, month),
    since: await readSince(mess, month, month),
    topDues: dues.filter(({ balanceMinor }) => balanceMinor > 0n).slice(0, TOP),
    asOf,
    head: await getRecordHead(db),
  };
}

/** A bill that was revised later is in the dues from its first revision on. */
function firstMade(bills: readonly Pick<BillRecord, 'status' | 'registeredAt'>[]): string {
  const [first = ''] = bills
    .filter(({ status }) => status !== 'void')
    .map(({ registeredAt }) => registeredAt)
    .sort();
  return first;
}
