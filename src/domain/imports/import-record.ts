import type { Month } from '../values/month.ts';

export type ImportKind = 'attendance' | 'purchases' | 'payments';

/** What an import was of, and what it did. */
export interface NewImport {
  readonly kind: ImportKind;
  /** The audit entry that wrote its rows. */
  readonly changedBy: number;
  readonly file: string;
  /** Of the bytes, in hexadecimal. */
  readonly sha256: string;
  /** The options that say what the bytes mean. */
  readonly reading: string;
  readonly layout: string;
  /** All that the file speaks of, in order. */
  readonly months: readonly Month[];
  /**
   * Of which days of each of the months it says something: bit 0 is the first; undefined of files that know
   * no days, and of those that an older program took.
   */
  readonly days?: readonly number[] | undefined;
  readonly rows: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
}

/** An import as recorded. */
export interface ImportRecord extends NewImport {
  readonly no: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** The admin or the token; null where the database's holder did it. */
  readonly by: string | null;
  /** The audit entry of its undoing, if it was. */
  readonly undoneBy: number | null;
}

/** What the undoing of an import did. */
export interface UndoneImport {
  readonly record: ImportRecord;
  readonly months: readonly Month[];
  /** Figures that were taken out again. */
  readonly removed: number;
  /** Figures that are again what they were before. */
  readonly restored: number;
}
