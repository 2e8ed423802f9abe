import type { Actor } from '../../../domain/actor.ts';
import type { Expenses } from '../../../domain/billing/expenses.ts';
import type { Month } from '../../../domain/values/month.ts';
import { showExpenses } from '../../billing/expenses.ts';
import type { Mess } from '../../mess/mess.ts';
import { getStudent } from '../../students/get-student.ts';
import { readAccount } from '../accounts/account.ts';

/**
 * What a student was billed, month by month, and what of it is paid where accounts are kept. A student sees
 * only their own, an admin anyone's.
 *
 * @param id whose; a student may leave it out
 * @throws NotAllowedError a student asks for somebody else, whether or not there is such a one
 * @throws NotFoundError an admin asks for a student who does not exist
 * @throws UsageError an admin does not say whose
 */
export async function showPaidExpenses(
  mess: Mess,
  actor: Actor,
  id: string | undefined,
  range: { readonly from?: Month | undefined; readonly to?: Month | undefined } = {},
): Promise<Expenses> {
  const shown = await showExpenses(mess, actor, id, range);
  const { accountsFrom } = mess.settings;
  if (accountsFrom === null) return shown;
  const account = await readAccount(mess.db, mess, await getStudent(mess.db, shown.student.id));
  const { debts } = account.allocation;
  const besideBillsMinor = debts
    .filter(({ kind }) => kind !== 'bill')
    .reduce((sum, { outstandingMinor }) => sum + outstandingMinor, 0n);
  const outstanding = new Map(
    debts
      .filter(({ kind }) => kind === 'bill')
      .map(({ month, outstandingMinor }) => [month, outstandingMinor]),
  );
  const expenses = shown.expenses.map((expense) => {
    if (expense.month < accountsFrom) return expense;
    const outstandingMinor = outstanding.get(expense.month) ?? 0n;
    return { ...expense, outstandingMinor, paidMinor: expense.amountMinor - outstandingMinor };
  });
  return { ...shown, expenses, owed: { balanceMinor: account.balanceMinor, besideBillsMinor } };
}
