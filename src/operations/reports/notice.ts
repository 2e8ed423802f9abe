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
      const no = nos.get(share.studentId) ?? 0;
      const totalMinor = owedThrough(charged.get(no), month);
      return isOwed
        ? { share, previousMinor: totalMinor - share.amountMinor, totalMinor }
        : { share, previousMinor: null, totalMinor: null };
    }),
    dueOn: isOwed ? (await readDueBills(db, mess, asOf)).dueOf(month) : null,
    asOf,
    head: await getRecordHead(db),
  };
}

/** What is not paid of a month's bill and of all before it, less what was paid beyond that; in minor units. */
function owedThrough(charged: Charged | undefined, through: Month): bigint {
  if (charged === undefined) return 0n;
  const { debts, creditMinor } = allocateCharged(charged);
  return debts
    .filter(({ month }) => month === null || month <= through)
    .reduce((sum, { outstandingMinor }) => sum + outstandingMinor, -creditMinor);
}
