import { requirePermission } from '../../auth/permissions.ts';
import { getRecordHead } from '../../data/mess/audit.ts';
import { listStudents } from '../../data/students/students.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Bill, Share } from '../../domain/billing/bill.ts';
import type { RecordHead } from '../../domain/mess/record-chain.ts';
import { allocateCharged, type Charged } from '../../domain/payments/dues/dues.ts';
import type { Month } from '../../domain/values/month.ts';
import { showBill } from '../billing/bills.ts';
import { type Mess, today } from '../mess/mess.ts';
import { asOfOneMoment } from '../mess/snapshot.ts';
import { readDueBills } from '../payments/due-days.ts';
import { readCharged } from '../payments/list-dues.ts';

/** A share of a bill, and what is owed with it. Amounts in minor units. */
export interface NoticeRow {
  readonly share: Share;
  /** What is owed beside it, without the bills of later months and late fees; null where the bill is not owed. */
  readonly previousMinor: bigint | null;
  /** What is owed for being late with it, or with a bill of an earlier month. */
  readonly lateFeesMinor: bigint | null;
  /** What is paid of it, and beyond all that is owed. */
  readonly paidMinor: bigint | null;
  /** The bill and what is owed beside it, less what is paid. */
  readonly totalMinor: bigint | null;
}

/** What is pinned on the board of a month. */
export interface Notice {
  readonly bill: Bill;
  readonly rows: readonly NoticeRow[];
  /** Up to when it is to be paid, `YYYY-MM-DD`; null where the bill is not owed. */
  readonly dueOn: string | null;
  /** On which it is as it is, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly head: RecordHead;
}

/**
 * Everybody's share of a month's bill, with what is owed besides and in all.
 *
 * @throws NotFoundError the month has no live bill
 */
export const reportNotice = asOfOneMoment(readReportNotice);

async function readReportNotice(mess: Mess, actor: Actor, month: Month): Promise<Notice> {
  requirePermission(actor, "see everybody's dues");
  const { db, settings } = mess;
  const bill = await showBill(mess, actor, month);
  const { accountsFrom } = settings;
  const asOf = today(mess);
  const isOwed = accountsFrom !== null && month >= accountsFrom;
  const charged = isOwed ? await readCharged(mess, asOf) : new Map<number, Charged>();
  const nos = new Map((await listStudents(db)).map(({ id, no }) => [id, no]));
  return {
    bill,
    rows: bill.shares.map((share) => {
      if (!isOwed) return { share, ...NOT_OWED };
      return { share, ...owedWith(share, month, charged.get(nos.get(share.studentId) ?? 0)) };
    }),
    dueOn: isOwed ? (await readDueBills(db, mess, asOf)).dueOf(month) : null,
    asOf,
    head: await getRecordHead(db),
  };
}

/** How a share of a month's bill meets what is owed of months up to it, and what was paid; in minor units. */
function owedWith(
  { amountMinor }: Pick<Share, 'amountMinor'>,
  month: Month,
  charged: Charged | undefined,
): Omit<NoticeRow, 'share'> {
  const { debts, creditMinor } = allocateCharged(charged ?? NOTHING);
  let [openMinor, previousMinor, lateFeesMinor] = [0n, 0n, 0n];
  for (const { kind, month: of, outstandingMinor } of debts) {
    if (of !== null && of > month) continue;
    if (kind === 'bill' && of === month) openMinor += outstandingMinor;
    else if (kind === 'late fee') lateFeesMinor += outstandingMinor;
    else previousMinor += outstandingMinor;
  }
  return {
    previousMinor,
    lateFeesMinor,
    paidMinor: amountMinor - openMinor + creditMinor,
    totalMinor: openMinor + previousMinor + lateFeesMinor - creditMinor,
  };
}

const NOT_OWED = { previousMinor: null, lateFeesMinor: null, paidMinor: null, totalMinor: null };

const NOTHING: Charged = { debts: [], favours: [], settledMinor: 0n };
