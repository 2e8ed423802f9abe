import { monthName } from '../../domain/values/month.ts';
import { UsageError } from '../../errors.ts';
import { closeMonth } from '../../operations/billing/months.ts';
import { readUnpaid } from '../../operations/payments/unpaid.ts';
import { closedMonthView } from '../../output/billing/months.ts';
import { sayWarnings } from '../hints/say/warnings.ts';
import { getReason, reasonOption } from '../options/reason.ts';
import { flagOption, getMonth, monthOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const monthClose = defineVerb({
  name: 'close',
  summary: 'Close a month: its attendance, purchases and bill change no more',
  details:
    'A month that is not over, or has no bill or a stale one, is closed only with --as-is and a reason. An owner can open it again.',
  examples: [
    'mess month close --month 2025-05',
    'mess month close --month 2025-06 --as-is --reason "vacation, no kitchen"',
  ],
  permission: 'close months',
  takes: {
    month: monthOption(),
    asIs: flagOption('--as-is', 'close it before its end, without a bill, or with a stale one'),
    reason: reasonOption(),
  },
  check({ asIs, reason }) {
    if (asIs || reason === undefined) return;
    throw new UsageError('conflicting_options', '--reason belongs to --as-is.', {
      hint: 'a month that is over, with a bill that is not stale, needs no reason',
    });
  },
  async run({ mess, actor, answer, terminal }, { asIs, ...values }) {
    const month = await getMonth(terminal, mess, values.month, asIs ? 'close as it is' : 'close');
    const reason = asIs ? await getReason(terminal, values.reason) : undefined;
    const done = sayWarnings(await closeMonth(mess, actor, month, reason));
    answer.warn(done.warnings);
    const name = monthName(month);
    const sentence = done.changed ? `${name} is closed.` : `${name} is closed already.`;
    const unpaid = await readUnpaid(mess, actor, month);
    await answer.print(closedMonthView({ ...done, unpaid }, mess.settings, sentence));
  },
});
