import { Type } from 'typebox';
import { AccountChange } from '../../../documents/schemas/payments/payments.ts';
import { parseId } from '../../../domain/values/id.ts';
import { parseReason } from '../../../domain/values/text.ts';
import { refundPayment } from '../../../operations/payments/refund.ts';
import { checkFieldLater, parseField, parseOptional } from '../../values.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { keys, readAmount } from '../input.ts';
import { Amount, DateText, Id, Reason, readOptionalDay } from '../money-input.ts';
import { accountChangeOf } from './account-change.ts';
import { Method } from './payments.ts';

export const REFUND_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'refundPayment',
    method: 'POST',
    path: '/payments/refunds',
    summary: 'Gives money back that was paid beyond what is owed',
    details:
      'At most the credit. A refund that was a mistake is taken back by its voucher, as a payment is.',
    permission: 'refund payments',
    body: keys({
      studentId: Id,
      amount: Amount,
      method: Method,
      date: Type.Optional(DateText),
      reason: Type.Optional(Reason),
    }),
    answer: AccountChange,
    async run({ mess, actor }, { body }) {
      const id = parseField('studentId', parseId, body.studentId);
      const said = {
        amountMinor: readAmount(mess, 'amount', body.amount),
        method: body.method,
        date: readOptionalDay(mess, 'date', body.date),
        note: parseOptional('reason', parseReason, body.reason) ?? null,
      };
      return accountChangeOf(
        mess,
        await checkFieldLater('date', () => refundPayment(mess, actor, id, said)),
      );
    },
  }),
];
