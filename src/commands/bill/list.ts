import { listBills } from '../../operations/billing/bills.ts';
import { billListView } from '../../output/billing/list.ts';
import { flagOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const billList = defineVerb({
  name: 'list',
  summary: 'List the bills, oldest first',
  examples: ['mess bill list', 'mess bill list --all --json'],
  permission: 'see bills',
  takes: { all: flagOption('--all', 'also those that were voided or superseded') },
  async run({ mess, actor, answer }, { all }) {
    const bills = await listBills(mess, actor, all ? 'all' : 'live');
    await answer.print(
      billListView(bills, mess.settings, (month) => `mess bill revise --month ${month}`),
    );
  },
});
