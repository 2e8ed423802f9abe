import { Type } from 'typebox';
import {
  cashCountDocument,
  closedBooksDocument,
  reopenedBooksDocument,
} from '../../../documents/payments/books.ts';
import { openingDocument } from '../../../documents/payments/payments.ts';
import {
  CashCount,
  ClosedBooks,
  ReopenedBooks,
} from '../../../documents/schemas/payments/books.ts';
import { Opening } from '../../../documents/schemas/payments/payments.ts';
import {
  parseCounted,
  parseSignedAmount,
  signedToMinor,
} from '../../../domain/payments/signed-amount.ts';
import { parseId } from '../../../domain/values/id.ts';
import { rehearsalOf } from '../../../operations/mess/change.ts';
import { closeBooks, reopenBooks } from '../../../operations/payments/books.ts';
import { countCash } from '../../../operations/payments/cash.ts';
import { setOpening } from '../../../operations/payments/opening.ts';
import { previewOrCarryOut } from '../../preview.ts';
import { checkFieldLater, parseField } from '../../values.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { DryRun, isSet, keys, readReason } from '../input.ts';
import {
  Amount,
  Basis,
  DateText,
  Reason,
  readOptionalAmount,
  readOptionalDay,
} from '../money-input.ts';

export const BOOKS_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'setOpening',
    method: 'PUT',
    path: '/openings/:id',
    summary: 'States what a student owed when the accounts began',
    details:
      'On the day before the first month of the accounts. Less than 0 is what was paid too much; 0 leaves nothing. What was stated before is taken back.',
    permission: 'set openings',
    body: keys({ amount: Amount }),
    answer: Opening,
    async run({ mess, actor }, { params, body }) {
      const id = parseField('id', parseId, params.id);
      const parse = (text: string) => signedToMinor(parseSignedAmount(text), mess.settings);
      const amountMinor = parseField('amount', parse, body.amount);
      const opening = await setOpening(mess, actor, id, amountMinor);
      return openingDocument(opening, mess.settings.currencyDecimals);
    },
  }),
  defineEndpoint({
    name: 'closeBooks',
    method: 'POST',
    path: '/books/close',
    summary: 'Closes the books through a day: no entry stands on it or before it any more',
    permission: 'close the books',
    body: keys({ through: DateText }),
    answer: ClosedBooks,
    async run({ mess, actor }, { body }) {
      const through = readOptionalDay(mess, 'through', body.through) ?? '';
      const closed = await checkFieldLater('through', () => closeBooks(mess, actor, through));
      return closedBooksDocument(closed, mess.settings.currencyDecimals);
    },
  }),
  defineEndpoint({
    name: 'reopenBooks',
    method: 'POST',
    path: '/books/reopen',
    summary: 'Opens closed books again, all days of them',
    permission: 'close the books',
    body: keys({ reason: Reason }),
    answer: ReopenedBooks,
    async run({ mess, actor }, { body }) {
      return reopenedBooksDocument(await reopenBooks(mess, actor, readReason(body.reason)));
    },
  }),
  defineEndpoint({
    name: 'countCash',
    method: 'POST',
    path: '/cash/counts',
    summary: 'Compares what is in the cash box with what must be in it, and books what differs',
    details:
      'What was brought to the bank or spent is no difference: it is takenOut. The last count is taken back by its voucher, as a payment is.',
    permission: 'count the cash',
    query: keys({ dryRun: DryRun }),
    body: keys({ amount: Amount, takenOut: Type.Optional(Amount), basis: Basis }),
    answer: CashCount,
    async run({ mess, actor }, { query, body }) {
      const parse = (text: string) => signedToMinor(parseCounted(text), mess.settings);
      const counted = {
        countedMinor: parseField('amount', parse, body.amount),
        takenOutMinor: readOptionalAmount(mess, 'takenOut', body.takenOut) ?? 0n,
      };
      const { currencyDecimals } = mess.settings;
      const { basis } = body;
      const asked = { during: 'count', isDryRun: isSet(query.dryRun), basis } as const;
      return previewOrCarryOut(asked, async () => {
        const found = await countCash(rehearsalOf(mess), actor, counted);
        const shownMinor = basis === undefined ? undefined : found.differenceMinor;
        return {
          preview: { ...cashCountDocument(found, currencyDecimals), voucher: null },
          carryOut: async () =>
            cashCountDocument(
              await countCash(mess, actor, { ...counted, shownMinor }),
              currencyDecimals,
            ),
        };
      });
    },
  }),
];
