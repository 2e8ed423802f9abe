import { findReceiptNumber, type ReceiptNumber } from '../../domain/payments/receipt.ts';
import { parseText } from '../../domain/values/text.ts';
import { ValueError } from '../../errors.ts';
import { valueArgument } from '../options/arguments.ts';
import { valueOption } from '../options/values.ts';

/** The whole number of a receipt. */
export function receiptArgument() {
  return valueArgument(
    '<RECEIPT>',
    'the number of the receipt, like 2025-26/0001',
    parseReceipt,
    'mess payment list',
  );
}

function parseReceipt(text: string): ReceiptNumber {
  const receipt = findReceiptNumber(text);
  if (receipt !== undefined) return receipt;
  throw new ValueError(
    'bad_receipt',
    'not the number of a receipt; write it whole, like 2025-26/0001',
  );
}

/** What the bank or the app calls a payment. */
export function referenceOption() {
  return valueOption('--reference <TEXT>', 'the number of the bank or the app', (text) =>
    parseText(text, 'reference', 100),
  );
}
