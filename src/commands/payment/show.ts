import { PAYMENT } from '../../documents/payments.ts';
import { showPayment } from '../../operations/payments/payments.ts';
import { recordView } from '../../output/page/records.ts';
import { defineVerb } from '../verb.ts';
import { receiptArgument } from './options.ts';

export const paymentShow = defineVerb({
  name: 'show',
  summary: 'Show one payment by its receipt',
  examples: ['mess payment show 2025-26/0001'],
  permission: "see everybody's dues",
  takes: { receipt: receiptArgument() },
  async run({ mess, actor, answer }, { receipt }) {
    const payment = await showPayment(mess, actor, receipt);
    await answer.print(recordView(PAYMENT, payment, mess.settings));
  },
});
