import type { Sheet } from '../../documents/sheet.ts';
import { JOURNAL_FORMATS } from '../../domain/payments/journal/journal.ts';
import type { MoneyStyle } from '../../domain/values/currency.ts';

/** How a text answer may look. */
export interface Page {
  /** Columns of the terminal; undefined where nothing is to be cut off. */
  readonly width: number | undefined;
  readonly color: boolean;
  /** The terminal shows no more than ASCII. */
  readonly isAscii?: boolean;
  /** Is told the titles of columns that there was no room for. */
  readonly onHidden?: (titles: readonly string[]) => void;
}

/** One answer in its three forms, each made only when it is asked for. */
export interface View {
  /** The document; its keys are a stable interface. A long list may be made while it is written. */
  readonly json: () => unknown;
  readonly csv: () => Sheet;
  /** Lines for people, each ending in a line break. */
  readonly text: (page: Page) => Iterable<string>;
  /** The lines with some columns alone, by their plain names; those of CSV in a table where there is none. */
  readonly columns?: (names: readonly string[]) => Pick<View, 'text'>;
  /** How many there are of what it lists. */
  readonly rows?: number;
  /** A page to be printed, whole in itself. */
  readonly html?: () => Iterable<string>;
  /** The same as PDF. */
  readonly pdf?: () => AsyncIterable<Uint8Array>;
  readonly names?: ColumnNames;
  readonly amounts?: Amounts;
}

/** What else the columns of CSV are called, for who asks for some of them. */
export interface ColumnNames {
  /** The key of the list whose items are the rows, where the document is more than a list. */
  readonly rows?: string;
  /** Columns by their headings in the table, where these are other words. */
  readonly headings?: Readonly<Record<string, string>>;
  /** Keys of the document by the columns, where these are other words. */
  readonly keys?: Readonly<Record<string, string>>;
}

/** Which columns of CSV are money. */
export interface Amounts {
  readonly style: MoneyStyle;
  /** What each adds up to in minor units; null where nobody adds them. */
  readonly totals: () => Readonly<Record<string, bigint | null>>;
}

/**
 * `html` is a page to be printed, and `pdf` the same on paper, which few answers have; the last are what a
 * journal of accounts is for.
 */
export type Format = (typeof FORMATS)[number];

export const FORMATS = ['table', 'csv', 'json', 'html', 'pdf', ...JOURNAL_FORMATS] as const;
