import {
  shareExplanationDocument,
  shareExplanationSheet,
} from '../../documents/billing/share-explanation.ts';
import type { ShareExplanation } from '../../domain/billing/share-explanation.ts';
import type { MoneyStyle } from '../../domain/values/currency.ts';
import type { Told } from '../../errors.ts';
import type { View } from '../page/view.ts';
import { explanationLines } from './share-explanation-text.ts';

const MONEY =
  'total dividing_floor dividing_odd dividing per_head fixed_amount fixed_floor fixed_odd fixed charges amount';
const NOT_ADDED = Object.fromEntries(MONEY.split(' ').map((column) => [column, null]));

/** How one share came about: keys for scripts, words for the student. */
export function shareExplanationView(
  explanation: Told<ShareExplanation>,
  moneyStyle: MoneyStyle,
): View {
  return {
    json: () => shareExplanationDocument(explanation, moneyStyle.currencyDecimals),
    csv: () => shareExplanationSheet(explanation, moneyStyle.currencyDecimals),
    text: (page) => explanationLines(explanation, moneyStyle, page),
    names: {
      keys: {
        total: 'dividing.total',
        dividing: 'dividing.amount',
        dividing_odd: 'dividing.oddUnit',
        per_head: 'perHead.amount',
        fixed: 'fixed.amount',
        fixed_amount: 'fixed.fixed',
        fixed_odd: 'fixed.oddUnit',
      },
    },
    amounts: { style: moneyStyle, totals: () => NOT_ADDED },
  };
}
