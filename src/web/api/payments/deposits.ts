import { Type } from 'typebox';
import { documentMaker } from '../../../documents/fields.ts';
import { DEPOSIT } from '../../../documents/payments/dues.ts';
import { listOf } from '../../../documents/schemas/parts/values.ts';
import { AccountChange, Deposit } from '../../../documents/schemas/payments/payments.ts';
import { parseNote } from '../../../domain/purchases/purchase.ts';
import { parseId } from '../../../domain/values/id.ts';
import { parseReason, parseReference } from '../../../domain/values/text.ts';
import {
  listDeposits,
  receiveDeposit,
  refundDeposit,
  useDeposit,
} from '../../../operations/payments/deposits.ts';
import { checkFieldLater, parseField, parseOptional } from '../../values.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { isSet, keys, readAmount } from '../input.ts';
import {
  Amount,
  DateText,
  Flag,
  Id,
  MonthText,
  Note,
  Reason,
  readOptionalAmount,
  readOptionalDay,
  readOptionalMonth,
  Yes,
} from '../money-input.ts';
import { accountChangeOf } from './account-change.ts';
import { Method, Reference } from './payments.ts';

export const DEPOSIT_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'listDeposits',
    method: 'GET',
    path: '/deposits',
    summary: 'Whose deposits are held',
    permission: "see everybody's dues",
    query: keys({ left: Flag, all: Flag }),
    answer: listOf(Deposit),
    async run({ mess, actor }, { query }) {
      const filter = { hasLeft: isSet(query.left), hasAll: isSet(query.all) };
      const deposits = await listDeposits(mess, actor, filter);
      return deposits.map(documentMaker(DEPOSIT, mess.settings.currencyDecimals));
    },
  }),
  defineEndpoint({
    name: 'receiveDeposit',
    method: 'POST',
    path: '/deposits',
    summary: 'Takes caution money of a student, and gives a receipt',
    details: 'It is held apart and pays no dues; its receipts are numbered apart.',
    permission: 'receive deposits',
    body: keys({
      studentId: Id,
      amount: Amount,
      method: Method,
      date: Type.Optional(DateText),
      reference: Type.Optional(Reference),
      note: Type.Optional(Note),
      again: Yes,
    }),
    answer: AccountChange,
    async run({ mess, actor }, { body }) {
      const id = parseField('studentId', parseId, body.studentId);
      const details = {
        amountMinor: readAmount(mess, 'amount', body.amount),
        method: body.method,
        date: readOptionalDay(mess, 'date', body.date),
        reference: parseOptional('reference', parseReference, body.reference) ?? null,
        note: parseOptional('note', parseNote, body.note) || null,
        isAgain: body.again ?? false,
      };
      return accountChangeOf(
        mess,
        await checkFieldLater('date', () => receiveDeposit(mess, actor, id, details)),
      );
    },
  }),
  defineEndpoint({
    name: 'useDeposit',
    method: 'POST',
    path: '/deposits/:id/use',
    summary: 'Pays what a student owes out of the deposit',
    details: 'At most what is owed, and what is held; all of it where no amount is given.',
    permission: 'use and refund deposits',
    body: keys({
      amount: Type.Optional(Amount),
      month: Type.Optional(MonthText),
      note: Type.Optional(Note),
    }),
    answer: AccountChange,
    async run({ mess, actor }, { params, body }) {
      const used = await useDeposit(mess, actor, parseField('id', parseId, params.id), {
        amountMinor: readOptionalAmount(mess, 'amount', body.amount),
        month: readOptionalMonth(mess, 'month', body.month) ?? null,
        note: parseOptional('note', parseNote, body.note) || null,
      });
      return accountChangeOf(mess, used);
    },
  }),
  defineEndpoint({
    name: 'refundDeposit',
    method: 'POST',
    path: '/deposits/:id/refund',
    summary: 'Gives the deposit of a student back, or a part of it',
    details: 'All that is held where no amount is given. What the student owes stays owed.',
    permission: 'use and refund deposits',
    body: keys({
      amount: Type.Optional(Amount),
      method: Method,
      date: Type.Optional(DateText),
      reason: Type.Optional(Reason),
    }),
    answer: AccountChange,
    async run({ mess, actor }, { params, body }) {
      const id = parseField('id', parseId, params.id);
      const said = {
        amountMinor: readOptionalAmount(mess, 'amount', body.amount),
        method: body.method,
        date: readOptionalDay(mess, 'date', body.date),
        note: parseOptional('reason', parseReason, body.reason) ?? null,
      };
      return accountChangeOf(
        mess,
        await checkFieldLater('date', () => refundDeposit(mess, actor, id, said)),
      );
    },
  }),
];
