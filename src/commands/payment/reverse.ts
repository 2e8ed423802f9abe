import { reversePayment } from '../../operations/payments/receipts/reverse-payment.ts';
import { reversedPaymentView } from '../../output/payments/payments.ts';
import { getReason, reasonOption } from '../options/reason.ts';
import { flagOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';
import { numberArgument } from './options.ts';

export const paymentReverse = defineVerb({
  name: 'reverse',
  summary: 'Take a payment or another entry back that was entered wrongly',
  details: [
    'By an entry of today, so that nothing is lost. The receipt keeps its number. Money that is given back to a student is a refund instead.',
    "Money that came by the bank's file is in suspense from then on, where it is given to whose it is: mess payment suspense assign. Where the bank took it back, a cheque that bounced or a transfer that was sent back, it is in no account any more: give --bounced.",
    'A refund, a waiver, what was written off, used or given back of a deposit, and a count of the box have a voucher in place of a receipt: the command says it, and mess dues show. Only an owner takes back what was written off; of counts only the last goes.',
  ].join('\n\n'),
  examples: [
    'mess payment reverse 2025-26/0001 --reason "was of S002"',
    'mess payment reverse 2025-26/0004 --bounced --reason "cheque 000123 bounced"',
    'mess payment reverse V12 --reason "was given to S002"',
  ],
  permission: 'reverse payments',
  takes: {
    receipt: numberArgument(),
    reason: reasonOption('why; the student reads it on the receipt'),
    bounced: flagOption('--bounced', 'the bank took the money back: it goes not into suspense'),
  },
  async run({ mess, actor, answer, terminal }, { receipt, bounced, ...values }) {
    const reason = await getReason(terminal, values.reason, 'Why (the student reads it)');
    const reversed = await reversePayment(mess, actor, receipt, { reason, isBounced: bounced });
    await answer.print(reversedPaymentView(reversed, mess.settings));
    const { suspendedLine } = reversed;
    if (suspendedLine === null || answer.format === 'json') return;
    answer.note(`Whose it is, you say: mess payment suspense assign ${suspendedLine} ID`);
  },
});
