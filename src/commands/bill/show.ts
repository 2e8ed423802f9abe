import { requirePermission } from '../../auth/permissions.ts';
import type { MonthReference } from '../../domain/values/month.ts';
import { showBill } from '../../operations/billing/bills.ts';
import { billView } from '../../output/billing/bills.ts';
import { getMonth, monthOption } from '../options/values.ts';
import { addVerb, type Declare } from '../verb.ts';
import { revisionOption } from './revision.ts';

interface ShowOptions {
  readonly month?: MonthReference;
  readonly revision?: number;
}

export const declareBillShow: Declare = (bill, context) => {
  addVerb(bill, {
    usage: 'show',
    summary: "Show a month's bill with everybody's share",
    examples: [
      'mess bill show --month 2025-05',
      'mess bill show --month previous --output may-bill.csv',
      'mess bill show --month 2025-05 --revision 1',
    ],
  })
    .addOption(monthOption())
    .addOption(revisionOption())
    .action(async (options: ShowOptions) => {
      const mess = await context.open();
      const actor = await context.actor();
      requirePermission(actor, 'see bills');
      const month = await getMonth(context, mess, options.month);
      const shown = await showBill(mess, actor, month, options.revision);
      context.warn(shown.warnings);
      await context.print(billView(shown, mess.settings));
    });
};
