import { getRecordHead } from '../../data/mess/audit.ts';
import type { Actor } from '../../domain/actor.ts';
import type { RecordHead } from '../../domain/mess/record-chain.ts';
import { type Mess, today } from '../mess/mess.ts';
import { asOfOneMoment } from '../mess/snapshot.ts';
import { requireAccounts } from '../payments/accounts/require.ts';
import { type DuesFilter, listDues, type StudentDues } from '../payments/list-dues.ts';

/** Who is late with paying. Amounts in minor units. */
export interface DefaultersReport {
  /** The last day that counts, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Only who owes more than this; null for all who are late. */
  readonly overMinor: bigint | null;
  /** Who is late with most first. */
  readonly students: readonly StudentDues[];
  readonly head: RecordHead;
}

/**
 * Who owes something whose due day is over.
 *
 * @throws ConflictError no accounts are kept yet
 */
export const reportDefaulters = asOfOneMoment(readReportDefaulters);

async function readReportDefaulters(
  mess: Mess,
  actor: Actor,
  filter: Pick<DuesFilter, 'asOf' | 'overMinor' | 'branch'>,
): Promise<DefaultersReport> {
  requireAccounts(mess);
  const students = await listDues(mess, actor, { ...filter, isOverdue: true });
  return {
    asOf: filter.asOf ?? today(mess),
    overMinor: filter.overMinor ?? null,
    students: [...students].sort((a, b) =>
      a.overdueMinor < b.overdueMinor ? 1 : a.overdueMinor > b.overdueMinor ? -1 : 0,
    ),
    head: await getRecordHead(mess.db),
  };
}
