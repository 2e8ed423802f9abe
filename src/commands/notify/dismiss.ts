import { parseDismissal } from '../../domain/messages/message.ts';
import { MESSAGE_KINDS } from '../../domain/messages/template.ts';
import { parseRange } from '../../domain/values/number-ranges.ts';
import { UsageError } from '../../errors.ts';
import type { Mess } from '../../operations/mess/mess.ts';
import { dismissMessages, type MeantMessages } from '../../operations/messages/dismiss.ts';
import { dismissedMessagesView } from '../../output/messages/list.ts';
import { valuesArgument } from '../options/arguments.ts';
import type { ValuesOf } from '../options/inputs.ts';
import { choiceOption, flagOption, monthOption, toMonth, valueOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

const meant = {
  ranges: valuesArgument(
    '[N...]',
    'the number of the message; several, too, and ranges like 12-51',
    parseRange,
    'mess notify list',
  ),
  queued: flagOption('--queued', 'all that wait to be sent'),
  failed: flagOption('--failed', 'all that failed'),
  unknown: flagOption('--unknown', 'all of which it is not known whether they arrived'),
  kind: choiceOption('--kind <KIND>', 'of these only those of this kind', MESSAGE_KINDS),
  month: monthOption('of these only those about a bill, or a reminder, of this month'),
};

export const notifyDismiss = defineVerb({
  name: 'dismiss',
  summary: 'Say that nothing more is to be done about messages',
  details:
    'For what failed and was told otherwise, for what is unknown and arrived, and for what waits and is not to be sent any more. They stay in mess notify list, and mess status is silent about them. All of those named or none. To send one after all, send its bill, receipt or reminder with --again.',
  examples: [
    'mess notify dismiss 12 --reason "told at the counter"',
    'mess notify dismiss 3 12-51',
    'mess notify dismiss --queued --kind bill --month 2025-05',
  ],
  permission: 'send messages',
  takes: {
    ...meant,
    reason: valueOption('--reason <TEXT>', 'why, kept with the messages', parseDismissal),
  },
  async run({ mess, actor, answer }, { reason, ...given }) {
    const messages = await dismissMessages(mess, actor, toMeant(mess, given), reason);
    await answer.print(dismissedMessagesView(messages));
  },
});

/** @throws UsageError nothing says which, or two things do */
function toMeant(
  mess: Mess,
  { ranges, kind, month, ...given }: ValuesOf<typeof meant>,
): MeantMessages {
  const states = (['queued', 'failed', 'unknown'] as const).filter((state) => given[state]);
  const hint = 'give the numbers that mess notify list has, or --queued, --failed or --unknown';
  if (ranges.length === 0 && states.length === 0) {
    throw new UsageError('missing_value', 'Which messages?', { hint });
  }
  if (ranges.length === 0) return { states, kind, month: toMonth(mess, month) };
  if (states.length > 0 || (kind ?? month) !== undefined) {
    const sentence = 'It is said in two ways which messages.';
    throw new UsageError('conflicting_options', sentence, { hint });
  }
  return { ranges };
}
