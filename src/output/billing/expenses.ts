import type { Expense, Expenses, StudentShare } from '../../domain/billing/expenses.ts';
import { daysAsNumber, formatDays } from '../../domain/values/days.ts';
import { monthName } from '../../domain/values/month.ts';
import { type MoneyFormat, type MoneyStyle, moneyFormat } from '../page/money.ts';
import { renderTable } from '../page/table.ts';
import { visible } from '../page/terminal-text.ts';
import type { View } from '../page/view.ts';

export function expensesView(history: Expenses, moneyStyle: MoneyStyle): View {
  const money = moneyFormat(moneyStyle);
  const { student, expenses, ended, totalMinor } = history;
  return {
    json: () => ({
      student,
      expenses: expenses.map((expense) => ({
        ...shareDocument(expense, money),
        earlier: expense.earlier.map((share) => endedDocument(share, money)),
      })),
      ended: ended.map((share) => endedDocument(share, money)),
      total: money.plain(totalMinor),
    }),
    csv: () => ({
      header: ['student_id', 'month', 'days', 'amount', 'revision', 'was'],
      rows: expenses.map((expense) => [
        student.id,
        expense.month,
        formatDays(expense.daysHundredths),
        money.plain(expense.amountMinor),
        expense.revision,
        money.plainOrNull(expense.earlier.at(-1)?.amountMinor ?? null),
      ]),
    }),
    text: function* (page) {
      const { id, name, branch } = student;
      yield `${visible(`${id} ${name}, ${branch}`)} (${moneyStyle.currency})\n\n`;
      if (expenses.length === 0) yield 'No bills.\n';
      else {
        const hasNotes = expenses.some(({ earlier }) => earlier.length > 0);
        const noteOf = (expense: Expense) => (hasNotes ? [describeEarlier(expense, money)] : []);
        yield* renderTable(
          {
            columns: [
              { title: 'Month' },
              { title: 'Days', align: 'right' },
              { title: 'Amount', align: 'right' },
              ...(hasNotes ? [{ title: '' }] : []),
            ],
            rows: expenses.map((expense) => [
              monthName(expense.month),
              formatDays(expense.daysHundredths),
              money.grouped(expense.amountMinor),
              ...noteOf(expense),
            ]),
            footer: ['Total', '', money.grouped(totalMinor), ...(hasNotes ? [''] : [])],
          },
          page,
        );
      }
      if (ended.length > 0) yield '\n';
      for (const share of ended) yield `${describeEnded(share, money)}\n`;
    },
  };
}

function shareDocument(share: StudentShare, money: MoneyFormat) {
  return {
    month: share.month,
    days: daysAsNumber(share.daysHundredths),
    amount: money.plain(share.amountMinor),
    revision: share.revision,
  };
}

function endedDocument(share: StudentShare, money: MoneyFormat) {
  return { ...shareDocument(share, money), status: share.status };
}

/** What became of the bills of before, of which the last one was told last. */
function describeEarlier({ earlier }: Expense, money: MoneyFormat): string {
  const last = earlier.at(-1);
  if (last === undefined) return '';
  const how = last.status === 'void' ? 'voided and billed again' : 'revised';
  return `${how}, was ${money.grouped(last.amountMinor)}`;
}

function describeEnded({ month, amountMinor, status }: StudentShare, money: MoneyFormat): string {
  const amount = money.grouped(amountMinor);
  return status === 'void'
    ? `${monthName(month)} was voided: ${amount} is owed no more.`
    : `${monthName(month)} was revised, without this student: ${amount} is owed no more.`;
}
