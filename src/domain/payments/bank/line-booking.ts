import {
  CLEARING,
  commonAccount,
  duesOf,
  INCOME,
  type Method,
  type NewEntry,
  type Posting,
  reversalOf,
  SUSPENSE,
  transfer,
} from '../entry.ts';
import type { LineRule } from './bank-line.ts';
import type { PaymentMode } from './narration.ts';
import type { StatementRow } from './statement.ts';
import type { TracedRow } from './statement-comparison.ts';
import type { StatementPlan } from './statement-plan.ts';

/** How a line that came in is booked. */
export interface LineBooking extends TracedRow {
  readonly rule: LineRule | null;
  readonly entry: Omit<NewEntry, 'receipt'> & {
    /** Of which series its receipt is; null for no receipt. */
    readonly receiptOf: 'payments' | null;
  };
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

/** As what a line is booked, beside its day and the number that the bank has for it. */
interface Booking extends Pick<NewEntry, 'kind' | 'month'> {
  readonly rule: LineRule | null;
  /** Whence the money comes. */
  readonly from: Omit<Posting, 'amountMinor'>;
  /** That is the number of another payment. */
  readonly isTwin?: boolean;
}

function book({ row, trace }: TracedRow, booking: Booking): LineBooking {
  const { rule, kind, month, from, isTwin = false } = booking;
  const method = METHODS[trace.mode];
  const to = commonAccount(accountOf(row, method));
  const { date, amountMinor } = row;
  return {
    row,
    trace,
    rule,
    entry: {
      kind,
      date,
      moneyDate: date,
      month,
      method,
      reference: isTwin ? null : (trace.references[0] ?? null),
      note: null,
      reverses: null,
      receiptOf: kind === 'payment' ? 'payments' : null,
      postings: transfer(from, to, amountMinor),
    },
  };
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
  for (const each of plan.posted) {
    const { studentId, rule, month } = each.match;
    bookings.push(book(each, { rule, kind: 'payment', month, from: duesOf(studentNo(studentId)) }));
  }
  for (const each of plan.suspense) {
    const { isTwin } = each;
    const from = commonAccount(SUSPENSE);
    bookings.push(book(each, { rule: null, kind: 'suspense', month: null, from, isTwin }));
  }
  for (const each of plan.settlements) {
    const from = commonAccount(CLEARING);
    bookings.push(book(each, { rule: 'settlement', kind: 'settlement', month: null, from }));
  }
  for (const each of plan.noPayments) {
    const { what } = each.match;
    const isInterest = what === 'interest';
    const from = commonAccount(isInterest ? INCOME : 'cash');
    const kind = isInterest ? 'income' : 'transfer';
    bookings.push(book(each, { rule: what, kind, month: null, from }));
  }
  return bookings.sort((a, b) => a.row.line - b.row.line);
}

/** The part of a line's money that is a student's, in minor units. */
export interface LinePart {
  readonly studentNo: number;
  readonly amountMinor: bigint;
}

type Booked = NewEntry & { readonly no: number };

/** Takes a line out of where it is booked, on its own day: it came in then, whoever's it is. */
function takeOut(entry: Booked): Omit<NewEntry, 'receipt'> {
  return { ...reversalOf(entry, entry.date), moneyDate: entry.moneyDate };
}

function putIn(
  { date, moneyDate, method, reference, postings }: Booked,
  kind: 'payment' | 'income',
  to: Omit<Posting, 'amountMinor'>,
  amountMinor: bigint,
  note: string | null,
): Omit<NewEntry, 'receipt'> {
  const [money] = postings;
  if (money === undefined) throw new Error('an entry without postings');
  const { account, studentNo } = money;
  const moved = transfer(to, { account, studentNo }, amountMinor);
  return {
    ...{ kind, date, moneyDate, method, reference, note },
    ...{ month: null, reverses: null, postings: moved },
  };
}

/** What moves a line's money to students: each part with a receipt of the day on which it came. */
export function assignParts(
  entry: Booked,
  parts: readonly LinePart[],
): readonly Omit<NewEntry, 'receipt'>[] {
  return [
    takeOut(entry),
    ...parts.map(({ studentNo, amountMinor }) =>
      putIn(entry, 'payment', duesOf(studentNo), amountMinor, null),
    ),
  ];
}

/** What says of a line's money that it is no student's. */
export function assignToIncome(
  entry: Booked,
  amountMinor: bigint,
  reason: string,
): readonly Omit<NewEntry, 'receipt'>[] {
  const income = putIn(entry, 'income', commonAccount(INCOME), amountMinor, reason);
  return [takeOut(entry), income];
}
