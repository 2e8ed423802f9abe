import { type Month, monthName } from '../values/month.ts';
import type { AccountLine, LineKind } from './account.ts';
import type { Method } from './entry.ts';

/** A line of an account with what is said of it. */
export interface StatementLine extends AccountLine {
  /** Of the money itself, `YYYY-MM-DD`, where the books were closed by then; null where it is the line's. */
  readonly moneyDate: string | null;
  /** As it is printed; of what was taken back that of the entry itself. */
  readonly receipt: string | null;
  /** Of what has no receipt, likewise. */
  readonly voucher: string | null;
  readonly method: Method | null;
  readonly reference: string | null;
  readonly note: string | null;
}

/** How a language says a line. */
export interface LineWords {
  readonly kinds: Readonly<Record<LineKind, string>>;
  monthName(month: Month): string;
  /** Null where nothing is said of it. */
  method(method: Method): string | null;
  /** @param month its name */
  forMonth(month: string): string;
  /** @param date `YYYY-MM-DD` */
  ofDay(date: string): string;
  /** @param number of the receipt or voucher */
  reversalOf(number: string): string;
}

export const ENGLISH_LINES: LineWords = {
  kinds: {
    opening: 'Opening balance',
    bill: 'Bill',
    revision: 'Bill revised',
    void: 'Bill voided',
    'late fee': 'Late fee',
    waiver: 'Late fee waived',
    payment: 'Paid',
    reversal: 'Reversal',
    refund: 'Paid back',
    'deposit used': 'From the deposit',
    'write-off': 'Written off',
  },
  monthName,
  method: (method) => (method === 'other' ? null : method === 'upi' ? 'UPI' : method),
  forMonth: (month) => `for ${month}`,
  ofDay: (date) => `of ${date}`,
  reversalOf: (number) => `Reversal of ${number}`,
};

const OF_BILL: readonly LineKind[] = ['bill', 'revision', 'void', 'late fee', 'waiver'];

/** For a person: `Bill, May 2025`, `Paid, UPI, 515412345678`. */
export function describeLine(line: StatementLine, words: LineWords = ENGLISH_LINES): string {
  const { kind, month, moneyDate, method, reference, note } = line;
  // A late fee is owed again, that was waived.
  const isReversal = kind === 'reversal' || (kind === 'waiver' && line.amountMinor > 0n);
  const number = line.receipt ?? line.voucher;
  const isOfBill = OF_BILL.includes(kind);
  const word = isReversal && number !== null ? words.reversalOf(number) : words.kinds[kind];
  const saysMethod = method !== null && (kind === 'payment' || kind === 'refund');
  const parts = [
    isOfBill && month !== null ? `${word}, ${words.monthName(month)}` : word,
    saysMethod ? words.method(method) : null,
    !isOfBill && month !== null ? words.forMonth(words.monthName(month)) : null,
    moneyDate === null ? null : words.ofDay(moneyDate),
    reference,
    note,
  ];
  return parts.filter((part) => part !== null && part !== '').join(', ');
}
