import type { Warning } from '../../errors.ts';
import type { Remedy } from '../../facts.ts';
import type { Month } from '../values/month.ts';
import type { StatementReport } from './statement-report.ts';

/** One mistake in a file. */
export interface RowError {
  readonly line: number;
  /** The column's name in the file, or empty when the whole row or file is meant. */
  readonly column: string;
  /** A stable word for the fault. */
  readonly code: string;
  /** The cell as it was written. */
  readonly value: string;
  readonly message: string;
  /** What a front can offer against it. */
  readonly remedy?: Remedy | undefined;
  /** Where many cells or rows have the very same mistake, which is said once, with their count. */
  readonly once?: { readonly key: string; readonly of: 'cells' | 'rows' } | undefined;
}

/** Faults of a single day of a register, whose column is called by a number alone. */
const OF_A_DAY = ['bad_mark', 'beyond_month', 'wide_cell'];

/** A column for people, who take a bare number for a line: `day 5`. */
export function nameColumn({ column, code }: Pick<RowError, 'column' | 'code'>): string {
  return OF_A_DAY.includes(code) && /^\s*\d+\s*$/.test(column) ? `day ${column.trim()}` : column;
}

/** A mistake after which the rest of a file cannot be trusted, so that nothing of it is taken. */
export class FileFault extends Error {
  readonly errors: readonly RowError[];
  /** Whether it puts in doubt what came before it, too, as bytes that are no text do. */
  readonly spoilsAll: boolean;
  /** The header that was not understood, if it is that. */
  readonly header: readonly string[];

  constructor(
    errors: RowError | readonly RowError[],
    options: { readonly spoilsAll?: boolean; readonly header?: readonly string[] } = {},
  ) {
    const list = 'line' in errors ? [errors] : errors;
    super(list[0]?.message);
    this.name = 'FileFault';
    this.errors = list;
    this.spoilsAll = options.spoilsAll ?? false;
    this.header = options.header ?? [];
  }
}

/** How the bytes of a file were taken for rows. */
export interface ReadAs {
  /** `monthly`, `register`, `daily` or `punches` for attendance, else `roll` or `purchases`. */
  readonly layout: string;
  readonly encoding: string;
  readonly delimiter: string;
  /** Of punches, `HH:MM`, when the days of the mess begin; absent where that is midnight. */
  readonly dayStarts?: string;
  /** The line that names the columns, if there is text above it. */
  readonly headerLine: number | null;
  /** Lines below the table that are passed over: totals, and notes. */
  readonly totals: readonly number[];
}

/** A row that is not taken, in the file's own columns. */
export interface RejectedRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** None where it cannot be taken without another row. */
  readonly errors: readonly RowError[];
}

/** The columns of our own that a file of rejected rows has behind those of the original. */
export const REJECTS_COLUMNS = ['_line', '_code', '_error'] as const;

/** The rows that are not taken, in the order of the file. */
export interface Rejects {
  readonly header: readonly string[];
  readonly rows: () => Iterable<RejectedRow>;
}

/** An earlier import of the very same file. */
export interface EarlierImport {
  readonly no: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly by: string | null;
}

/** A figure of attendance that is replaced, in days. */
export interface ChangedFigure {
  readonly id: string;
  readonly month: Month;
  readonly before: number;
  readonly after: number;
}

/** How often a mark stands in a file of attendance, and what it counted as. */
export interface MarkCount {
  /** Empty for an empty cell. */
  readonly mark: string;
  readonly meaning: 'present' | 'half' | 'absent' | 'off';
  readonly count: number;
}

/** Whom a file speaks of who are no students. */
export interface NotStudents {
  readonly rows: number;
  readonly ids: number;
}

/** Who is on the roll in a month for which a file has no days, and nobody else has recorded any. */
export interface WithoutDays {
  readonly month: Month;
  readonly count: number;
  /** The first ones, in the order of the roll. */
  readonly ids: readonly string[];
}

/** What an import did, or would do. With an error nothing is written, unless it is partial. */
export interface ImportReport {
  /** As the person called it. */
  readonly file: string;
  readonly rows: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Rows passed over because there is nothing in them to take. */
  readonly blank: number;
  /**
   * Rows passed over because the person said so: outside of dates, recorded otherwise, or a purchase
   * that was taken back.
   */
  readonly skipped: number;
  /** Rows with an error, and those that cannot be taken without one of them. */
  readonly rejected: number;
  readonly dryRun: boolean;
  /** The good rows are written in spite of the errors. */
  readonly partial: boolean;
  /** It was not understood to its end, so not even its good rows can be taken. */
  readonly stopped: boolean;
  /** Sorted by line. */
  readonly errors: readonly RowError[];
  readonly warnings: readonly Warning[];
  /** Null where not even the header was understood. */
  readonly readAs: ReadAs | null;
  /** The months the file speaks of, in order. */
  readonly months: readonly Month[];
  /** The number it can be undone by; null when it is not recorded as an import. */
  readonly importNo: number | null;
  /** Set when the file is not applied, because it was before. */
  readonly earlier: EarlierImport | null;
  /** Figures of attendance that it replaces, the first thousand. */
  readonly changed?: readonly ChangedFigure[];
  /** What the marks of attendance counted as; of a layout that has any. */
  readonly marks?: readonly MarkCount[];
  /** Rows passed over because they are of people who were said to be no students. */
  readonly notStudents?: NotStudents | undefined;
  /** Of attendance, months in which most of the roll have days and some have none. */
  readonly withoutDays?: readonly WithoutDays[];
  /** The numbers that its purchases got. */
  readonly purchases?: FirstAndLast;
  /** The numbers that its charges got. */
  readonly charges?: FirstAndLast;
  /** Of a bank's file. */
  readonly statement?: StatementReport | undefined;
}

export interface FirstAndLast {
  readonly first: number;
  readonly last: number;
}

/** How far an import is. */
export interface Progress {
  readonly phase: 'reading' | 'writing' | 'sending';
  readonly rows: number;
  /** From 0 to 1, where the end is known. */
  readonly fraction: number | undefined;
}

/** Told now and then how far a long work is; may throw to end it. */
export type OnProgress = (progress: Progress) => void;

/** How many mistakes there are of each kind, the most frequent kind first. */
export function countKinds(errors: readonly RowError[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of errors) counts.set(code, (counts.get(code) ?? 0) + 1);
  return new Map([...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)));
}
