import { recordSheet } from '../../documents/fields.ts';
import {
  PAYMENT,
  type PaymentRecord,
  paymentsDocument,
  recordedPaymentDocument,
  recordedPaymentSheet,
  reversedPaymentDocument,
} from '../../documents/payments/payments.ts';
import type { EntryKind } from '../../domain/payments/entry.ts';
import type { MethodTotal } from '../../domain/payments/method-total.ts';
import type { MoneyStyle } from '../../domain/values/currency.ts';
import { type MoneyFormat, moneyFormat } from '../../domain/values/money-format.ts';
import { monthName } from '../../domain/values/month.ts';
import { sayCount } from '../../domain/values/text.ts';
import { recordListView, type Style } from '../page/records.ts';
import { sentenceView } from '../page/sentence.ts';
import { renderTable } from '../page/table.ts';
import type { Page, View } from '../page/view.ts';
import { sayBalance } from './balance.ts';

/** Money that was given and given back, and what there is by each method. */
export function paymentListView(
  payments: readonly PaymentRecord[],
  totals: readonly MethodTotal[],
  style: Style,
): View {
  const money = moneyFormat(style);
  const hasReversed = payments.some(({ isReversed }) => isReversed);
  const list = recordListView(PAYMENT, payments, style, {
    none: 'No payments.',
    columns: {
      at: { isLeftOut: true },
      studentId: { title: 'ID' },
      reversed: hasReversed ? {} : { isLeftOut: true },
      kind: payments.some(({ kind }) => kind !== 'payment') ? {} : { isLeftOut: true },
      receipt: { cell: ({ receipt, voucher }) => receipt ?? voucher ?? '' },
      voucher: { isLeftOut: true },
    },
  });
  return {
    ...list,
    json: () => paymentsDocument(payments, totals, style.currencyDecimals),
    names: { ...list.names, rows: 'payments' },
    text: function* (page) {
      yield* list.text(page);
      if (totals.some((each) => each.inAllMinor !== each.amountMinor)) {
        yield '\n';
        yield* totalsTable(totals, money, page);
        return;
      }
      if (payments.length === 0) return;
      yield '\n';
      const parts = totals.map(
        ({ method, count, amountMinor }) => `${method} ${money(amountMinor)} (${count})`,
      );
      const sum = totals.reduce((all, { amountMinor }) => all + amountMinor, 0n);
      const count = totals.reduce((all, each) => all + each.count, 0);
      yield `${parts.join(', ')}: ${sayCount(count, 'payment')}, ${money(sum)} in all\n`;
    },
  };
}

/** Where there is more than payments: what all of it comes to, as it must be in the box. */
function totalsTable(
  totals: readonly MethodTotal[],
  money: MoneyFormat,
  page: Page,
): Iterable<string> {
  const columns: readonly (readonly [string, (each: MethodTotal) => bigint])[] = [
    ['Payments', ({ amountMinor }) => amountMinor],
    ['Deposits', ({ depositsMinor }) => depositsMinor],
    ['Given back', ({ givenBackMinor }) => givenBackMinor],
    ['Counted, taken out', ({ othersMinor }) => othersMinor],
    ['In all', ({ inAllMinor }) => inAllMinor],
  ];
  const shown = columns.filter(([, of]) => totals.some((each) => of(each) !== 0n));
  const some = (minor: bigint) => (minor === 0n ? '' : money(minor));
  const sum = (of: (each: MethodTotal) => bigint) =>
    money(totals.reduce((all, each) => all + of(each), 0n));
  return renderTable(
    {
      columns: [
        { title: 'Method' },
        ...shown.map(([title]) => ({ title, align: 'right' as const })),
      ],
      rows: totals.map((each) => [each.method, ...shown.map(([, of]) => some(of(each)))]),
      footer: ['Total', ...shown.map(([, of]) => sum(of))],
    },
    page,
  );
}

/** What was taken, with the number of its receipt. */
export function recordedPaymentView(
  recorded: Parameters<typeof recordedPaymentDocument>[0] & {
    readonly student: { readonly name: string };
  },
  style: MoneyStyle,
): View {
  const { receipt, student, payment, balanceBeforeMinor, balanceMinor } = recorded;
  const money = moneyFormat(style);
  const document = recordedPaymentDocument(recorded, style.currencyDecimals);
  const what = payment.month === null ? '' : ` for ${monthName(payment.month)}`;
  const sentence = `Receipt ${receipt}: ${money(payment.amountMinor)} by ${payment.method} from ${student.id} ${student.name}${what}. Before: ${sayBalance(balanceBeforeMinor, money)}; now: ${sayBalance(balanceMinor, money)}.`;
  const csv = () => recordedPaymentSheet([document]);
  return sentenceView(document, csv, sentence);
}

/** What was done by an entry that has a voucher. */
const REVERSED: Readonly<Record<string, string>> = {
  refund: 'paid back',
  waiver: 'waived',
  'write-off': 'written off',
  'deposit used': 'used of the deposit',
  'deposit refund': 'paid back of the deposit',
} satisfies Partial<Record<EntryKind, string>>;

export function reversedPaymentView(
  reversed: Parameters<typeof reversedPaymentDocument>[0],
  style: MoneyStyle,
): View {
  const { payment, balanceMinor, suspendedLine } = reversed;
  const money = moneyFormat(style);
  const { currencyDecimals } = style;
  const document = reversedPaymentDocument(reversed, currencyDecimals);
  const { receipt, voucher, kind, amountMinor, studentId, name } = payment;
  const number = receipt === null ? `voucher ${voucher}` : `receipt ${receipt}`;
  const what = kind in REVERSED ? `, ${REVERSED[kind]}` : '';
  const amount = money(amountMinor < 0n ? -amountMinor : amountMinor);
  const where =
    suspendedLine === null
      ? ''
      : ` The money is in suspense, as line ${suspendedLine} of the bank's files.`;
  const sentence =
    studentId === null || balanceMinor === null
      ? `Reversed ${number}: the count of ${payment.date}, with its difference of ${money(amountMinor)}.`
      : `Reversed ${number}: ${amount} of ${studentId} ${name}${what}. Now: ${sayBalance(balanceMinor, money)}.${where}`;
  return sentenceView(document, () => recordSheet(PAYMENT, [payment], currencyDecimals), sentence);
}
