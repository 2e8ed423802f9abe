import type { ExpensesDocument } from '../../documents/schemas/billing.ts';
import { groupAmount } from '../../domain/values/money-format.ts';
import { monthName } from '../../domain/values/month.ts';
import type { Chart } from './report.ts';

/** What a student was billed, month by month, parted in what is paid and what is not where accounts are kept. */
export function billedChart(expenses: ExpensesDocument['expenses'], locale: string): Chart {
  const piece = (amount: string) => ({ amount, text: groupAmount(amount, locale) });
  const hasAccounts = expenses.some(({ outstanding }) => outstanding !== null);
  return {
    title: 'Billed, month by month',
    ...(hasAccounts ? { keys: ['paid', 'not paid'] } : {}),
    bars: expenses.map(({ month, amount, paid, outstanding }) => ({
      label: monthName(month),
      pieces:
        paid === null || outstanding === null ? [piece(amount)] : [piece(paid), piece(outstanding)],
    })),
  };
}
