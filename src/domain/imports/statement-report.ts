/** A count of lines, and what they come to in minor units. */
export interface LineSum {
  readonly lines: number;
  readonly amountMinor: bigint;
}

/** A line that was booked for a student, or would be. Amounts in minor units. */
export interface PostedLine {
  /** Of the file, from 1. */
  readonly line: number;
  readonly date: string;
  readonly studentId: string;
  readonly name: string;
  readonly hasLeft: boolean;
  /** As it is printed; null where nothing is written yet. */
  readonly receipt: string | null;
  /** By which rule, and why, in words. */
  readonly rule: string;
  readonly why: string;
  readonly amountMinor: bigint;
  /** What the student owes before and after it. */
  readonly beforeMinor: bigint;
  readonly afterMinor: bigint;
}

/** A line of which it is not known whose it is. */
export interface SuspendedLine {
  readonly line: number;
  /** By which a person assigns it; null where nothing is written yet. */
  readonly no: number | null;
  readonly date: string;
  readonly amountMinor: bigint;
  readonly narration: string;
  /** Why nobody follows. */
  readonly reason: string;
  /** Whose it may be. */
  readonly suggestion: string | null;
}

/** Money that came in and is no student's payment. */
export interface OtherLine {
  readonly line: number;
  readonly date: string;
  readonly amountMinor: bigint;
  readonly what: 'settlement' | 'interest' | 'own cash';
}

/** Money that went out again, of a payment that stands. */
export interface ReturnedLine {
  readonly line: number;
  readonly date: string;
  readonly amountMinor: bigint;
  /** Of the payment; null where it has none, as yet or at all. */
  readonly receipt: string | null;
  /** It is, or is about to be, booked for a student; else it is in suspense. */
  readonly isBooked: boolean;
}

/** A line that is recorded for days that the file covers, and is not in it. */
export interface MissingLine {
  readonly date: string;
  readonly amountMinor: bigint;
  readonly narration: string;
}

/** What an import of a bank's file did, beside what every import does. */
export interface StatementReport {
  readonly account: string;
  /** The first and the last day, `YYYY-MM-DD`; null of a file without lines. */
  readonly from: string | null;
  readonly to: string | null;
  /** Null where no balance can show it. */
  readonly provedByBalance: boolean | null;
  readonly credits: LineSum;
  readonly debits: LineSum;
  readonly known: LineSum;
  /** Payments that a gateway says did not succeed. */
  readonly notPaid: number;
  readonly posted: readonly PostedLine[];
  readonly suspense: readonly SuspendedLine[];
  readonly others: readonly OtherLine[];
  readonly returned: readonly ReturnedLine[];
  readonly missing: readonly MissingLine[];
}
