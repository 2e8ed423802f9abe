import { Type } from 'typebox';
import {
  addedPurchaseDocument,
  editedPurchaseDocument,
  purchasesOfMonthDocument,
  voidedPurchasesDocument,
} from '../../../documents/purchases.ts';
import {
  AddedPurchase,
  EditedPurchase,
  PurchasesOfMonth,
  VoidedPurchases,
} from '../../../documents/schemas/purchases.ts';
import { parseHeadName, parseNote } from '../../../domain/purchases/purchase.ts';
import { parseRange } from '../../../domain/values/number-ranges.ts';
import { parseCount } from '../../../domain/values/size.ts';
import { UsageError } from '../../../errors.ts';
import { editPurchase } from '../../../operations/purchases/edit-purchase.ts';
import {
  addPurchase,
  findVoidable,
  listPurchases,
  voidPurchases,
} from '../../../operations/purchases/purchases.ts';
import { checkFieldLater, parseField } from '../../values.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import {
  Figure,
  Flag,
  isSet,
  keys,
  readAmount,
  readDay,
  readMonth,
  readReason,
  Text,
  told,
  Unlikely,
} from '../input.ts';

const Note = Type.Optional(Type.Union([Text, Type.Null()]));

/** Null and empty text are none. */
function readNote(given: string | null): string | null {
  return given === null ? null : parseField('note', parseNote, given);
}

export const PURCHASE_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'listPurchases',
    method: 'GET',
    path: '/purchases',
    summary: "A month's purchases, by heads with totals",
    permission: 'see purchases',
    query: keys({
      month: Text,
      all: Type.Optional({ ...Flag, description: 'also those that were voided' } as typeof Flag),
    }),
    answer: PurchasesOfMonth,
    async run({ mess, actor }, { query }) {
      const month = readMonth(mess, 'month', query.month);
      const which = isSet(query.all) ? 'all' : 'counted';
      const purchases = await listPurchases(mess, actor, month, which);
      return purchasesOfMonthDocument(month, purchases, mess.settings.currencyDecimals);
    },
  }),
  defineEndpoint({
    name: 'addPurchase',
    method: 'POST',
    path: '/purchases',
    summary: 'Record a purchase',
    permission: 'enter purchases',
    body: keys({
      date: Text,
      amount: Figure,
      head: Text,
      note: Note,
      refund: Type.Optional(Type.Boolean({ description: 'it is money that came back' })),
      unlikely: Unlikely,
    }),
    answer: AddedPurchase,
    status: 201,
    async run({ mess, actor }, { body }) {
      const amountMinor = readAmount(mess, 'amount', body.amount);
      const purchase = {
        date: readDay(mess, 'date', body.date),
        amountMinor: body.refund ? -amountMinor : amountMinor,
        head: parseField('head', parseHeadName, body.head),
        note: readNote(body.note ?? null),
        unlikely: body.unlikely ?? false,
      };
      const added = await checkFieldLater('date', () => addPurchase(mess, actor, purchase));
      const { purchases, warnings } = told(added);
      const [one] = purchases;
      if (one === undefined) throw new TypeError('A purchase was added, and there is none.');
      return addedPurchaseDocument(one, warnings, mess.settings.currencyDecimals);
    },
  }),
  defineEndpoint({
    name: 'editPurchase',
    method: 'PATCH',
    path: '/purchases/:no',
    summary: 'Correct a purchase, which gets a new number',
    permission: 'change purchases',
    body: keys({
      date: Type.Optional(Text),
      amount: Type.Optional(Figure),
      head: Type.Optional(Text),
      note: Note,
      unlikely: Unlikely,
    }),
    answer: EditedPurchase,
    async run({ mess, actor }, { params, body }) {
      const { date, amount, head, note, unlikely = false } = body;
      const no = parseField('no', parseCount, params.no);
      const changes = {
        ...(date !== undefined && { date: readDay(mess, 'date', date) }),
        ...(amount !== undefined && { amountMinor: readAmount(mess, 'amount', amount) }),
        ...(head !== undefined && { head: parseField('head', parseHeadName, head) }),
        ...(note !== undefined && { note: readNote(note) }),
      };
      if (Object.keys(changes).length === 0) {
        throw new UsageError('missing_value', 'Nothing to change was given.');
      }
      const edited = await checkFieldLater('date', () =>
        editPurchase(mess, actor, no, { ...changes, unlikely }),
      );
      return editedPurchaseDocument(told(edited), mess.settings.currencyDecimals);
    },
  }),
  defineEndpoint({
    name: 'voidPurchases',
    method: 'POST',
    path: '/purchases/void',
    summary: 'Take purchases back, all of them or none: they stay readable, and count no more',
    permission: 'change purchases',
    body: keys({
      numbers: Type.Array(Figure, {
        minItems: 1,
        maxItems: 1000,
        description: 'each a number, or a range like `12-51`',
      }),
      reason: Text,
    }),
    answer: VoidedPurchases,
    async run({ mess, actor }, { body }) {
      const ranges = body.numbers.map((each) => parseField('numbers', parseRange, each));
      const reason = readReason(body.reason);
      const numbers = (await findVoidable(mess, actor, ranges)).map(({ no }) => no);
      const { purchases, warnings } = told(await voidPurchases(mess, actor, numbers, reason));
      return voidedPurchasesDocument(purchases, warnings, mess.settings.currencyDecimals);
    },
  }),
];
