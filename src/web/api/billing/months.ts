import { Type } from 'typebox';
import {
  changedMonthDocument,
  closedMonthDocument,
  monthDocument,
} from '../../../documents/billing/month.ts';
import { ChangedMonth, ClosedMonth, MonthState } from '../../../documents/schemas/months.ts';
import { listOf } from '../../../documents/schemas/parts/values.ts';
import { UsageError } from '../../../errors.ts';
import { closeMonth, listMonths, reopenMonth } from '../../../operations/billing/months.ts';
import { readUnpaid } from '../../../operations/payments/unpaid.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { keys, readMonth, readReason, told } from '../input.ts';
import { Reason, Yes } from '../money-input.ts';

export const MONTH_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'listMonths',
    method: 'GET',
    path: '/months',
    summary: 'The months, open or closed, and what each lacks',
    permission: 'see bills',
    isHeavy: true,
    answer: listOf(MonthState),
    async run({ mess, actor }) {
      const { currencyDecimals } = mess.settings;
      const months = await listMonths(mess, actor);
      return months.map((state) => monthDocument(state, currencyDecimals));
    },
  }),
  defineEndpoint({
    name: 'closeMonth',
    method: 'POST',
    path: '/months/:month/close',
    summary: 'Closes a month: its attendance, purchases and bill change no more',
    details:
      'A month that is not over, or has no bill or a stale one, is closed only with asIs and a reason. An owner can open it again.',
    permission: 'close months',
    body: keys({ asIs: Yes, reason: Type.Optional(Reason) }),
    answer: ClosedMonth,
    async run({ mess, actor }, { params, body }) {
      const { asIs = false, reason } = body;
      if (!asIs && reason !== undefined) {
        throw new UsageError('conflicting_options', 'A reason belongs to asIs.');
      }
      const month = readMonth(mess, 'month', params.month);
      const why = asIs ? readReason(reason ?? '') : undefined;
      const done = told(await closeMonth(mess, actor, month, why));
      const unpaid = await readUnpaid(mess, actor, month);
      return closedMonthDocument({ ...done, unpaid }, mess.settings.currencyDecimals);
    },
  }),
  defineEndpoint({
    name: 'reopenMonth',
    method: 'POST',
    path: '/months/:month/reopen',
    summary: 'Opens a closed month again',
    permission: 'reopen months',
    body: keys({ reason: Reason }),
    answer: ChangedMonth,
    async run({ mess, actor }, { params, body }) {
      const month = readMonth(mess, 'month', params.month);
      const done = await reopenMonth(mess, actor, month, readReason(body.reason));
      return changedMonthDocument(told(done), mess.settings.currencyDecimals);
    },
  }),
];
