import { moneyFormat } from '../../domain/values/money-format.ts';
import { parseMonthReference } from '../../domain/values/month.ts';
import { showPaidExpenses } from '../../operations/payments/dues/paid-expenses.ts';
import { expensesView } from '../../output/billing/expenses.ts';
import { sayOwedInAll } from '../../output/payments/balance.ts';
import { studentArgument } from '../options/arguments.ts';
import { inOrder } from '../options/dates.ts';
import { chartOption, getStudentId, toMonth, valueOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const expensesShow = defineVerb({
  name: 'show',
  summary: 'Show what a student was billed, month by month',
  details:
    'With what is paid of each month, once accounts are kept; late fees and what stood before are in mess dues show. A student sees their own history and needs no ID; an admin sees anyone.',
  examples: ['mess expenses show', 'mess expenses show S001 --from 2025-01 --to 2025-06'],
  permission: "see everybody's expenses",
  own: 'see own expenses',
  takes: {
    id: studentArgument('[ID]'),
    from: valueOption('--from <MONTH>', 'the first month', parseMonthReference),
    to: valueOption('--to <MONTH>', 'the last month', parseMonthReference),
    chart: chartOption(),
  },
  async run({ mess, actor, answer, terminal }, values) {
    const id = actor.kind === 'student' ? values.id : await getStudentId(terminal, values.id);
    const range = inOrder(toMonth(mess, values.from), toMonth(mess, values.to));
    const expenses = await showPaidExpenses(mess, actor, id, range);
    const whose = actor.kind === 'student' ? '' : ` ${expenses.student.id}`;
    const owed =
      expenses.owed &&
      `${sayOwedInAll(expenses.owed, moneyFormat(mess.settings))}: mess dues show${whose}`;
    await answer.print(expensesView(expenses, mess.settings, owed, values.chart));
  },
});
