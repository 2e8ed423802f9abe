import { requirePermission } from '../../auth/permissions.ts';
import { type MonthReference, monthName } from '../../domain/values/month.ts';
import { planRevision } from '../../operations/billing/revise-bill.ts';
import { billRevisedView, revisedShortly } from '../../output/billing/revision.ts';
import { confirm } from '../confirm.ts';
import { getReason, reasonOption } from '../options/reason.ts';
import { checkRule, getMonth, monthOption } from '../options/values.ts';
import { addVerb, type Declare } from '../verb.ts';
import {
  type AmountFlags,
  addAmountOptions,
  refuseClashingAmounts,
  toGivenAmounts,
} from './amounts.ts';

interface ReviseOptions extends AmountFlags {
  readonly month?: MonthReference;
  readonly reason?: string;
  readonly dryRun?: true;
}

const DETAILS = [
  'What is given is new, the rest stays as it is; with no amount it takes in attendance, the roll and, of a bill made of purchases, the purchases as they are recorded now. Shows old, new and difference for each student, asks, and writes a new revision. The bill of before stays readable: mess bill show --revision N.',
  '',
  'A part that the bill is to lose altogether: mess bill void, then register it again.',
].join('\n');

export const declareBillRevise: Declare = (bill, context) => {
  const command = addVerb(bill, {
    usage: 'revise',
    summary: 'Correct a bill: new amounts, or attendance that was corrected since',
    details: DETAILS,
    examples: [
      'mess bill revise --month 2025-05 --dry-run',
      'mess bill revise --month 2025-05 --reason "attendance of S001 corrected"',
      'mess bill revise --month 2025-05 --total 74000 --fixed 13900 --reason "total was mistyped"',
    ],
  }).addOption(monthOption());
  addAmountOptions(command, 'those of the bill')
    .addOption(reasonOption())
    .option('--dry-run', 'show what would change, write nothing')
    .action(async (options: ReviseOptions) => {
      refuseClashingAmounts(options);
      const mess = await context.open();
      const actor = await context.actor();
      requirePermission(actor, 'revise bills');
      const month = await getMonth(context, mess, options.month);
      const { revised, write } = await checkRule('--days', () =>
        planRevision(mess, actor, {
          month,
          amounts: toGivenAmounts(mess, options),
          fromPurchases: options.fromPurchases ?? false,
          daysInMonth: options.days,
        }),
      );
      const view = (stage: Parameters<typeof billRevisedView>[2]) =>
        billRevisedView(revised, mess.settings, stage);
      context.warn(revised.bill.warnings);
      if (revised.isSame) {
        const { json } = view(options.dryRun ? 'dry run' : 'nothing to do');
        return context.print({ ...view('nothing to do'), json });
      }
      if (options.dryRun) return context.print(view('dry run'));
      const isAsked = !context.yes && context.prompter !== undefined;
      if (isAsked) await context.preview(view('to be confirmed'));
      const reason = await getReason(context, options.reason);
      await confirm(
        context,
        `Write this as revision ${revised.bill.revision} of ${monthName(month)}?`,
      );
      await write(reason);
      await context.print(isAsked ? revisedShortly(revised, mess.settings) : view('written'));
    });
};
