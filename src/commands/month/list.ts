import { listMonths } from '../../operations/billing/months.ts';
import { monthListView } from '../../output/billing/months.ts';
import { addVerb, type Declare } from '../verb.ts';

export const declareMonthList: Declare = (month, context) => {
  addVerb(month, {
    usage: 'list',
    summary: 'List the months, open or closed, and what each lacks',
    examples: ['mess month list', 'mess month list --json'],
  }).action(async () => {
    const mess = await context.open();
    const months = await listMonths(mess, await context.actor());
    await context.print(monthListView(months, mess.settings));
  });
};
