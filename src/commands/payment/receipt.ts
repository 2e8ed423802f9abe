import { readReceipt } from '../../operations/payments/receipts/receipt.ts';
import { receiptView } from '../../output/reports/receipt.ts';
import { choiceOption } from '../options/values.ts';
import { fontOption, languageOption, toPaper } from '../report/options.ts';
import { defineVerb } from '../verb.ts';
import { receiptArgument } from './options.ts';

export const paymentReceipt = defineVerb({
  name: 'receipt',
  summary: 'Print the receipt of a payment',
  details:
    'As text for a thermal printer; --output FILE.html makes a page of A5 that any browser prints, FILE.pdf the same on paper. It has the amount in words, and what was owed before and after; of a payment that was taken back it says so. A student prints their own.',
  examples: [
    'mess payment receipt 2025-26/0001',
    'mess payment receipt 2025-26/0001 --width 48',
    'mess payment receipt 2025-26/0001 --output receipt.html',
  ],
  permission: "see everybody's dues",
  own: 'see own dues',
  hasPage: true,
  takes: {
    receipt: receiptArgument(),
    width: choiceOption('--width <COLUMNS>', 'of the printer', ['32', '48'], '32'),
    font: fontOption(),
    language: languageOption(),
  },
  async run({ mess, actor, answer, files }, { receipt, width, font, language }) {
    const printed = await readReceipt(mess, actor, receipt);
    await answer.print(
      receiptView(printed, toPaper(mess, files, { language, font }), Number(width)),
    );
  },
});
