import { PAYMENT } from '../../documents/payments/payments.ts';
import { showPayment } from '../../operations/payments/receipts/payments.ts';
import { recordView } from '../../output/page/records.ts';
import { defineVerb } from '../verb.ts';
import { numberArgument } from './options.ts';

export const paymentShow = defineVerb({
  name: 'show',
  summary: 'Show one payment by its receipt, or another entry by its voucher',
  details: 'Money that was given back has an amount below 0.',
  examples: ['mess payment show 2025-26/0001', 'mess payment show V12'],
  permission: "see everybody's dues",
  takes: { receipt: numberArgument() },
  async run({ mess, actor, answer }, { receipt }) {
    const payment = await showPayment(mess, actor, receipt);
    await answer.print(recordView(PAYMENT, payment, mess.settings));
  },
});
