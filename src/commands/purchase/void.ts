import { Argument } from 'commander';
import { requirePermission } from '../../auth/permissions.ts';
import { type NumberRange, parseRange } from '../../domain/values/number-ranges.ts';
import { findVoidable, voidPurchases } from '../../operations/purchases/purchases.ts';
import { describePurchases, voidedPurchasesView } from '../../output/purchases/purchases.ts';
import { confirm } from '../confirm.ts';
import { getReason, reasonOption } from '../options/reason.ts';
import { checkValue } from '../options/values.ts';
import { addVerb, type Declare } from '../verb.ts';

export const declarePurchaseVoid: Declare = (purchase, context) => {
  addVerb(purchase, {
    usage: 'void',
    summary: 'Take mistyped purchases back, by their numbers',
    details:
      'They stay readable with mess purchase list --all, and count no more. All of them or none. Asks first.',
    examples: [
      'mess purchase void 12 --reason "entered twice"',
      'mess purchase void 3 12-51 --reason "wrong month"',
    ],
  })
    .addArgument(
      new Argument('<N...>', 'numbers, or ranges like 12-51').argParser(
        (text: string, ranges: readonly NumberRange[] = []) => [
          ...ranges,
          checkValue('N', text, parseRange),
        ],
      ),
    )
    .addOption(reasonOption())
    .action(async (ranges: readonly NumberRange[], options: { readonly reason?: string }) => {
      const mess = await context.open();
      const actor = await context.actor();
      requirePermission(actor, 'change purchases');
      const found = await findVoidable(mess, actor, ranges);
      const reason = await getReason(context, options.reason);
      await confirm(context, `Void ${describePurchases(found, mess.settings)}?`);
      const numbers = found.map(({ no }) => no);
      const { purchases, warnings } = await voidPurchases(mess, actor, numbers, reason);
      context.warn(warnings);
      await context.print(voidedPurchasesView(purchases, warnings, mess.settings));
    });
};
