import { Type } from 'typebox';
import { expensesDocument } from '../../../documents/billing/expenses.ts';
import { Expenses } from '../../../documents/schemas/billing.ts';
import { parseId } from '../../../domain/values/id.ts';
import type { Month } from '../../../domain/values/month.ts';
import type { Mess } from '../../../operations/mess/mess.ts';
import { showPaidExpenses } from '../../../operations/payments/dues/paid-expenses.ts';
import { inOrder, parseField } from '../../values.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { keys, readMonth, Text } from '../input.ts';

const Months = keys({ from: Type.Optional(Text), to: Type.Optional(Text) });

/** @throws UsageError a month is none, or the second is before the first */
function readMonths(
  mess: Mess,
  given: { readonly from?: string; readonly to?: string },
): { readonly from: Month | undefined; readonly to: Month | undefined } {
  const read = (field: 'from' | 'to') =>
    given[field] === undefined ? undefined : readMonth(mess, field, given[field]);
  return inOrder(read('from'), read('to'));
}

export const EXPENSE_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'showExpenses',
    method: 'GET',
    path: '/students/:id/expenses',
    summary: 'What a student was billed, month by month',
    permission: "see everybody's expenses",
    own: 'see own expenses',
    query: Months,
    answer: Expenses,
    async run({ mess, actor }, { params, query }) {
      const id = parseField('id', parseId, params.id);
      const expenses = await showPaidExpenses(mess, actor, id, readMonths(mess, query));
      return expensesDocument(expenses, mess.settings.currencyDecimals);
    },
  }),
  defineEndpoint({
    name: 'showOwnExpenses',
    method: 'GET',
    path: '/me/expenses',
    summary: 'What the student who asks was billed, month by month',
    permission: "see everybody's expenses",
    own: 'see own expenses',
    query: Months,
    answer: Expenses,
    async run({ mess, actor }, { query }) {
      const expenses = await showPaidExpenses(mess, actor, undefined, readMonths(mess, query));
      return expensesDocument(expenses, mess.settings.currencyDecimals);
    },
  }),
];
