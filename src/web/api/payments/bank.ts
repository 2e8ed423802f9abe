import { Type } from 'typebox';
import { documentMaker } from '../../../documents/fields.ts';
import {
  assignedLineDocument,
  ignoredLineDocument,
  PAYER,
  PAYMENT_IMPORT,
  SUSPENDED,
  undonePaymentsDocument,
} from '../../../documents/payments/bank.ts';
import { listOf } from '../../../documents/schemas/parts/values.ts';
import {
  AssignedLine,
  IgnoredLine,
  Payer,
  PaymentImport,
  ReopenedLine,
  Suspended,
  UndonePayments,
} from '../../../documents/schemas/payments/bank.ts';
import { parseId } from '../../../domain/values/id.ts';
import { parseCount } from '../../../domain/values/size.ts';
import { parseUpiId } from '../../../domain/values/text.ts';
import { forgetPayer, listPayers } from '../../../operations/payments/bank/payers.ts';
import { reopenLine } from '../../../operations/payments/bank/reopen.ts';
import {
  assignLine,
  ignoreLine,
  listSuspense,
} from '../../../operations/payments/bank/suspense.ts';
import {
  listPaymentImports,
  undoPaymentImport,
} from '../../../operations/payments/bank/undo-import.ts';
import { parseField } from '../../values.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { keys, readAmount, readReason, told } from '../input.ts';
import { Amount, Id, Reason, Yes } from '../money-input.ts';

/** What came by the bank. */
export const BANK_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'listPaymentImports',
    method: 'GET',
    path: '/payments/imports',
    summary: "The bank's files that were imported",
    permission: 'see imports',
    answer: listOf(PaymentImport),
    async run({ mess, actor }) {
      const imports = await listPaymentImports(mess, actor);
      const toDocument = documentMaker(PAYMENT_IMPORT);
      return imports.map((each) => toDocument({ ...each, isUndone: each.undoneBy !== null }));
    },
  }),
  defineEndpoint({
    name: 'undoPaymentImport',
    method: 'POST',
    path: '/payments/imports/:no/undo',
    summary: "Takes an import of a bank's file back",
    details:
      'By entries of today: its receipts are reversed and keep their numbers, and its lines can be imported again. Refused when one of its lines was assigned since.',
    permission: 'undo imports of payments',
    body: keys({ reason: Reason }),
    answer: UndonePayments,
    async run({ mess, actor }, { params, body }) {
      const no = parseField('no', parseCount, params.no);
      return undonePaymentsDocument(
        await undoPaymentImport(mess, actor, no, readReason(body.reason)),
      );
    },
  }),
  defineEndpoint({
    name: 'listSuspense',
    method: 'GET',
    path: '/payments/suspense',
    summary: 'The money in the bank of which it is not known whose it is',
    permission: "see everybody's dues",
    answer: listOf(Suspended),
    async run({ mess, actor }) {
      const lines = await listSuspense(mess, actor);
      return lines.map(documentMaker(SUSPENDED, mess.settings.currencyDecimals));
    },
  }),
  defineEndpoint({
    name: 'assignSuspense',
    method: 'POST',
    path: '/payments/suspense/:no/assign',
    summary: 'Says whose the money of a line is, and gives the receipt',
    details:
      'The receipt is of the day on which the money came. From whom it came is known the next time.',
    permission: 'import payments',
    body: keys({ studentId: Id }),
    answer: AssignedLine,
    async run({ mess, actor }, { params, body }) {
      const no = parseField('no', parseCount, params.no);
      const studentId = parseField('studentId', parseId, body.studentId);
      const assigned = await assignLine(mess, actor, no, [{ studentId }]);
      return assignedLineDocument(told(assigned), mess.settings.currencyDecimals);
    },
  }),
  defineEndpoint({
    name: 'splitSuspense',
    method: 'POST',
    path: '/payments/suspense/:no/split',
    summary: 'Shares the money of a line over several students, a receipt for each',
    details: 'The amounts must add up to that of the line.',
    permission: 'import payments',
    body: keys({
      parts: Type.Array(keys({ studentId: Id, amount: Amount }), { minItems: 1, maxItems: 100 }),
    }),
    answer: AssignedLine,
    async run({ mess, actor }, { params, body }) {
      const no = parseField('no', parseCount, params.no);
      const parts = body.parts.map(({ studentId, amount }) => ({
        studentId: parseField('studentId', parseId, studentId),
        amountMinor: readAmount(mess, 'amount', amount),
      }));
      const assigned = await assignLine(mess, actor, no, parts);
      return assignedLineDocument(told(assigned), mess.settings.currencyDecimals);
    },
  }),
  defineEndpoint({
    name: 'ignoreSuspense',
    method: 'POST',
    path: '/payments/suspense/:no/ignore',
    summary: "Says that the money of a line is no student's",
    details:
      'It becomes other income of the mess, or, where the bank took it back and `bounced` is given, leaves the books. What is income can be assigned all the same later.',
    permission: 'ignore money of the bank',
    body: keys({ reason: Reason, bounced: Yes }),
    answer: IgnoredLine,
    async run({ mess, actor }, { params, body }) {
      const no = parseField('no', parseCount, params.no);
      const line = await ignoreLine(mess, actor, no, {
        reason: readReason(body.reason),
        isBounced: body.bounced ?? false,
      });
      return ignoredLineDocument(line, mess.settings.currencyDecimals);
    },
  }),
  defineEndpoint({
    name: 'reopenSuspense',
    method: 'POST',
    path: '/payments/suspense/:no/reopen',
    summary: 'Puts money of a line into suspense again that was taken out of the books',
    details: 'Where it was said to have bounced, and is in the bank all the same.',
    permission: 'reverse payments',
    body: keys({ reason: Reason }),
    answer: ReopenedLine,
    async run({ mess, actor }, { params, body }) {
      const no = parseField('no', parseCount, params.no);
      const line = await reopenLine(mess, actor, no, readReason(body.reason));
      return ignoredLineDocument(line, mess.settings.currencyDecimals);
    },
  }),
  defineEndpoint({
    name: 'listPayers',
    method: 'GET',
    path: '/payments/payers',
    summary: 'Who was seen to pay for whom',
    permission: "see everybody's dues",
    answer: listOf(Payer),
    async run({ mess, actor }) {
      return (await listPayers(mess, actor)).map(documentMaker(PAYER));
    },
  }),
  defineEndpoint({
    name: 'forgetPayer',
    method: 'DELETE',
    path: '/payments/payers/:payer',
    summary: 'Forgets for whom a payer paid until now',
    permission: 'forget payers',
    answer: listOf(Payer),
    async run({ mess, actor }, { params }) {
      const payer = parseField('payer', parseUpiId, params.payer);
      return (await forgetPayer(mess, actor, payer)).map(documentMaker(PAYER));
    },
  }),
];
