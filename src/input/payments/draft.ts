import type { RowError } from '../../domain/imports/report.ts';
import type { GatewayTrace, StatedTotals } from '../../domain/payments/bank/statement.ts';
import type { CsvRow } from '../csv/csv.ts';

/** A line of a statement before it is known how its dates and amounts are meant. */
export interface DraftRow {
  readonly line: number;
  readonly dateText: string;
  readonly valueText: string;
  /** In minor units; undefined where it cannot be read. */
  readonly amountMinor: bigint | undefined;
  /** Nothing says whether it came in or went out. */
  readonly isUnsigned: boolean;
  narration: string;
  readonly reference: string;
  readonly balanceMinor: bigint | null;
  readonly gateway?: GatewayTrace;
}

/** What was gathered of a file. */
export interface Drafts {
  readonly rows: readonly DraftRow[];
  readonly mistakes: readonly RowError[];
  /** Lines that are none of the table. */
  readonly passedOver: readonly number[];
  readonly notPaid: number;
  readonly openingMinor: bigint | null;
  readonly closingMinor: bigint | null;
  readonly totals: StatedTotals | null;
}

/** Gathers the lines of a file in one layout. */
export interface DraftReader {
  add(row: CsvRow): void;
  finish(): Drafts;
}
