import { requirePermission } from '../../auth/permissions.ts';
import type { MonthReference } from '../../domain/values/month.ts';
import { showHistory } from '../../operations/billing/bills.ts';
import { billHistoryView } from '../../output/billing/list.ts';
import { getMonth, monthOption } from '../options/values.ts';
import { addVerb, type Declare } from '../verb.ts';

export const declareBillHistory: Declare = (bill, context) => {
  addVerb(bill, {
    usage: 'history',
    summary: 'Show every bill a month had: who made it, and who took it back and why',
    examples: ['mess bill history --month 2025-05', 'mess bill history --month previous --json'],
  })
    .addOption(monthOption())
    .action(async (options: { readonly month?: MonthReference }) => {
      const mess = await context.open();
      const actor = await context.actor();
      requirePermission(actor, 'see bills');
      const month = await getMonth(context, mess, options.month);
      const revisions = await showHistory(mess, actor, month);
      await context.print(billHistoryView(revisions, mess.settings));
    });
};
