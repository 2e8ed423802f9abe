import type { Expenses, StudentShare } from '../../domain/billing/expenses.ts';
import { daysAsNumber } from '../../domain/values/days.ts';
import { formatMinor, formatMinorOrNull } from '../../domain/values/money.ts';
import type { EndedExpenseDocument, ExpensesDocument } from '../schemas/billing.ts';
import { type Columns, type Sheet, toSheet } from '../sheet.ts';

export function expensesDocument(history: Expenses, currencyDecimals: number): ExpensesDocument {
  const { student, expenses, ended, totalMinor } = history;
  const endedDocuments = (shares: readonly StudentShare[]): EndedExpenseDocument[] =>
    shares.map((share) => ({
      ...expenseDocument(share, currencyDecimals),
      status: share.status,
    }));
  return {
    student,
    expenses: expenses.map((expense) => ({
      ...expenseDocument(expense, currencyDecimals),
      paid: formatMinorOrNull(expense.paidMinor, currencyDecimals),
      outstanding: formatMinorOrNull(expense.outstandingMinor, currencyDecimals),
      earlier: endedDocuments(expense.earlier),
    })),
    ended: endedDocuments(ended),
    total: formatMinor(totalMinor, currencyDecimals),
  };
}

function expenseDocument(share: StudentShare, currencyDecimals: number) {
  return {
    month: share.month,
    days: daysAsNumber(share.daysHundredths),
    amount: formatMinor(share.amountMinor, currencyDecimals),
    revision: share.revision,
  };
}

export function expensesSheet({ student, expenses }: ExpensesDocument): Sheet {
  const columns: Columns<ExpensesDocument['expenses'][number]> = {
    student_id: () => student.id,
    month: 'month',
    days: 'days',
    amount: 'amount',
    revision: 'revision',
    was: ({ earlier }) => earlier.at(-1)?.amount ?? null,
    paid: 'paid',
    outstanding: 'outstanding',
  };
  return toSheet(columns, expenses);
}
