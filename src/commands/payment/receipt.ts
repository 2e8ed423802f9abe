import { readReceipt } from '../../operations/payments/receipts/receipt.ts';
import { receiptView } from '../../output/payments/receipt.ts';
import { choiceOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';
import { receiptArgument } from './options.ts';

export const paymentReceipt = defineVerb({
  name: 'receipt',
  summary: 'Print the receipt of a payment',
  details:
    'As text for a thermal printer; --output FILE.html makes a page of A5 that any browser prints. It has the amount in words, and what was owed before and after; of a payment that was taken back it says so. A student prints their own.',
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
  },
  async run({ mess, actor, answer }, { receipt, width }) {
    const printed = await readReceipt(mess, actor, receipt);
    await answer.print(receiptView(printed, mess.settings, Number(width)));
  },
});
