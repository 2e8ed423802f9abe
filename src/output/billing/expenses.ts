import { expensesDocument, expensesSheet } from '../../documents/billing/expenses.ts';
import type { Expense, Expenses, StudentShare } from '../../domain/billing/expenses.ts';
import type { MoneyStyle } from '../../domain/values/currency.ts';
import { formatDays } from '../../domain/values/days.ts';
import { type MoneyFormat, moneyFormat } from '../../domain/values/money-format.ts';
import { monthName } from '../../domain/values/month.ts';
import { visible } from '../../domain/values/text.ts';
import { renderTable } from '../page/table.ts';
import type { Column } from '../page/table-layout.ts';
import type { View } from '../page/view.ts';
import { billedChart } from '../report/billed-chart.ts';
import { drawChart } from '../report/terminal-chart.ts';

/**
 * @param owed a sentence on what is owed in all; undefined where no accounts are kept
 * @param hasChart whether a terminal shows the months as bars too
 */
export function expensesView(
  history: Expenses,
  moneyStyle: MoneyStyle,
  owed: string | undefined,
  hasChart = false,
): View {
  const money = moneyFormat(moneyStyle);
  const { student, expenses, ended, totalMinor } = history;
  const document = () => expensesDocument(history, moneyStyle.currencyDecimals);
  const hasAccounts = expenses.some(({ outstandingMinor }) => outstandingMinor !== null);
  const sumOf = (of: (expense: Expense) => bigint | null) =>
    hasAccounts ? expenses.reduce((sum, each) => sum + (of(each) ?? 0n), 0n) : null;
  const paidMinor = sumOf((expense) => expense.paidMinor);
  const outstandingMinor = sumOf((expense) => expense.outstandingMinor);
  const paid = (...cells: (bigint | null)[]) =>
    hasAccounts ? cells.map((minor) => (minor === null ? '' : money(minor))) : [];
  return {
    json: document,
    csv: () => expensesSheet(document()),
    names: { rows: 'expenses', keys: { student_id: 'student.id', was: 'earlier.amount' } },
    amounts: {
      style: moneyStyle,
      totals: () => ({
        amount: totalMinor,
        paid: paidMinor,
        outstanding: outstandingMinor,
        was: null,
      }),
    },
    text: function* (page) {
      const { id, name, branch } = student;
      yield `${visible(`${id} ${name}, ${branch}`)} (${moneyStyle.currency})\n\n`;
      if (expenses.length === 0) yield 'No bills.\n';
      else {
        const notes = new Map(expenses.map((each) => [each, describeEarlier(each, money)]));
        const hasNotes = [...notes.values()].some((note) => note !== '');
        const noteOf = (expense: Expense) => (hasNotes ? [notes.get(expense) ?? ''] : []);
        yield* renderTable(
          {
            columns: [
              { title: 'Month' },
              { title: 'Days', align: 'right', drop: 1 },
              { title: 'Amount', align: 'right' },
              ...(hasAccounts ? PAID_COLUMNS : []),
              ...(hasNotes ? [{ title: '', flexible: true }] : []),
            ],
            rows: expenses.map((expense) => [
              monthName(expense.month),
              formatDays(expense.daysHundredths),
              money(expense.amountMinor),
              ...paid(expense.paidMinor, expense.outstandingMinor),
              ...noteOf(expense),
            ]),
            footer: [
              'Total',
              '',
              money(totalMinor),
              ...paid(paidMinor, outstandingMinor),
              ...(hasNotes ? [''] : []),
            ],
          },
          page,
        );
      }
      if (hasChart && expenses.length > 0) {
        yield '\n';
        yield* drawChart(billedChart(document().expenses, moneyStyle.locale), page);
      }
      if (ended.length > 0) yield '\n';
      for (const share of ended) yield `${describeEnded(share, money)}\n`;
      if (owed !== undefined) yield `\n${owed}\n`;
    },
  };
}

const PAID_COLUMNS: readonly Column[] = [
  { title: 'Paid', align: 'right' },
  { title: 'Outstanding', align: 'right' },
];

/** What the student was told before, last of all where it was another amount. */
function describeEarlier({ amountMinor, earlier }: Expense, money: MoneyFormat): string {
  const last = earlier.findLast((each) => each.amountMinor !== amountMinor);
  if (last === undefined) return '';
  const how = last.status === 'void' ? 'voided and billed again' : 'revised';
  return `${how}, was ${money(last.amountMinor)}`;
}

function describeEnded({ month, amountMinor, status }: StudentShare, money: MoneyFormat): string {
  const amount = money(amountMinor);
  return status === 'void'
    ? `${monthName(month)} was voided: ${amount} is owed no more.`
    : `${monthName(month)} was revised, without this student: ${amount} is owed no more.`;
}
