import {
  type CashCountRecord,
  type ClosedBooksRecord,
  cashCountDocument,
  cashCountSheet,
  closedBooksDocument,
  closedBooksSheet,
  reopenedBooksDocument,
} from '../../documents/payments/books.ts';
import type { Method } from '../../domain/payments/entry.ts';
import type { MoneyStyle } from '../../domain/values/currency.ts';
import { dateTimeIn } from '../../domain/values/date.ts';
import { moneyFormat } from '../../domain/values/money-format.ts';
import { visible } from '../../domain/values/text.ts';
import { headLine } from '../mess/record.ts';
import type { Style } from '../page/records.ts';
import { sentenceView } from '../page/sentence.ts';
import { renderTable } from '../page/table.ts';
import type { View } from '../page/view.ts';

/** The trial balance of closed books, to be signed. */
export function closedBooksView(
  closed: ClosedBooksRecord & { readonly changed: boolean },
  style: MoneyStyle,
): View {
  const money = moneyFormat(style);
  const document = closedBooksDocument(closed, style.currencyDecimals);
  const { accounts, sumMinor } = closed.trialBalance;
  const side = (minor: bigint) => (minor > 0n ? money(minor) : '');
  return {
    json: () => document,
    csv: () => closedBooksSheet(document),
    names: { rows: 'accounts' },
    amounts: { style, totals: () => ({ debit: sumMinor, credit: sumMinor }) },
    text: function* (page) {
      const already = closed.changed ? '' : ' already';
      yield `The books are closed through ${closed.through}${already}. As they stood then (${style.currency}):\n\n`;
      yield* renderTable(
        {
          columns: [
            { title: 'Account' },
            { title: 'Debit', align: 'right' },
            { title: 'Credit', align: 'right' },
          ],
          rows: accounts.map(({ account, amountMinor }) => [
            account,
            side(amountMinor),
            side(-amountMinor),
          ]),
          footer: ['Total', money(sumMinor), money(sumMinor)],
        },
        page,
      );
      yield '\n';
      const atBank = accounts.filter(({ account }) => AT_BANK.includes(account));
      if (atBank.length > 0) {
        const sum = atBank.reduce((total, { amountMinor }) => total + amountMinor, 0n);
        yield `At the bank: ${money(sum)} (${atBank.map(({ account }) => account).join(' + ')}). The passbook has the mess's spending too, which is in none of these accounts.\n`;
      }
      yield headLine(closed.head);
    },
  };
}

/** Methods whose money comes to the bank: its statement has them together. */
const AT_BANK: readonly string[] = ['bank', 'cheque', 'upi'] satisfies Method[];

/** @param before through which day they were closed; null where they were open */
export function reopenedBooksView({ before }: { readonly before: string | null }): View {
  const sentence =
    before === null
      ? 'The books are open already.'
      : `The books are open again; they were closed through ${before}.`;
  const csv = () => ({ header: ['closed_through'], rows: [[before]] });
  return sentenceView(reopenedBooksDocument({ before }), csv, sentence);
}

/** @param state whether the difference is in the books */
export function cashCountView(
  count: CashCountRecord,
  style: Style,
  state: 'booked' | 'not yet booked',
): View {
  const money = moneyFormat(style);
  const { countedMinor, recordedMinor, differenceMinor, takenOutMinor, last } = count;
  const document = cashCountDocument(count, style.currencyDecimals);
  const found =
    differenceMinor === 0n
      ? 'Nothing is missing.'
      : differenceMinor < 0n
        ? `Missing: ${money(-differenceMinor)}, ${state} to the account cash difference.`
        : `Too much: ${money(differenceMinor)}, ${state} to the account cash difference.`;
  return {
    json: () => document,
    csv: () => cashCountSheet([document]),
    text: function* () {
      const lines = [
        ['Last count', last === undefined ? 'none' : sayCounted(last, style.timeZone)],
        ...(takenOutMinor === 0n ? [] : [['Taken out', money(takenOutMinor)]]),
        ['Recorded', money(recordedMinor)],
        ['Counted', money(countedMinor)],
      ];
      for (const [title = '', value = ''] of lines) yield `${title.padEnd(11)}${visible(value)}\n`;
      yield `${found}\n`;
      if (state === 'booked' && count.voucher !== null) {
        yield `Voucher ${count.voucher}, by which it can be taken back.\n`;
      }
    },
  };
}

/** `2025-06-15 10:00 by warden` */
export function sayCounted(
  { at, by }: { readonly at: string; readonly by: string | null },
  timeZone: string,
): string {
  return `${dateTimeIn(timeZone, new Date(at))}${by === null ? '' : ` by ${by}`}`;
}
