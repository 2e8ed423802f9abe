import type { Month } from '../values/month.ts';
import { foldReference } from './bank/narration.ts';
import type { ReceiptNumber } from './receipt.ts';

/** How money came in or went out. */
export const METHODS = ['cash', 'upi', 'bank', 'cheque', 'other'] as const;

export type Method = (typeof METHODS)[number];

/** What an entry of the ledger is. */
export const ENTRY_KINDS = [
  'opening',
  'payment',
  'reversal',
  'refund',
  'late fee',
  'waiver',
  'write-off',
  'deposit',
  'deposit used',
  'deposit refund',
  'cash count',
  // Of the bank's file: money of nobody as yet, a gateway's payout, what is no student's, own cash.
  'suspense',
  'settlement',
  'income',
  'transfer',
] as const;

export type EntryKind = (typeof ENTRY_KINDS)[number];

/** What students owe, each apart. */
export const DUES = 'dues';

/** What students have paid beyond what they owe, where the two are told apart. */
export const CREDIT = 'credit of students';

/** What stood before the accounts began. */
export const OPENING = 'opening';

/** What a payment gateway has taken and not yet paid out. */
export const CLEARING = 'clearing';

/** What came in and is no student's, such as interest. */
export const INCOME = 'income';

/** The kind of an entry that says what was in the cash box. */
export const CASH_COUNT = 'cash count' satisfies EntryKind;

/** Where the money is that came in cash. */
export const CASH = 'cash' satisfies Method;

/** What was missing from the box when it was counted, or was too much. */
export const CASH_DIFFERENCE = 'cash difference';

/** What was taken out of the box. */
export const CASH_TAKEN_OUT = 'cash taken out';

/** Of whose bank's file nobody knows who gave it. */
export const SUSPENSE = 'suspense';

/** Caution money that the mess holds, of each student apart; never part of the dues. */
export const DEPOSIT = 'deposit';

/** What came of bills that were paid late, less what was waived of it. */
export const LATE_FEES = 'late fees';

/** What nobody will pay any more. */
export const WRITTEN_OFF = 'written off';

/** One side of an entry: in minor units, above 0 a debit and below 0 a credit. */
export interface Posting {
  /** One of those below, or where the money is, which is called as its method. */
  readonly account: string;
  /** Null where the account is of no student. */
  readonly studentNo: number | null;
  readonly amountMinor: bigint;
}

/** An entry of the ledger before it has its number. Days are `YYYY-MM-DD`. */
export interface NewEntry {
  readonly kind: EntryKind;
  /** On which it stands in the books. */
  readonly date: string;
  /** Of the money itself: the same, but where the books were closed by then. */
  readonly moneyDate: string;
  /** Null where it is none that a receipt is given for. */
  readonly receipt: ReceiptNumber | null;
  /** The bill that the money was given for; null for none. */
  readonly month: Month | null;
  readonly method: Method | null;
  readonly reference: string | null;
  readonly note: string | null;
  /** The number of the entry that it takes back; null for none. */
  readonly reverses: number | null;
  /** In minor units they add up to 0. */
  readonly postings: readonly Posting[];
}

/**
 * The postings of an amount that goes from one account to another.
 *
 * @param amountMinor in minor units
 */
export function transfer(
  from: Omit<Posting, 'amountMinor'>,
  to: Omit<Posting, 'amountMinor'>,
  amountMinor: bigint,
): Posting[] {
  return [
    { account: to.account, studentNo: to.studentNo, amountMinor },
    { account: from.account, studentNo: from.studentNo, amountMinor: -amountMinor },
  ];
}

/** What a student owes, as an account. */
export function duesOf(studentNo: number): Omit<Posting, 'amountMinor'> {
  return { account: DUES, studentNo };
}

/** What the mess holds of a student's, as an account. */
export function depositOf(studentNo: number): Omit<Posting, 'amountMinor'> {
  return { account: DEPOSIT, studentNo };
}

/** An account that is of no student. */
export function commonAccount(account: string): Omit<Posting, 'amountMinor'> {
  return { account, studentNo: null };
}

/**
 * What takes an entry back.
 *
 * @param today `YYYY-MM-DD`; where a clock was put back, it is taken back on its own day
 */
export function reversalOf(entry: NewEntry & { readonly no: number }, today: string): NewEntry {
  const date = today < entry.date ? entry.date : today;
  return {
    kind: 'reversal',
    date,
    moneyDate: date,
    receipt: null,
    month: entry.month,
    method: entry.method,
    reference: null,
    note: null,
    reverses: entry.no,
    postings: entry.postings.map((each) => ({ ...each, amountMinor: -each.amountMinor })),
  };
}

/** @throws Error the postings do not add up to zero; stays on where money is written */
export function assertBalanced(postings: readonly Posting[]): void {
  const sum = postings.reduce((total, { amountMinor }) => total + amountMinor, 0n);
  if (sum !== 0n || postings.length < 2) throw new Error('the entry does not add up to zero');
}

/** What a reference is looked up by: as banks pad it, and in any case, it is the same. */
export function referenceKey(reference: string): string {
  return foldReference(reference).toLowerCase();
}
