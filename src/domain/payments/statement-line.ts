import { monthName } from '../values/month.ts';
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

const WORDS: Readonly<Record<LineKind, string>> = {
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
};

const OF_BILL: readonly LineKind[] = ['bill', 'revision', 'void', 'late fee', 'waiver'];

/** For a person: `Bill of May 2025`, `Paid by UPI, 515412345678`. */
export function describeLine(line: StatementLine): string {
  const { kind, month, moneyDate, method, reference, note } = line;
  // A late fee is owed again, that was waived.
  const isReversal = kind === 'reversal' || (kind === 'waiver' && line.amountMinor > 0n);
  const number = line.receipt ?? line.voucher;
  const isOfBill = OF_BILL.includes(kind);
  const word = isReversal && number !== null ? `${WORDS.reversal} of ${number}` : WORDS[kind];
  const parts = [
    isOfBill && month !== null ? `${word}, ${monthName(month)}` : word,
    ...(kind === 'payment' || kind === 'refund' ? [sayMethod(method)] : []),
    ...(!isOfBill && month !== null ? [`for ${monthName(month)}`] : []),
    ...(moneyDate === null ? [] : [`of ${moneyDate}`]),
    reference,
    note,
  ];
  return parts.filter((part) => part !== null && part !== '').join(', ');
}

/** @returns `by cash`, `by UPI` … */
function sayMethod(method: Method | null): string | null {
  if (method === null || method === 'other') return null;
  return method === 'cash' ? 'cash' : method === 'upi' ? 'UPI' : method;
}
