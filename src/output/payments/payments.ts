import { documentMaker, recordSheet } from '../../documents/fields.ts';
import {
  type MethodTotal,
  PAYMENT,
  type PaymentRecord,
  paymentsDocument,
  recordedPaymentDocument,
  recordedPaymentSheet,
} from '../../documents/payments.ts';
import type { MoneyStyle } from '../../domain/values/currency.ts';
import { formatMinor } from '../../domain/values/money.ts';
import { moneyFormat } from '../../domain/values/money-format.ts';
import { monthName } from '../../domain/values/month.ts';
import { sayCount } from '../../domain/values/text.ts';
import { recordListView, type Style } from '../page/records.ts';
import { sentenceView } from '../page/sentence.ts';
import type { View } from '../page/view.ts';
import { sayBalance } from './balance.ts';

/** Payments, and what came in by each method. */
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
    },
  });
  return {
    ...list,
    json: () => paymentsDocument(payments, totals, style.currencyDecimals),
    names: { ...list.names, rows: 'payments' },
    text: function* (page) {
      yield* list.text(page);
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

export function reversedPaymentView(
  payment: PaymentRecord,
  balanceMinor: bigint,
  style: MoneyStyle,
): View {
  const money = moneyFormat(style);
  const { currencyDecimals } = style;
  const document = {
    payment: documentMaker(PAYMENT, currencyDecimals)(payment),
    balance: formatMinor(balanceMinor, currencyDecimals),
  };
  const sentence = `Reversed receipt ${payment.receipt}: ${money(payment.amountMinor)} of ${payment.studentId} ${payment.name}. Now: ${sayBalance(balanceMinor, money)}.`;
  return sentenceView(document, () => recordSheet(PAYMENT, [payment], currencyDecimals), sentence);
}
