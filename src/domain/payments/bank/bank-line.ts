import { MATCH_RULES, type MatchRule } from './payer-match.ts';
import type { RecordedLine } from './statement-comparison.ts';

/**
 * By what it was known what a line is: whose payment, the receipt that has its reference, or that it is no
 * payment.
 */
export type LineRule = MatchRule | 'reference' | 'settlement' | 'interest' | 'own cash';

export const LINE_RULES: readonly LineRule[] = [
  ...MATCH_RULES,
  'reference',
  'settlement',
  'interest',
  'own cash',
];

/** A line of a file that came in, as it is kept so that it is known again. */
export interface NewBankLine extends RecordedLine {
  /** Of the file, from 1. */
  readonly line: number;
  /** Whose file it is: a bank account or a gateway, in small letters. */
  readonly account: string;
  /** The last four of the account's number; null where the file does not say it. */
  readonly accountDigits: string | null;
  /** The gateway's own number, folded, where the bank has another for the same payment. */
  readonly otherReference: string | null;
  /** The UPI id that paid, in small letters; null where none is written. */
  readonly payer: string | null;
  /** Null where it was not known whose it is. */
  readonly rule: LineRule | null;
  /** The entry of the ledger by which it was booked; of one that was known, that of its receipt. */
  readonly entryNo: number;
}

export interface BankLine extends NewBankLine {
  readonly no: number;
  readonly importNo: number;
}

/** Longer than any bank's; what is longer is none, or a file that is something else. */
export const MAX_NARRATION = 2000;

export const MAX_REFERENCE = 100;
