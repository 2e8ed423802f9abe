import { parseRange } from '../../domain/values/number-ranges.ts';
import { findVoidable, voidPurchases } from '../../operations/purchases/purchases.ts';
import { describePurchases, voidedPurchasesView } from '../../output/purchases/purchases.ts';
import { confirm } from '../confirm.ts';
import { sayWarnings } from '../hints/say/warnings.ts';
import { valuesArgument } from '../options/arguments.ts';
import { getReason, reasonOption } from '../options/reason.ts';
import { defineVerb } from '../verb.ts';

export const purchaseVoid = defineVerb({
  name: 'void',
  summary: 'Take mistyped purchases back, by their numbers',
  details:
    'They stay readable with mess purchase list --all, and count no more. All of them or none. Asks first.',
  examples: [
    'mess purchase void 12 --reason "entered twice"',
    'mess purchase void 3 12-51 --reason "wrong month"',
  ],
  permission: 'change purchases',
  takes: {
    ranges: valuesArgument(
      '<N...>',
      'the number of the purchase; several, too, and ranges like 12-51',
      parseRange,
      'mess purchase list',
    ),
    reason: reasonOption(),
  },
  async run({ mess, actor, answer, terminal }, { ranges, ...values }) {
    const found = await findVoidable(mess, actor, ranges);
    if (terminal.prompter === undefined) await getReason(terminal, values.reason);
    // Who is asked why must know of what.
    await confirm(terminal, `Void ${describePurchases(found, mess.settings)}?`);
    const reason = await getReason(terminal, values.reason);
    const numbers = found.map(({ no }) => no);
    const { purchases, warnings } = sayWarnings(await voidPurchases(mess, actor, numbers, reason));
    answer.warn(warnings);
    await answer.print(voidedPurchasesView(purchases, warnings, mess.settings));
  },
});
