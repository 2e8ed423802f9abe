import { amountInCurrency } from '../../domain/mess/written-amount.ts';
import { parseReceiptNumber } from '../../domain/payments/receipt.ts';
import { parseNumbered } from '../../domain/payments/voucher.ts';
import { parseWrittenAmount, type WrittenAmount } from '../../domain/values/money.ts';
import { parseReference } from '../../domain/values/text.ts';
import type { Mess } from '../../operations/mess/mess.ts';
import type { Terminal } from '../context.ts';
import { valueArgument } from '../options/arguments.ts';
import { givenOrAsked, toAmountMinor, valueOption } from '../options/values.ts';

/** The whole number of a receipt. */
export function receiptArgument() {
  return valueArgument(
    '<RECEIPT>',
    'the number of the receipt, like 2025-26/0001',
    parseReceiptNumber,
    'mess payment list',
  );
}

/** The number of a receipt, or of the voucher of what has none. */
export function numberArgument() {
  return valueArgument(
    '<RECEIPT>',
    'the number of the receipt or voucher, like 2025-26/0001 or V12',
    parseNumbered,
    'mess payment list',
  );
}

/** What the bank or the app calls a payment. */
export function referenceOption() {
  return valueOption('--reference <TEXT>', 'the number of the bank or the app', parseReference);
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
