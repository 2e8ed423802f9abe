import { parseRange } from '../../domain/values/number-ranges.ts';
import { findVoidable, voidCharges } from '../../operations/charges/charges.ts';
import { describeCharges, voidedChargesView } from '../../output/charges/charges.ts';
import { confirm } from '../confirm.ts';
import { sayWarnings } from '../hints/say/warnings.ts';
import { valuesArgument } from '../options/arguments.ts';
import { getReason, reasonOption } from '../options/reason.ts';
import { defineVerb } from '../verb.ts';

export const chargeVoid = defineVerb({
  name: 'void',
  summary: 'Take charges back, by their numbers',
  details:
    'They stay readable with mess charge list --all, and count no more. All of them or none. Asks first. A bill that has them keeps them until it is revised.',
  examples: [
    'mess charge void 12 --reason "another student"',
    'mess charge void 3 12-51 --reason "wrong month"',
  ],
  permission: 'change charges',
  takes: {
    ranges: valuesArgument(
      '<N...>',
      'the number of the charge; several, too, and ranges like 12-51',
      parseRange,
      'mess charge list',
    ),
    reason: reasonOption(),
  },
  async run({ mess, actor, answer, terminal }, { ranges, ...values }) {
    const found = await findVoidable(mess, actor, ranges);
    const reason = await getReason(terminal, values.reason);
    await confirm(terminal, `Void ${describeCharges(found, mess.settings)}?`);
    const numbers = found.map(({ no }) => no);
    const { charges, warnings } = sayWarnings(await voidCharges(mess, actor, numbers, reason));
    answer.warn(warnings);
    await answer.print(voidedChargesView(charges, warnings, mess.settings));
  },
});
