import { getRecordHead } from '../../data/mess/audit.ts';
import type { Actor } from '../../domain/actor.ts';
import type { RecordHead } from '../../domain/mess/record-chain.ts';
import { type MethodTotal, sumByMethod } from '../../domain/payments/method-total.ts';
import type { Mess } from '../mess/mess.ts';
import { asOfOneMoment } from '../mess/snapshot.ts';
import { listPayments } from '../payments/receipts/list-payments.ts';

/** Money of students that came in and went out, day by day. Days are `YYYY-MM-DD`. */
export interface CollectionReport {
  readonly from: string;
  readonly to: string;
  /** Those on which there was any. */
  readonly days: readonly { readonly date: string; readonly methods: readonly MethodTotal[] }[];
  readonly methods: readonly MethodTotal[];
  readonly head: RecordHead;
}

/** What came in from a day to another, both included, by day and method; without what was reversed. */
export const reportCollection = asOfOneMoment(readReportCollection);

async function readReportCollection(
  mess: Mess,
  actor: Actor,
  from: string,
  to: string,
): Promise<CollectionReport> {
  const { payments } = await listPayments(mess, actor, { from, to });
  const days = [...new Set(payments.map(({ date }) => date))].sort();
  return {
    from,
    to,
    days: days.map((date) => ({
      date,
      methods: sumByMethod(
        payments.filter((each) => each.date === date),
        [],
      ),
    })),
    methods: sumByMethod(payments, []),
    head: await getRecordHead(mess.db),
  };
}
