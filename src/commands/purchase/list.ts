import { listPurchases } from '../../operations/purchases/purchases.ts';
import { purchaseListView } from '../../output/purchases/purchases.ts';
import { flagOption, getMonth, monthOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const purchaseList = defineVerb({
  name: 'list',
  summary: "List a month's purchases by heads, with totals",
  examples: [
    'mess purchase list --month 2025-05',
    'mess purchase list --month previous --all --output may-purchases.csv',
  ],
  permission: 'see purchases',
  takes: {
    month: monthOption('the month, like 2025-05 or May 2025, or this, or previous'),
    all: flagOption('--all', 'also those that were voided'),
  },
  async run({ mess, actor, answer, terminal }, { all, ...values }) {
    const month = await getMonth(terminal, mess, values.month);
    const purchases = await listPurchases(mess, actor, month, all ? 'all' : 'counted');
    await answer.print(purchaseListView(month, purchases, mess.settings));
  },
});
