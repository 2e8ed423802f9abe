import { Type } from 'typebox';
import {
  billRevisionDocument,
  billSummaryDocument,
  listedBillDocument,
  shownBillDocument,
} from '../../../documents/billing/bill.ts';
import {
  BillRevision,
  BillSummary,
  ListedBill,
  ShownBill,
} from '../../../documents/schemas/billing.ts';
import { listOf } from '../../../documents/schemas/parts/values.ts';
import { NOT_STALE, parseRevision } from '../../../domain/billing/bill.ts';
import {
  listBills,
  showBill,
  showBillToVoid,
  showHistory,
  voidBill,
} from '../../../operations/billing/bills.ts';
import { showRecordHead } from '../../../operations/upkeep/verify-record.ts';
import { parseOptional } from '../../values.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { isSet, keys, readMonth, readReason, told } from '../input.ts';
import { Flag, Reason } from '../money-input.ts';

export const Revision = Type.Optional(
  Type.String({ maxLength: 9, description: 'an earlier one, also when voided' }),
);

export const BILL_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'listBills',
    method: 'GET',
    path: '/bills',
    summary: 'The bills, oldest first',
    permission: 'see bills',
    isHeavy: true,
    query: keys({ all: Flag }),
    answer: listOf(ListedBill),
    async run({ mess, actor }, { query }) {
      const { currencyDecimals } = mess.settings;
      const bills = await listBills(mess, actor, isSet(query.all) ? 'all' : 'live');
      return bills.map((bill) => listedBillDocument(bill, currencyDecimals));
    },
  }),
  defineEndpoint({
    name: 'showBill',
    method: 'GET',
    path: '/bills/:month',
    summary: "A month's bill with everybody's share",
    permission: 'see bills',
    query: keys({ revision: Revision }),
    answer: ShownBill,
    async run({ mess, actor }, { params, query }) {
      const month = readMonth(mess, 'month', params.month);
      const revision = parseOptional('revision', parseRevision, query.revision);
      const bill = told(await showBill(mess, actor, month, revision));
      const head = await showRecordHead(mess, actor);
      return shownBillDocument(bill, head, mess.settings.currencyDecimals);
    },
  }),
  defineEndpoint({
    name: 'showBillHistory',
    method: 'GET',
    path: '/bills/:month/history',
    summary: 'Every bill that a month had: who made it, and who took it back and why',
    permission: 'see bills',
    answer: listOf(BillRevision),
    async run({ mess, actor }, { params }) {
      const { currencyDecimals } = mess.settings;
      const revisions = await showHistory(mess, actor, readMonth(mess, 'month', params.month));
      return revisions.map((bill) => billRevisionDocument(bill, currencyDecimals));
    },
  }),
  defineEndpoint({
    name: 'voidBill',
    method: 'POST',
    path: '/bills/:month/void',
    summary: 'Takes a bill back, so that the month can be registered again',
    details: 'Its shares stay readable by their revision, but nobody owes them any more.',
    permission: 'void bills',
    body: keys({ reason: Reason }),
    answer: BillSummary,
    async run({ mess, actor }, { params, body }) {
      const month = readMonth(mess, 'month', params.month);
      const reason = readReason(body.reason);
      const found = await showBillToVoid(mess, actor, month);
      const voided = await voidBill(mess, actor, found, reason);
      const { currencyDecimals } = mess.settings;
      return billSummaryDocument({ ...voided, staleness: NOT_STALE }, currencyDecimals);
    },
  }),
];
