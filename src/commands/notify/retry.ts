import { MESSAGE_KINDS } from '../../domain/messages/template.ts';
import { requeueMessages } from '../../operations/messages/queue.ts';
import { choiceOption, flagOption, monthOption, toMonth } from '../options/values.ts';
import { defineVerb } from '../verb.ts';
import { channelOf } from './delivery.ts';
import { HOW_IT_ENDS, sendingOptions } from './options.ts';
import { runQueued } from './run.ts';

export const notifyRetry = defineVerb({
  name: 'retry',
  summary: 'Send what is queued and due, as after a server that was down',
  details: [
    'Good for cron, every five minutes. E-mail; with --command PROGRAM, what was queued for a program.',
    'With --failed and --unknown also what failed or is unknown. A message that is sent again because it was unknown has the same Message-ID, by which many servers and readers show it once.',
    HOW_IT_ENDS,
  ].join('\n\n'),
  examples: [
    'mess notify retry',
    'mess notify retry --now',
    'mess notify retry --failed --month 2025-05',
  ],
  permission: 'send messages',
  takes: {
    now: flagOption('--now', 'also what is to wait for another try'),
    failed: flagOption('--failed', 'also what failed'),
    unknown: flagOption('--unknown', 'also of whom it is not known whether it arrived'),
    kind: choiceOption('--kind <KIND>', 'only those of this kind', MESSAGE_KINDS),
    month: monthOption('only those about a bill, or a reminder, of this month'),
    ...sendingOptions(),
  },
  async run(context, { now, failed, unknown, kind, month: given, ...options }) {
    const { mess, actor } = context;
    const range = { kind, month: toMonth(mess, given) };
    const states = [
      ...(failed ? (['failed'] as const) : []),
      ...(unknown ? (['unknown'] as const) : []),
    ];
    await runQueued(context, { ...range, isNow: now }, options, () =>
      requeueMessages(mess, actor, { ...range, channel: channelOf(options) }, states),
    );
  },
});
