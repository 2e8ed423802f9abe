import type { Month } from '../values/month.ts';
import type { BillStatus } from './bill.ts';

/** What a student was to pay by one bill, whether or not it still counts. */
export interface StudentShare {
  readonly month: Month;
  readonly revision: number;
  readonly status: BillStatus;
  readonly daysHundredths: number;
  readonly amountMinor: bigint;
}

/** One month of a student's history. */
export interface Expense extends StudentShare {
  /** Shares of bills of that month that were revised or voided since, in the order of revisions. */
  readonly earlier: readonly StudentShare[];
  /** In minor units; null where accounts are not kept of that month, or nobody asks. */
  readonly paidMinor: bigint | null;
  readonly outstandingMinor: bigint | null;
}

/** What a student owes, month by month. */
export interface Expenses {
  readonly student: { readonly id: string; readonly name: string; readonly branch: string };
  /** Newest last. */
  readonly expenses: readonly Expense[];
  /** Months of which nothing is owed any more: the last share of each. Newest last. */
  readonly ended: readonly StudentShare[];
  /** The sum of `expenses`, in minor units. */
  readonly totalMinor: bigint;
  /** Where accounts are kept, and somebody asks. */
  readonly owed?: {
    /** In all, in minor units; below 0 for credit. */
    readonly balanceMinor: bigint;
    /** What of it no bill charged: late fees, and what stood before; in minor units. */
    readonly besideBillsMinor: bigint;
  };
}

/** @param shares all of one student, in the order of months and revisions */
export function collectExpenses(
  shares: readonly StudentShare[],
): Pick<Expenses, 'expenses' | 'ended' | 'totalMinor'> {
  const byMonth = new Map<Month, StudentShare[]>();
  for (const share of shares) {
    const ofMonth = byMonth.get(share.month);
    if (ofMonth === undefined) byMonth.set(share.month, [share]);
    else ofMonth.push(share);
  }
  const expenses: Expense[] = [];
  const ended: StudentShare[] = [];
  for (const ofMonth of byMonth.values()) {
    const live = ofMonth.find(({ status }) => status === 'live');
    const last = ofMonth.at(-1);
    if (live !== undefined) {
      const earlier = ofMonth.filter((share) => share !== live);
      // Key by key: on Node 20 to spread it with more keys takes forty times as long.
      const { month, revision, status, daysHundredths, amountMinor } = live;
      expenses.push({
        month,
        revision,
        status,
        daysHundredths,
        amountMinor,
        earlier,
        paidMinor: null,
        outstandingMinor: null,
      });
    } else if (last !== undefined) ended.push(last);
  }
  const totalMinor = expenses.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  return { expenses, ended, totalMinor };
}
