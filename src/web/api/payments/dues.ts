import { Type } from 'typebox';
import { settlementDocument } from '../../../documents/payments/dues.ts';
import { accountDocument, duesDocument } from '../../../documents/payments/payments.ts';
import { listOf } from '../../../documents/schemas/parts/values.ts';
import {
  Account,
  AccountChange,
  Dues,
  Settlement,
} from '../../../documents/schemas/payments/payments.ts';
import { parseBranch } from '../../../domain/students/student.ts';
import { parseId } from '../../../domain/values/id.ts';
import { showDues } from '../../../operations/payments/accounts/account.ts';
import { waiveLateFee, writeOffDues } from '../../../operations/payments/dues/forgive.ts';
import { settleStudent } from '../../../operations/payments/dues/leaving.ts';
import { listDues } from '../../../operations/payments/list-dues.ts';
import type { Scope } from '../../request.ts';
import { parseField, parseOptional } from '../../values.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { isSet, keys, readAmount, readMonth, readReason } from '../input.ts';
import {
  Amount,
  DateText,
  Flag,
  MonthText,
  Reason,
  readOptionalAmount,
  readOptionalDay,
  readRange,
} from '../money-input.ts';
import { accountChangeOf } from './account-change.ts';

const Range = keys({ from: Type.Optional(DateText), to: Type.Optional(DateText) });

export const DUES_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'listDues',
    method: 'GET',
    path: '/dues',
    summary: 'Who owes what, who owes most first; who has credit comes last',
    permission: "see everybody's dues",
    query: keys({
      overdue: Flag,
      over: Type.Optional(Amount),
      branch: Type.Optional(Type.String({ maxLength: 100 })),
      left: Flag,
      asOf: Type.Optional(DateText),
    }),
    answer: listOf(Dues),
    async run({ mess, actor }, { query }) {
      const dues = await listDues(mess, actor, {
        isOverdue: isSet(query.overdue),
        overMinor: readOptionalAmount(mess, 'over', query.over),
        branch: parseOptional('branch', parseBranch, query.branch),
        hasLeft: isSet(query.left),
        asOf: readOptionalDay(mess, 'asOf', query.asOf),
      });
      return dues.map((each) => duesDocument(each, mess.settings.currencyDecimals));
    },
  }),
  defineEndpoint({
    name: 'showDues',
    method: 'GET',
    path: '/dues/:id',
    summary: "A student's account: bills, payments, and what was owed after each",
    permission: "see everybody's dues",
    own: 'see own dues',
    query: Range,
    answer: Account,
    async run(scope, { params, query }) {
      return showAccount(scope, parseField('id', parseId, params.id), query);
    },
  }),
  defineEndpoint({
    name: 'showOwnDues',
    method: 'GET',
    path: '/me/dues',
    summary: 'The account of whoever asks',
    permission: "see everybody's dues",
    own: 'see own dues',
    query: Range,
    answer: Account,
    async run(scope, { query }) {
      return showAccount(scope, undefined, query);
    },
  }),
  defineEndpoint({
    name: 'waiveLateFee',
    method: 'POST',
    path: '/dues/:id/waive',
    summary: 'Waives the late fee of a bill, or a part of it',
    details: 'It is not entered again. What was paid of it already becomes credit.',
    permission: 'waive late fees',
    body: keys({ month: MonthText, amount: Type.Optional(Amount), reason: Reason }),
    answer: AccountChange,
    async run({ mess, actor }, { params, body }) {
      const waived = await waiveLateFee(mess, actor, parseField('id', parseId, params.id), {
        month: readMonth(mess, 'month', body.month),
        amountMinor: readOptionalAmount(mess, 'amount', body.amount),
        reason: readReason(body.reason),
      });
      return accountChangeOf(mess, waived);
    },
  }),
  defineEndpoint({
    name: 'writeOffDues',
    method: 'POST',
    path: '/dues/:id/write-off',
    summary: 'Gives up what a student owes, or a part of it',
    details: 'At most what is owed. It stays on the account, with the reason.',
    permission: 'write off dues',
    body: keys({ amount: Amount, reason: Reason }),
    answer: AccountChange,
    async run({ mess, actor }, { params, body }) {
      const done = await writeOffDues(mess, actor, parseField('id', parseId, params.id), {
        amountMinor: readAmount(mess, 'amount', body.amount),
        reason: readReason(body.reason),
      });
      return accountChangeOf(mess, done);
    },
  }),
  defineEndpoint({
    name: 'settleStudent',
    method: 'GET',
    path: '/students/:id/settlement',
    summary: 'What is to be collected of a student who leaves, or paid back; it changes nothing',
    permission: "see everybody's dues",
    answer: Settlement,
    async run({ mess, actor }, { params }) {
      const settlement = await settleStudent(mess, actor, parseField('id', parseId, params.id));
      return settlementDocument(settlement, mess.settings.currencyDecimals);
    },
  }),
];

async function showAccount(
  { mess, actor }: Scope,
  id: string | undefined,
  range: { readonly from?: string | undefined; readonly to?: string | undefined },
): Promise<unknown> {
  const account = await showDues(mess, actor, id, readRange(mess, range));
  return accountDocument(account, mess.settings.currencyDecimals);
}
