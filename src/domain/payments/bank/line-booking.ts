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

/** What moves money, as it is written. */
type Moved = Omit<NewEntry, 'receipt'>;

/**
 * Takes a line's money out of where it is booked, on the day on which all of it is there: on an earlier one a part
 * that came back would be in no account until the others did.
 */
function takeOut(entries: readonly Booked[]): Moved[] {
  const { date } = lastOf(entries);
  return entries.map((entry) => ({ ...reversalOf(entry, date), moneyDate: entry.moneyDate }));
}

/** Where the money of a line came to, and how much of it an entry books, in minor units. */
function moneyOf({ postings: [money] }: Pick<Booked, 'postings'>): Posting {
  if (money === undefined) throw new Error('an entry without postings');
  return money;
}

/** What entries book of a line together, in minor units. */
export function sumMoney(entries: readonly Pick<Booked, 'postings'>[]): bigint {
  return entries.reduce((sum, entry) => sum + moneyOf(entry).amountMinor, 0n);
}

function putIn(
  entry: Booked,
  kind: 'payment' | 'income' | 'suspense',
  to: Omit<Posting, 'amountMinor'>,
  amountMinor: bigint,
  note: string | null,
): Moved {
  const { date, moneyDate, method, reference } = entry;
  const { account, studentNo } = moneyOf(entry);
  const moved = transfer(to, { account, studentNo }, amountMinor);
  return {
    ...{ kind, date, moneyDate, method, reference, note },
    ...{ month: null, reverses: null, postings: moved },
  };
}

/** The last of them: where money came back into suspense in parts, it is all there from that day on. */
function lastOf(entries: readonly Booked[]): Booked {
  const [first, ...rest] = entries;
  if (first === undefined) throw new Error('a line that is booked nowhere');
  return rest.reduce((last, each) => (each.date > last.date ? each : last), first);
}

/**
 * What moves a line's money to students: each part with a receipt of the day on which it came.
 *
 * @param entries as which the money is booked until now
 */
export function assignParts(
  entries: readonly Booked[],
  parts: readonly LinePart[],
): readonly Moved[] {
  const from = lastOf(entries);
  return [
    ...takeOut(entries),
    ...parts.map(({ studentNo, amountMinor }) =>
      putIn(from, 'payment', duesOf(studentNo), amountMinor, null),
    ),
  ];
}

/** What says of a line's money that it is no student's. */
export function assignToIncome(entries: readonly Booked[], reason: string): readonly Moved[] {
  return assignToAll(entries, 'income', reason);
}

/** What takes that back, so that it may be a student's again. */
export function assignToSuspense(entries: readonly Booked[], reason: string): readonly Moved[] {
  return assignToAll(entries, 'suspense', reason);
}

function assignToAll(
  entries: readonly Booked[],
  kind: 'income' | 'suspense',
  reason: string,
): readonly Moved[] {
  const to = commonAccount(kind === 'income' ? INCOME : SUSPENSE);
  const put = putIn(lastOf(entries), kind, to, sumMoney(entries), reason);
  return [...takeOut(entries), put];
}

/**
 * What puts money of a line into suspense again that was taken out of the books. It stands there from the day
 * of that on, so that at no day it is in the books twice; its own day stays that on which it came.
 *
 * @param entry as which it was booked
 * @param date on which it was taken out, `YYYY-MM-DD`
 * @param reverses the entry that took it out; null where both are written together
 */
export function putBack(
  entry: Booked,
  date: string,
  reverses: number | null,
  note: string | null,
): Moved {
  const put = putIn(entry, 'suspense', commonAccount(SUSPENSE), sumMoney([entry]), note);
  return { ...put, date, reverses };
}
