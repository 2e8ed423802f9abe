import { receiptArgument } from '../payment/options.ts';
import { defineVerb } from '../verb.ts';
import { HOW_A_PROGRAM, HOW_IT_ENDS, orderOptions } from './options.ts';
import { runOrder } from './run.ts';

export const notifyReceipt = defineVerb({
  name: 'receipt',
  summary: 'Send the receipt of a payment to whose it is',
  details: [HOW_IT_ENDS, HOW_A_PROGRAM].join('\n\n'),
  examples: ['mess notify receipt 2025-26/0001', 'mess notify receipt 2025-26/0001 --again'],
  permission: 'send messages',
  takes: { receipt: receiptArgument(), ...orderOptions() },
  run: (context, { receipt, ...options }) =>
    runOrder(context, { kind: 'receipt', receipt }, options),
});
