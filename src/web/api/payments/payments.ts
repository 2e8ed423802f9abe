import { Type } from 'typebox';
import { documentMaker } from '../../../documents/fields.ts';
import {
  PAYMENT,
  paymentsDocument,
  recordedPaymentDocument,
  reversedPaymentDocument,
} from '../../../documents/payments/payments.ts';
import {
  Payment,
  Payments,
  RecordedPayment,
  ReversedPayment,
} from '../../../documents/schemas/payments/payments.ts';
import { METHODS } from '../../../domain/payments/entry.ts';
import { parseNumbered } from '../../../domain/payments/voucher.ts';
import { parseNote } from '../../../domain/purchases/purchase.ts';
import { parseId } from '../../../domain/values/id.ts';
import { parseReference } from '../../../domain/values/text.ts';
import { rehearsalOf } from '../../../operations/mess/change.ts';
import { listPayments } from '../../../operations/payments/receipts/list-payments.ts';
import { showPayment } from '../../../operations/payments/receipts/payments.ts';
import { reversePayment } from '../../../operations/payments/receipts/reverse-payment.ts';
import { recordPayment } from '../../../operations/payments/record-payment.ts';
import { checkFieldLater, parseField, parseOptional } from '../../values.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { DryRun, isSet, keys, readAmount, readReason, told } from '../input.ts';
import {
  Amount,
  DateText,
  Flag,
  Id,
  MonthText,
  Note,
  Reason,
  readOptionalDay,
  readOptionalMonth,
  readRange,
  Yes,
} from '../money-input.ts';

export const Method = Type.Enum([...METHODS]);

/** What the bank or the app calls it. */
export const Reference = Type.String({ maxLength: 100 });

export const PAYMENT_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'listPayments',
    method: 'GET',
    path: '/payments',
    summary: 'Money that was given and given back, with what there is by each method',
    permission: "see everybody's dues",
    query: keys({
      from: Type.Optional(DateText),
      to: Type.Optional(DateText),
      method: Type.Optional(Method),
      by: Type.Optional(Id),
      all: Flag,
    }),
    answer: Payments,
    async run({ mess, actor }, { query }) {
      const { payments, totals } = await listPayments(mess, actor, {
        ...readRange(mess, query),
        method: query.method,
        by: parseOptional('by', parseId, query.by),
        hasReversed: isSet(query.all),
      });
      return paymentsDocument(payments, totals, mess.settings.currencyDecimals);
    },
  }),
  defineEndpoint({
    name: 'recordPayment',
    method: 'POST',
    path: '/payments',
    summary: 'Takes money of a student, and gives a receipt',
    details:
      'It pays the month that it is given for, else the oldest debt first; what is left is credit. What may be a slip of the keyboard is named in the warnings: a dry run shows them first. The receipt of a dry run is the one that would come.',
    permission: 'record payments',
    query: keys({ dryRun: DryRun }),
    body: keys({
      studentId: Id,
      amount: Amount,
      method: Method,
      date: Type.Optional(DateText),
      reference: Type.Optional(Reference),
      month: Type.Optional(MonthText),
      note: Type.Optional(Note),
      again: Yes,
    }),
    answer: RecordedPayment,
    async run({ mess, actor }, { query, body }) {
      const details = {
        studentId: parseField('studentId', parseId, body.studentId),
        amountMinor: readAmount(mess, 'amount', body.amount),
        method: body.method,
        date: readOptionalDay(mess, 'date', body.date),
        reference: parseOptional('reference', parseReference, body.reference) ?? null,
        month: readOptionalMonth(mess, 'month', body.month) ?? null,
        note: parseOptional('note', parseNote, body.note) || null,
        isAgain: body.again ?? false,
      };
      const on = isSet(query.dryRun) ? rehearsalOf(mess) : mess;
      const recorded = await checkFieldLater('date', () => recordPayment(on, actor, details));
      return recordedPaymentDocument(told(recorded), mess.settings.currencyDecimals);
    },
  }),
  defineEndpoint({
    name: 'showPayment',
    method: 'GET',
    path: '/payments/:receipt',
    summary: 'One payment by its receipt, or another entry by its voucher',
    details: 'The number holds a slash, written %2F: /payments/2025-26%2F0001',
    permission: "see everybody's dues",
    answer: Payment,
    async run({ mess, actor }, { params }) {
      const number = parseField('receipt', parseNumbered, params.receipt);
      const payment = await showPayment(mess, actor, number);
      return documentMaker(PAYMENT, mess.settings.currencyDecimals)(payment);
    },
  }),
  defineEndpoint({
    name: 'reversePayment',
    method: 'POST',
    path: '/payments/:receipt/reverse',
    summary: 'Takes a payment or another entry back that was entered wrongly',
    details:
      "By an entry of today, so that nothing is lost. The receipt keeps its number. Money that is given back to a student is a refund instead. Only an owner takes back what was written off. Money that came by the bank's file is in suspense from then on, as the line that `suspense` names; where the bank took it back, give `bounced`.",
    permission: 'reverse payments',
    body: keys({ reason: Reason, bounced: Yes }),
    answer: ReversedPayment,
    async run({ mess, actor }, { params, body }) {
      const number = parseField('receipt', parseNumbered, params.receipt);
      const reason = readReason(body.reason);
      const isBounced = body.bounced ?? false;
      const reversed = await reversePayment(mess, actor, number, { reason, isBounced });
      return reversedPaymentDocument(reversed, mess.settings.currencyDecimals);
    },
  }),
];
