import { requirePermission } from '../../auth/permissions.ts';
import { type MonthReference, monthName } from '../../domain/values/month.ts';
import { UsageError } from '../../errors.ts';
import { closeMonth } from '../../operations/billing/months.ts';
import { monthView } from '../../output/billing/months.ts';
import { getReason, reasonOption } from '../options/reason.ts';
import { getMonth, monthOption } from '../options/values.ts';
import { addVerb, type Declare } from '../verb.ts';

interface CloseOptions {
  readonly month?: MonthReference;
  readonly asIs?: true;
  readonly reason?: string;
}

export const declareMonthClose: Declare = (month, context) => {
  addVerb(month, {
    usage: 'close',
    summary: 'Close a month: its attendance, purchases and bill change no more',
    details:
      'A month that is not over, or has no bill or a stale one, is closed only with --as-is and a reason. An owner can open it again.',
    examples: [
      'mess month close --month 2025-05',
      'mess month close --month 2025-06 --as-is --reason "vacation, no kitchen"',
    ],
  })
    .addOption(monthOption())
    .option('--as-is', 'close it before its end, without a bill, or with a stale one')
    .addOption(reasonOption())
    .action(async (options: CloseOptions) => {
      const mess = await context.open();
      const actor = await context.actor();
      requirePermission(actor, 'close months');
      if (options.reason !== undefined && !options.asIs) {
        throw new UsageError('--reason belongs to --as-is.', {
          hint: 'a month that is over, with a bill that is not stale, needs no reason',
        });
      }
      const which = await getMonth(context, mess, options.month);
      const reason = options.asIs ? await getReason(context, options.reason) : undefined;
      const done = await closeMonth(mess, actor, which, reason);
      context.warn(done.warnings);
      const name = monthName(which);
      const sentence = done.changed ? `${name} is closed.` : `${name} is closed already.`;
      await context.print(monthView(done, mess.settings, sentence));
    });
};
