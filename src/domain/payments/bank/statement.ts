import type { ReadAs, RowError } from '../../imports/report.ts';

/** A line of a bank's statement, or of the list of a payment gateway. */
export interface StatementRow {
  /** Of the file, from 1. */
  readonly line: number;
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly valueDate: string | null;
  /** In minor units; more than 0 for what came in. */
  readonly amountMinor: bigint;
  readonly narration: string;
  /** As the file has it: a cheque's number, that of the transfer, or nothing. */
  readonly reference: string;
  /** After this line; below 0 for an overdrawn account. */
  readonly balanceMinor: bigint | null;
  /** What a payment gateway says in columns of its own. */
  readonly gateway?: GatewayTrace | undefined;
}

export interface GatewayTrace {
  /** The gateway's own number of the payment; empty where it has none. */
  readonly paymentId: string;
  /** Of UPI, 12 digits; empty where it does not say. */
  readonly rrn: string;
  /** The UPI id that paid; empty where it does not say. */
  readonly payer: string;
  /** Under which it was paid out together with others, so that it is the reference of none; or empty. */
  readonly settlement: string;
  /** What the gateway kept, with its taxes. */
  readonly feeMinor: bigint;
}

/** First and last day, both counted. */
export interface StatementPeriod {
  readonly from: string;
  readonly to: string;
}

/** The days of lines, in whatever order they are; null where there are none. */
export function spanOf(lines: Iterable<{ readonly date: string }>): StatementPeriod | null {
  let [from, to] = ['', ''];
  for (const { date } of lines) {
    if (from === '' || date < from) from = date;
    if (date > to) to = date;
  }
  return from === '' ? null : { from, to };
}

/** How many lines a statement says that it has, and what they come to; in minor units. */
export interface StatedTotals {
  readonly line: number;
  readonly openingMinor: bigint;
  readonly debits: number;
  readonly credits: number;
  readonly debitMinor: bigint;
  readonly creditMinor: bigint;
  readonly closingMinor: bigint;
}

/** What a statement says of itself, above and below its lines; null for what it does not say. */
export interface StatementFrame {
  /** Digits; of some banks with crosses before the last ones. */
  readonly accountNumber: string | null;
  readonly period: StatementPeriod | null;
  readonly openingMinor: bigint | null;
  readonly closingMinor: bigint | null;
  readonly totals: StatedTotals | null;
}

export type RowOrder = 'oldest first' | 'newest first';

/** A file of a bank or a payment gateway that was read to its end. */
export interface Statement extends StatementFrame {
  readonly readAs: ReadAs;
  /** Oldest first. */
  readonly rows: readonly StatementRow[];
  /** That of the file, as its balance shows it; null where it shows nothing. */
  readonly order: RowOrder | null;
  /** What it calls debits are credits: its balance shows it. */
  readonly isSwapped: boolean;
  /** Each line follows from the one before; null where no balance can show it. */
  readonly provedByBalance: boolean | null;
  /** Of its dates, such as `DD/MM/YYYY`; null where it has none. */
  readonly dateForm: string | null;
  /** The month may be meant where the day was read: whoever imports it must see the days. */
  readonly isDateFormDoubtful: boolean;
  /** Payments that the gateway says did not succeed; they are none of the rows. */
  readonly notPaid: number;
  /** Lines whose reference a spreadsheet took for a number and destroyed. */
  readonly lostReferences: readonly number[];
  /** Sorted by line. With any, nothing of it can be taken. */
  readonly mistakes: readonly RowError[];
}
