import { listBills } from '../../operations/billing/bills.ts';
import { billListView } from '../../output/billing/list.ts';
import { addVerb, type Declare } from '../verb.ts';

export const declareBillList: Declare = (bill, context) => {
  addVerb(bill, {
    usage: 'list',
    summary: 'List the bills, oldest first',
    examples: ['mess bill list', 'mess bill list --all --json'],
  })
    .option('--all', 'also those that were voided or superseded')
    .action(async ({ all }: { readonly all?: true }) => {
      const mess = await context.open();
      const bills = await listBills(mess, await context.actor(), all ? 'all' : 'live');
      await context.print(billListView(bills, mess.settings));
    });
};
