import { daysAsNumber, formatDays } from '../domain/days.ts';
import type { Expenses } from '../domain/expenses.ts';
import { monthName } from '../domain/month.ts';
import { type MoneyStyle, moneyFormat } from './money.ts';
import { renderTable } from './table.ts';
import { visible } from './terminal-text.ts';
import type { View } from './view.ts';

export function expensesView(
  { student, expenses, totalMinor }: Expenses,
  moneyStyle: MoneyStyle,
): View {
  const money = moneyFormat(moneyStyle);
  return {
    json: () => ({
      student,
      expenses: expenses.map(({ month, daysHundredths, amountMinor }) => ({
        month,
        days: daysAsNumber(daysHundredths),
        amount: money.plain(amountMinor),
      })),
      total: money.plain(totalMinor),
    }),
    csv: () => ({
      header: ['student_id', 'month', 'days', 'amount'],
      rows: expenses.map(({ month, daysHundredths, amountMinor }) => [
        student.id,
        month,
        formatDays(daysHundredths),
        money.plain(amountMinor),
      ]),
    }),
    text: function* (page) {
      const { id, name, branch } = student;
      yield `${visible(`${id} ${name}, ${branch}`)} (${moneyStyle.currency})\n\n`;
      if (expenses.length === 0) {
        yield 'No bills.\n';
        return;
      }
      yield* renderTable(
        {
          columns: [
            { title: 'Month' },
            { title: 'Days', align: 'right' },
            { title: 'Amount', align: 'right' },
          ],
          rows: expenses.map(({ month, daysHundredths, amountMinor }) => [
            monthName(month),
            formatDays(daysHundredths),
            money.grouped(amountMinor),
          ]),
          footer: ['Total', '', money.grouped(totalMinor)],
        },
        page,
      );
    },
  };
}
