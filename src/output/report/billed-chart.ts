import type { ExpensesDocument } from '../../documents/schemas/billing.ts';
import { type PaperWords, paperWords } from '../../documents/words/paper-words.ts';
import { groupAmount } from '../../domain/values/money-format.ts';
import type { Chart } from './report.ts';

/** What a student was billed, month by month, parted in what is paid and what is not where accounts are kept. */
export function billedChart(
  expenses: ExpensesDocument['expenses'],
  locale: string,
  words: PaperWords = paperWords('en'),
): Chart {
  const piece = (amount: string) => ({ amount, text: groupAmount(amount, locale) });
  const hasAccounts = expenses.some(({ outstanding }) => outstanding !== null);
  return {
    title: words.billedByMonth,
    ...(hasAccounts ? { keys: [words.keyPaid, words.keyNotPaid] } : {}),
    isTrend: true,
    bars: expenses.map(({ month, amount, paid, outstanding }) => ({
      label: words.monthName(month),
      pieces:
        paid === null || outstanding === null ? [piece(amount)] : [piece(paid), piece(outstanding)],
    })),
  };
}
