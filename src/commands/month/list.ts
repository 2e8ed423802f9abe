import { listMonths } from '../../operations/billing/months.ts';
import { monthListView } from '../../output/billing/months.ts';
import { defineVerb } from '../verb.ts';

export const monthList = defineVerb({
  name: 'list',
  summary: 'List the months, open or closed, and what each lacks',
  examples: ['mess month list', 'mess month list --json'],
  permission: 'see bills',
  async run({ mess, actor, answer }) {
    await answer.print(monthListView(await listMonths(mess, actor), mess.settings));
  },
});
