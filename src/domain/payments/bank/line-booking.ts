import {
  CLEARING,
  commonAccount,
  duesOf,
  INCOME,
  type Method,
  type NewEntry,
  SUSPENSE,
  transfer,
} from '../entry.ts';
import type { LineRule } from './bank-line.ts';
import type { PaymentMode, PaymentTrace } from './narration.ts';
import type { StatementRow } from './statement.ts';
import type { TracedRow } from './statement-comparison.ts';
import type { StatementPlan } from './statement-plan.ts';

/** How a line that came in is booked. */
export interface LineBooking extends TracedRow {
  readonly rule: LineRule | null;
  readonly entry: Omit<NewEntry, 'receipt'>;
}

const METHODS: Readonly<Record<PaymentMode, Method>> = {
  upi: 'upi',
  gateway: 'upi',
  imps: 'bank',
  neft: 'bank',
  rtgs: 'bank',
  cheque: 'cheque',
  // Paid in at the counter of the bank: it never was in the mess's box.
  cash: 'bank',
  interest: 'bank',
  other: 'bank',
};

/** Where the money of a line is: with the gateway until it pays out, else at the bank. */
function accountOf({ gateway }: StatementRow, method: Method): string {
  return gateway !== undefined && gateway.paymentId !== '' ? CLEARING : method;
}

/** What is the same of every entry of a line: the day and the number that the bank has for it. */
function common(row: StatementRow, { mode, references }: PaymentTrace) {
  const method = METHODS[mode];
  const account = commonAccount(accountOf(row, method));
  const entry = {
    date: row.date,
    moneyDate: row.date,
    month: null,
    method,
    reference: references[0] ?? null,
    note: null,
    reverses: null,
  };
  return { account, entry };
}

/** A student's payment that came by a line, or by a part of it. */
export function bookPayment(
  { row, trace }: TracedRow,
  studentNo: number,
  amountMinor: bigint,
  month: string | null,
): Omit<NewEntry, 'receipt'> {
  const { account, entry } = common(row, trace);
  const postings = transfer(duesOf(studentNo), account, amountMinor);
  return { ...entry, kind: 'payment', month, postings };
}

/** What is no student's, and why. */
export function bookIncome({ row, trace }: TracedRow, note: string): Omit<NewEntry, 'receipt'> {
  const { account, entry } = common(row, trace);
  const postings = transfer(commonAccount(INCOME), account, row.amountMinor);
  return { ...entry, kind: 'income', note, postings };
}

/**
 * Each new line as it is booked, in the order of the file. The second of two lines with one reference is
 * booked without it, so that it stays that of one payment.
 *
 * @param studentNo of an id of the roll
 */
export function bookPlan(
  plan: StatementPlan,
  studentNo: (id: string) => number,
): readonly LineBooking[] {
  const bookings: LineBooking[] = [];
  for (const { row, trace, match } of plan.posted) {
    const entry = bookPayment(
      { row, trace },
      studentNo(match.studentId),
      row.amountMinor,
      match.month,
    );
    bookings.push({ row, trace, rule: match.rule, entry });
  }
  for (const { row, trace, isTwin } of plan.suspense) {
    const { account, entry } = common(row, trace);
    const reference = isTwin ? null : entry.reference;
    const postings = transfer(commonAccount(SUSPENSE), account, row.amountMinor);
    bookings.push({
      row,
      trace,
      rule: null,
      entry: { ...entry, reference, kind: 'suspense', postings },
    });
  }
  for (const { row, trace } of plan.settlements) {
    const { account, entry } = common(row, trace);
    const postings = transfer(commonAccount(CLEARING), account, row.amountMinor);
    bookings.push({
      row,
      trace,
      rule: 'settlement',
      entry: { ...entry, kind: 'settlement', postings },
    });
  }
  for (const { row, trace, match } of plan.noPayments) {
    const { account, entry } = common(row, trace);
    const isInterest = match.what === 'interest';
    const from = commonAccount(isInterest ? INCOME : 'cash');
    const kind = isInterest ? 'income' : 'transfer';
    const postings = transfer(from, account, row.amountMinor);
    bookings.push({ row, trace, rule: match.what, entry: { ...entry, kind, postings } });
  }
  return bookings.sort((a, b) => a.row.line - b.row.line);
}
