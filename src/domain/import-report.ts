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
}

/** What an import did, or would do. With an error nothing is written. */
export interface ImportReport {
  readonly file: string;
  readonly rows: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly blank: number;
  /** Rows with an error. */
  readonly rejected: number;
  readonly dryRun: boolean;
  /** Sorted by line. */
  readonly errors: readonly RowError[];
  readonly warnings: readonly string[];
}
