import type { Actor } from '../auth/actor.ts';
import { requireOwnOr } from '../auth/permissions.ts';
import { listExpenses } from '../data/bills.ts';
import type { Expenses } from '../domain/expenses.ts';
import type { Month } from '../domain/month.ts';
import { idKey } from '../domain/student.ts';
import { NotAllowedError, UsageError } from '../errors.ts';
import type { Mess } from './mess.ts';
import { getStudent } from './students.ts';

/**
 * What a student owes, month by month. A student sees only their own, an admin anyone's.
 *
 * @param id whose; a student may leave it out
 * @throws NotAllowedError a student asks for somebody else, whether or not there is such a one
 * @throws NotFoundError an admin asks for a student who does not exist
 * @throws UsageError an admin does not say whose
 */
export async function showExpenses(
  mess: Mess,
  actor: Actor,
  id: string | undefined,
  range: { readonly from?: Month | undefined; readonly to?: Month | undefined } = {},
): Promise<Expenses> {
  const signedIn = requireOwnOr(actor, 'see own expenses', "see everybody's expenses");
  if (signedIn.kind === 'student' && id !== undefined && idKey(id) !== idKey(signedIn.id)) {
    throw new NotAllowedError('A student sees only their own expenses.', {
      hint: 'mess expenses show',
    });
  }
  const whose = signedIn.kind === 'student' ? signedIn.id : id;
  if (whose === undefined) {
    throw new UsageError('Whose expenses? The ID of a student is missing.', {
      hint: 'mess expenses show ID',
    });
  }
  const student = await getStudent(mess.db, whose);
  const expenses = await listExpenses(mess.db, student.no, range.from, range.to);
  return {
    student: { id: student.id, name: student.name, branch: student.branch },
    expenses,
    totalMinor: expenses.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
  };
}
