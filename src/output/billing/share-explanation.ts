import {
  shareExplanationDocument,
  shareExplanationSheet,
} from '../../documents/billing/share-explanation.ts';
import type { ShareExplanation } from '../../domain/billing/share-explanation.ts';
import type { MoneyStyle } from '../../domain/values/currency.ts';
import type { Told } from '../../errors.ts';
import type { View } from '../page/view.ts';
import { explanationLines } from './share-explanation-text.ts';

/** How one share came about: keys for scripts, words for the student. */
export function shareExplanationView(
  explanation: Told<ShareExplanation>,
  moneyStyle: MoneyStyle,
): View {
  return {
    json: () => shareExplanationDocument(explanation, moneyStyle.currencyDecimals),
    csv: () => shareExplanationSheet(explanation, moneyStyle.currencyDecimals),
    text: (page) => explanationLines(explanation, moneyStyle, page),
  };
}
