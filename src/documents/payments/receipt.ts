import { anchorOf, type RecordHead } from '../../domain/mess/record-chain.ts';
import { amountInWords } from '../../domain/payments/amount-in-words.ts';
import type { PaidDebt } from '../../domain/payments/dues/allocation.ts';
import type { MoneyStyle } from '../../domain/values/currency.ts';
import { formatMinor } from '../../domain/values/money.ts';
import type { PrintedReceiptDocument } from '../schemas/payments/payments.ts';
import { type Columns, type Sheet, toSheet } from '../sheet.ts';
import type { PaperWords } from '../words/paper-words.ts';
import type { PaymentRecord } from './payments.ts';

/** A payment as its receipt has it; balances in minor units. */
export interface ReceiptRecord {
  readonly messName: string;
  readonly payment: Omit<PaymentRecord, 'method'> &
    Pick<PrintedReceiptDocument, 'method' | 'receipt' | 'studentId' | 'name'>;
  readonly balanceBeforeMinor: bigint;
  readonly balanceMinor: bigint;
  readonly paid: readonly PaidDebt[];
  readonly reversed: { readonly date: string; readonly reason: string | null } | null;
  readonly head: RecordHead;
}

export function receiptDocument(
  { messName, payment, balanceBeforeMinor, balanceMinor, reversed, head }: ReceiptRecord,
  style: MoneyStyle,
): PrintedReceiptDocument {
  const money = (minor: bigint) => formatMinor(minor, style.currencyDecimals);
  const { receipt, date, studentId, name, amountMinor, method, reference, month, note } = payment;
  return {
    mess: messName,
    ...{ receipt, date, studentId, name },
    amount: money(amountMinor),
    words: amountInWords(amountMinor, style),
    ...{ method, reference, month, note },
    balanceBefore: money(balanceBeforeMinor),
    balance: money(balanceMinor),
    by: payment.by,
    at: payment.at,
    reversed,
    record: anchorOf(head),
  };
}

/** The month that it was given for, or `May 2025, late fee of May 2025`; null where it paid nothing. */
export function sayPaidFor(
  { payment, paid }: Pick<ReceiptRecord, 'payment' | 'paid'>,
  words: PaperWords,
): string | null {
  if (payment.kind === 'deposit') return words.depositHeld;
  if (payment.month !== null) return words.monthName(payment.month);
  const said = paid.map(({ kind, month }) => {
    if (month === null) return words.paidKinds[kind];
    const of = words.monthName(month);
    return kind === 'bill' ? of : words.paidKindOf(words.paidKinds[kind], of);
  });
  return said.length === 0 ? null : said.join(', ');
}

export function receiptSheet(receipt: PrintedReceiptDocument): Sheet {
  const columns: Columns<PrintedReceiptDocument> = {
    receipt: 'receipt',
    date: 'date',
    student_id: 'studentId',
    name: 'name',
    amount: 'amount',
    words: 'words',
    method: 'method',
    reference: 'reference',
    month: 'month',
    note: 'note',
    balance_before: 'balanceBefore',
    balance: 'balance',
    by: 'by',
    at: 'at',
    reversed_on: ({ reversed }) => reversed?.date ?? null,
    reversal_reason: ({ reversed }) => reversed?.reason ?? null,
    record: 'record',
  };
  return toSheet(columns, [receipt]);
}
