import { monthName } from '../../domain/values/month.ts';
import { reopenMonth } from '../../operations/billing/months.ts';
import { monthView } from '../../output/billing/months.ts';
import { sayWarnings } from '../hints/say/warnings.ts';
import { getReason, reasonOption } from '../options/reason.ts';
import { getMonth, monthOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const monthReopen = defineVerb({
  name: 'reopen',
  summary: 'Open a closed month again; only an owner may',
  examples: ['mess month reopen --month 2025-05 --reason "gas invoice came late"'],
  permission: 'reopen months',
  takes: { month: monthOption(), reason: reasonOption() },
  async run({ mess, actor, answer, terminal }, values) {
    const month = await getMonth(terminal, mess, values.month, 'reopen');
    const reason = await getReason(terminal, values.reason);
    const done = sayWarnings(await reopenMonth(mess, actor, month, reason));
    answer.warn(done.warnings);
    const name = monthName(month);
    const sentence = done.changed ? `${name} is open again.` : `${name} is open already.`;
    await answer.print(monthView(done, mess.settings, sentence));
  },
});
