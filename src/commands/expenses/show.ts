import { parseId } from '../../domain/values/id.ts';
import type { MonthReference } from '../../domain/values/month.ts';
import { parseMonthReference, resolveMonth } from '../../domain/values/month.ts';
import { UsageError } from '../../errors.ts';
import { showExpenses } from '../../operations/billing/expenses.ts';
import { today } from '../../operations/mess/mess.ts';
import { expensesView } from '../../output/billing/expenses.ts';
import { givenOrAsked, idArgument, valueOption } from '../options/values.ts';
import { addVerb, type Declare } from '../verb.ts';

interface ShowOptions {
  readonly from?: MonthReference;
  readonly to?: MonthReference;
}

export const declareExpensesShow: Declare = (expenses, context) => {
  addVerb(expenses, {
    usage: 'show',
    summary: 'Show what a student owes, month by month',
    details: 'A student sees their own history and needs no ID; an admin sees anyone.',
    examples: ['mess expenses show', 'mess expenses show S001 --from 2025-01 --to 2025-06'],
  })
    .addArgument(idArgument('[ID]', 'the id of the student'))
    .addOption(valueOption('--from <MONTH>', 'the first month', parseMonthReference))
    .addOption(valueOption('--to <MONTH>', 'the last month', parseMonthReference))
    .action(async (given: string | undefined, options: ShowOptions) => {
      const mess = await context.open();
      const actor = await context.actor();
      const resolve = (month: MonthReference | undefined) =>
        month === undefined ? undefined : resolveMonth(month, () => today(mess));
      const id =
        actor.kind === 'admin' || actor.kind === 'token'
          ? await givenOrAsked(context, given, 'ID', 'Id of the student', parseId)
          : given;
      const range = { from: resolve(options.from), to: resolve(options.to) };
      if (range.from !== undefined && range.to !== undefined && range.from > range.to) {
        throw new UsageError(`--from ${range.from} is after --to ${range.to}.`);
      }
      await context.print(expensesView(await showExpenses(mess, actor, id, range), mess.settings));
    });
};
