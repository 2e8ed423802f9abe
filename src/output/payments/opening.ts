import { openingDocument, openingSheet } from '../../documents/payments/payments.ts';
import type { MoneyStyle } from '../../domain/values/currency.ts';
import { moneyFormat } from '../../domain/values/money-format.ts';
import { sentenceView } from '../page/sentence.ts';
import type { View } from '../page/view.ts';
import { sayBalance } from './balance.ts';

/** What a student owed when the accounts began. */
export function openingView(
  opening: Parameters<typeof openingDocument>[0] & { readonly student: { readonly name: string } },
  style: MoneyStyle,
): View {
  const { student, amountMinor, beforeMinor, balanceMinor } = opening;
  const money = moneyFormat(style);
  const document = openingDocument(opening, style.currencyDecimals);
  const was =
    beforeMinor === null || beforeMinor === amountMinor
      ? ''
      : ` It was: ${sayBalance(beforeMinor, money)}.`;
  const sentence = `${student.id} ${student.name} when the accounts began: ${sayBalance(amountMinor, money)}.${was} Now: ${sayBalance(balanceMinor, money)}.`;
  return sentenceView(document, () => openingSheet([document]), sentence);
}
