import { getMonth, monthOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';
import { HOW_A_PROGRAM, HOW_IT_ENDS, onlyOption, orderOptions } from './options.ts';
import { runOrder } from './run.ts';

export const notifyBills = defineVerb({
  name: 'bills',
  summary: 'Send everybody their bill of a month, with why it is that and how to pay',
  details: [
    'To whoever has a share of the bill and an e-mail address on the roll; of whom it has none is said, and who wants no messages is skipped. A revised bill is another one, and is sent anew.',
    HOW_IT_ENDS,
    HOW_A_PROGRAM,
  ].join('\n\n'),
  examples: [
    'mess notify bills --month 2025-05 --dry-run',
    'mess notify bills --month 2025-05',
    'mess notify bills --month 2025-05 --student S001 --student S004 --again',
    'mess notify bills --month 2025-05 --command ./send-sms',
  ],
  permission: 'send messages',
  takes: { month: monthOption(), student: onlyOption(), ...orderOptions() },
  async run(context, { month: given, student: studentIds, ...options }) {
    const month = await getMonth(context.terminal, context.mess, given, 'read a bill');
    await runOrder(context, { kind: 'bill', month, studentIds }, options);
  },
});
