import { amountInCurrency } from '../../domain/mess/written-amount.ts';
import { findReceiptNumber, type ReceiptNumber } from '../../domain/payments/receipt.ts';
import { findNumbered, type Numbered } from '../../domain/payments/voucher.ts';
import { parseWrittenAmount, type WrittenAmount } from '../../domain/values/money.ts';
import { parseText } from '../../domain/values/text.ts';
import { ValueError } from '../../errors.ts';
import type { Mess } from '../../operations/mess/mess.ts';
import type { Terminal } from '../context.ts';
import { valueArgument } from '../options/arguments.ts';
import { givenOrAsked, toAmountMinor, valueOption } from '../options/values.ts';

/** The whole number of a receipt. */
export function receiptArgument() {
  return valueArgument(
    '<RECEIPT>',
    'the number of the receipt, like 2025-26/0001',
    parseReceipt,
    'mess payment list',
  );
}

/** The number of a receipt, or of the voucher of what has none. */
export function numberArgument() {
  return valueArgument(
    '<RECEIPT>',
    'the number of the receipt or voucher, like 2025-26/0001 or V12',
    parseNumber,
    'mess payment list',
  );
}

function parseNumber(text: string): Numbered {
  const number = findNumbered(text);
  if (number !== undefined) return number;
  throw new ValueError(
    'bad_receipt',
    'not the number of a receipt or a voucher; write it whole, like 2025-26/0001 or V12',
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

/** `--amount` in minor units, given or asked for. */
export function getAmount(
  terminal: Terminal,
  mess: Mess,
  given: WrittenAmount | undefined,
): Promise<bigint> {
  return givenOrAsked(
    terminal,
    given && toAmountMinor(mess, '--amount', given),
    '--amount',
    'Amount',
    (text) => amountInCurrency(mess.settings, parseWrittenAmount(text)),
  );
}
