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
    const { account, entry } = common(row, trace);
    const to = duesOf(studentNo(match.studentId));
    const postings = transfer(to, account, row.amountMinor);
    bookings.push({
      row,
      trace,
      rule: match.rule,
      entry: { ...entry, kind: 'payment', month: match.month, postings },
    });
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
