import type { Knex } from 'knex';
import type { Permission } from '../../auth/permissions.ts';
import type { FileRow, RowCheck } from '../../domain/imports/file-check.ts';
import type { NewImport } from '../../domain/imports/import-record.ts';
import type { ImportReport, RowError } from '../../domain/imports/report.ts';
import type { Digests } from '../../domain/mess/digests.ts';
import type { Month } from '../../domain/values/month.ts';
import type { ImportFile } from '../../input/csv/import-file.ts';
import type { Change, ChangeScope } from '../mess/change.ts';

/** What every import may be told. */
export interface ImportOptions {
  readonly dryRun: boolean;
  /** Take the good rows of a file with mistakes. */
  readonly partial: boolean;
  /** Whether the rejected rows will be asked for. */
  readonly keepRejects: boolean;
  /** A file that was taken before is taken again. */
  readonly again?: boolean;
  /** What is written is what was planned, as somebody agreed to it: where that is another by then, nothing is. */
  readonly asPlanned?: boolean | undefined;
}

/**
 * The import of one kind of file: what it does otherwise than the others. `planImport` asks for one
 * thing after the other: to open the file, what its rows come to, and to write that.
 */
export interface FileImport<Row extends FileRow = FileRow> {
  readonly permission: Permission;
  /** The command, as the record of changes has it. */
  readonly command: string;
  /** Whether the report names what is replaced. */
  readonly namesChanged?: true;
  /**
   * Opens the file, and reads what its rows are checked against.
   *
   * @throws FileFault the header is not understood
   */
  open(db: Knex): Promise<OpenedFile<Row>>;
}

export interface OpenedFile<Row extends FileRow = FileRow> {
  readonly file: ImportFile<Row>;
  readonly check: RowCheck<Row>;
  /**
   * For the list of imports, by which the same file is not taken twice. `reading` are the options
   * that say what the bytes mean: in another sense they may be taken again.
   */
  readonly listedAs?: Pick<NewImport, 'kind' | 'reading'>;
  /** Compares what can be taken with what is recorded; again, where that was changed meanwhile. */
  compare(db: Knex, found: Found): Promise<Comparison>;
  /** Without it any change of the mess meanwhile is refused. */
  readonly basis?: Basis;
}

/** What is known of a file when it is compared. */
export interface Found {
  readonly isStopped: boolean;
  /** It was taken before, and is not taken again. */
  readonly isTaken: boolean;
}

/** What the check of the rows relied on. */
export interface Basis {
  /** For a sentence: `The heads were`. */
  readonly name: string;
  isOutdated(trx: Knex.Transaction): Promise<boolean>;
}

/** What a file comes to against what is recorded. */
export interface Comparison
  extends Pick<
    ImportReport,
    | 'months'
    | 'inserted'
    | 'updated'
    | 'unchanged'
    | 'warnings'
    | 'changed'
    | 'notStudents'
    | 'withoutDays'
    | 'statement'
  > {
  readonly marks?: ImportReport['marks'] | undefined;
  /** Of a log, the days that it says something of, for each month: bit 0 is the first. */
  readonly days?: readonly number[] | undefined;
  /** Rows passed over because of what is recorded. */
  readonly skipped: number;
  /** Mistakes that only show against what is recorded. */
  readonly errors?: readonly RowError[];
  /** Whether there is anything to write. */
  readonly isWorthWriting: boolean;
  /** Asked when it is shown and when it is written. @throws MessError it may not be written, whatever it is */
  refuse?(db: Knex): Promise<void>;
  /** Writes all of it; run again from its beginning where the transaction is. */
  write(scope: WriteScope): Promise<Written>;
}

type Told = Pick<Change, 'before' | 'after'>;

export interface WriteScope extends Pick<ChangeScope, 'trx' | 'at'> {
  /** What is about to be done. */
  readonly report: ImportReport;
  /**
   * Writes the audit entry, and the import to the list. To be called once.
   *
   * @param months of what is written; the entry is of the month if it is only one
   * @returns the entry's number
   */
  record(
    months: readonly Month[],
    change: Pick<Change, 'before'> & { readonly after: ImportDescription },
  ): Promise<number>;
  /** Writes the audit entries of an import that is on no list, told in parts. */
  recordParts(parts: readonly Told[]): Promise<number>;
  /** To be told how many rows are written so far. */
  onRows(rows: number): void;
}

/** What the record of changes says of what was imported. */
export interface ImportDescription {
  readonly digests?: Digests;
  readonly [what: string]: unknown;
}

/** What only the writing shows. */
export type Written = Pick<ImportReport, 'warnings' | 'purchases' | 'charges' | 'statement'>;
