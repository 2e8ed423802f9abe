import { requirePermission } from '../../auth/permissions.ts';
import type { MonthReference } from '../../domain/values/month.ts';
import { listPurchases } from '../../operations/purchases/purchases.ts';
import { purchaseListView } from '../../output/purchases/purchases.ts';
import { getMonth, monthOption } from '../options/values.ts';
import { addVerb, type Declare } from '../verb.ts';

interface ListOptions {
  readonly month?: MonthReference;
  readonly all?: true;
}

export const declarePurchaseList: Declare = (purchase, context) => {
  addVerb(purchase, {
    usage: 'list',
    summary: "List a month's purchases by heads, with totals",
    examples: [
      'mess purchase list --month 2025-05',
      'mess purchase list --month previous --all --output may-purchases.csv',
    ],
  })
    .addOption(monthOption('the month, like 2025-05 or May 2025, or this, or previous'))
    .option('--all', 'also those that were voided')
    .action(async (options: ListOptions) => {
      const mess = await context.open();
      const actor = await context.actor();
      requirePermission(actor, 'see purchases');
      const month = await getMonth(context, mess, options.month);
      const which = options.all ? 'all' : 'counted';
      const purchases = await listPurchases(mess, actor, month, which);
      await context.print(purchaseListView(month, purchases, mess.settings));
    });
};
