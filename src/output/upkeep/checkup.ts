import { documentMaker, recordSheet } from '../../documents/fields.ts';
import { CHECK } from '../../documents/upkeep.ts';
import type { ToldCheck } from '../../domain/upkeep/checkup.ts';
import { visible } from '../../domain/values/text.ts';
import { style } from '../page/style.ts';
import type { Page, View } from '../page/view.ts';
import { wrapSentence } from '../page/wrap.ts';

/** How wide the longest state is, and the blanks behind it. */
const MARGIN = ' '.repeat('attention  '.length);

/** What was looked at, a sentence each, with what helps below it. */
export function checkupView(checks: readonly ToldCheck[]): View {
  return {
    json: () => checks.map(documentMaker(CHECK)),
    csv: () => recordSheet(CHECK, checks),
    text: function* (page) {
      const paint = style(page);
      const colors = { ok: paint.green, attention: paint.yellow, wrong: paint.red };
      for (const { state, message, hint } of checks) {
        const label = `${colors[state](state)}${MARGIN.slice(state.length)}`;
        yield `${label}${below(message, page)}\n`;
        if (hint !== null) yield `${MARGIN}${paint.dim('hint:')} ${below(hint, page, 'hint: ')}\n`;
      }
    },
  };
}

/** A sentence behind the margin and its label. */
function below(sentence: string, { width }: Page, label = ''): string {
  const margins = { first: MARGIN.length + label.length, hanging: MARGIN.length };
  return wrapSentence(visible(sentence), width, margins).join(`\n${MARGIN}`);
}
