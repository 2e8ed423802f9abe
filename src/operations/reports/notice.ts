import { requirePermission } from '../../auth/permissions.ts';
import { getRecordHead } from '../../data/mess/audit.ts';
import { sumBalances } from '../../data/payments/balances.ts';
import { sumLaterShares } from '../../data/reports/later-shares.ts';
import { listStudents } from '../../data/students/students.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Bill, Share } from '../../domain/billing/bill.ts';
import type { RecordHead } from '../../domain/mess/record-chain.ts';
import type { Month } from '../../domain/values/month.ts';
import { showBill } from '../billing/bills.ts';
import { type Mess, today } from '../mess/mess.ts';
import { readDueBills } from '../payments/due-days.ts';

/** A share of a bill, and what is owed with it. Amounts in minor units. */
export interface NoticeRow {
  readonly share: Share;
  /**
   * What is owed beside it or, below 0, paid, without the bills of later months; null where the bill is not owed.
   */
  readonly previousMinor: bigint | null;
  /** The two together. */
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
export async function reportNotice(mess: Mess, actor: Actor, month: Month): Promise<Notice> {
  requirePermission(actor, "see everybody's dues");
  const { db, settings } = mess;
  const bill = await showBill(mess, actor, month);
  const { accountsFrom } = settings;
  const asOf = today(mess);
  const isOwed = accountsFrom !== null && month >= accountsFrom;
  const balances = isOwed ? await sumBalances(db, accountsFrom) : new Map<number, bigint>();
  const later = isOwed ? await sumLaterShares(db, month) : new Map<number, bigint>();
  const nos = new Map((await listStudents(db)).map(({ id, no }) => [id, no]));
  return {
    bill,
    rows: bill.shares.map((share) => {
      const no = nos.get(share.studentId) ?? 0;
      const totalMinor = (balances.get(no) ?? 0n) - (later.get(no) ?? 0n);
      return isOwed
        ? { share, previousMinor: totalMinor - share.amountMinor, totalMinor }
        : { share, previousMinor: null, totalMinor: null };
    }),
    dueOn: isOwed ? (await readDueBills(db, mess, asOf)).dueOf(month) : null,
    asOf,
    head: await getRecordHead(db),
  };
}
