import { reversePayment } from '../../operations/payments/payments.ts';
import { reversedPaymentView } from '../../output/payments/payments.ts';
import { getReason, reasonOption } from '../options/reason.ts';
import { defineVerb } from '../verb.ts';
import { receiptArgument } from './options.ts';

export const paymentReverse = defineVerb({
  name: 'reverse',
  summary: 'Take a payment back that was entered wrongly',
  details:
    'By an entry of today, so that nothing is lost. The receipt keeps its number. Money that is given back to a student is a refund instead.',
  examples: ['mess payment reverse 2025-26/0001 --reason "was of S002"'],
  permission: 'reverse payments',
  takes: { receipt: receiptArgument(), reason: reasonOption() },
  async run({ mess, actor, answer, terminal }, { receipt, ...values }) {
    const reason = await getReason(terminal, values.reason);
    const { payment, balanceMinor } = await reversePayment(mess, actor, receipt, reason);
    await answer.print(reversedPaymentView(payment, balanceMinor, mess.settings));
  },
});
