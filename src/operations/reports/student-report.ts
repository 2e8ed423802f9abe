import { getRecordHead } from '../../data/mess/audit.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Expenses } from '../../domain/billing/expenses.ts';
import type { RecordHead } from '../../domain/mess/record-chain.ts';
import { type Mess, today } from '../mess/mess.ts';
import { asOfOneMoment } from '../mess/snapshot.ts';
import { type ShownAccount, showDues } from '../payments/accounts/account.ts';
import { showPaidExpenses } from '../payments/dues/paid-expenses.ts';

/** All that a mess has of a student's money. */
export interface StudentReport {
  /** `YYYY-MM-DD` */
  readonly asOf: string;
  readonly expenses: Expenses;
  /** Null while no accounts are kept. */
  readonly account: ShownAccount | null;
  readonly head: RecordHead;
}

/**
 * Every month that a student was billed for, and the whole account. A student sees only their own.
 *
 * @param id whose; a student may leave it out
 * @throws NotAllowedError a student asks for somebody else
 * @throws NotFoundError no such student
 * @throws UsageError an admin does not say whose
 */
export const reportStudent = asOfOneMoment(readReportStudent);

async function readReportStudent(
  mess: Mess,
  actor: Actor,
  id: string | undefined,
): Promise<StudentReport> {
  const expenses = await showPaidExpenses(mess, actor, id);
  const isKept = mess.settings.accountsFrom !== null;
  return {
    asOf: today(mess),
    expenses,
    account: isKept ? await showDues(mess, actor, id, {}) : null,
    head: await getRecordHead(mess.db),
  };
}
