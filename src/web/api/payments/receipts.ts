import { receiptDocument } from '../../../documents/payments/receipt.ts';
import { PrintedReceipt } from '../../../documents/schemas/payments/payments.ts';
import { parseReceiptNumber } from '../../../domain/payments/receipt.ts';
import { readReceipt } from '../../../operations/payments/receipts/receipt.ts';
import { parseField } from '../../values.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';

export const RECEIPT_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'showReceipt',
    method: 'GET',
    path: '/payments/:receipt/receipt',
    summary: 'The receipt of a payment, as it is printed; a student sees their own',
    details:
      'With the amount in words, and what was owed before and after; of a payment that was taken back it says so.',
    permission: "see everybody's dues",
    own: 'see own dues',
    answer: PrintedReceipt,
    async run({ mess, actor }, { params }) {
      const number = parseField('receipt', parseReceiptNumber, params.receipt);
      return receiptDocument(await readReceipt(mess, actor, number), mess.settings);
    },
  }),
];
