import { requirePermission } from '../../auth/permissions.ts';
import { type MonthReference, monthName } from '../../domain/values/month.ts';
import { reopenMonth } from '../../operations/billing/months.ts';
import { monthView } from '../../output/billing/months.ts';
import { getReason, reasonOption } from '../options/reason.ts';
import { getMonth, monthOption } from '../options/values.ts';
import { addVerb, type Declare } from '../verb.ts';

interface ReopenOptions {
  readonly month?: MonthReference;
  readonly reason?: string;
}

export const declareMonthReopen: Declare = (month, context) => {
  addVerb(month, {
    usage: 'reopen',
    summary: 'Open a closed month again; only an owner may',
    examples: ['mess month reopen --month 2025-05 --reason "gas invoice came late"'],
  })
    .addOption(monthOption())
    .addOption(reasonOption())
    .action(async (options: ReopenOptions) => {
      const mess = await context.open();
      const actor = await context.actor();
      requirePermission(actor, 'reopen months');
      const which = await getMonth(context, mess, options.month);
      const reason = await getReason(context, options.reason);
      const done = await reopenMonth(mess, actor, which, reason);
      context.warn(done.warnings);
      const name = monthName(which);
      const sentence = done.changed ? `${name} is open again.` : `${name} is open already.`;
      await context.print(monthView(done, mess.settings, sentence));
    });
};
