import { ValueError } from '../../errors.ts';
import type { Remedy } from '../../facts.ts';
import {
  ORIGINAL_KEYS,
  ORIGINAL_TABLES,
  type OriginalError,
  type OriginalRow,
  type OriginalTable,
  type TableCounts,
} from './original.ts';

/** A row of the original whose cells are read; what is wrong with them is collected in its sheet. */
export interface SheetRow {
  /** What it is known by in its table, for a sentence: `expense 7`, or `row 3 of expense`. */
  readonly name: string;
  readonly table: OriginalTable;
  /** What becomes of it: `taken` until anything else is found. */
  outcome: 'taken' | 'blank' | 'rejected';
  /** Empty for NULL. */
  text(column: string): string;
  /** Runs a parser on a cell; undefined where it refuses the cell. */
  read<T>(column: string, parse: (text: string) => T): T | undefined;
  fault(column: string, code: string, message: string, remedy?: Remedy | undefined): void;
}

export interface OriginalSheet {
  readonly table: OriginalTable;
  readonly rows: readonly SheetRow[];
  /** In the order they were found. */
  readonly errors: readonly OriginalError[];
}

/** How many characters of a value are kept. */
const MAX_VALUE = 10_000;

export function createSheet(table: OriginalTable, rows: readonly OriginalRow[]): OriginalSheet {
  const columns: readonly string[] = ORIGINAL_TABLES[table];
  const errors: OriginalError[] = [];
  const createRow = (cells: OriginalRow, line: number): SheetRow => {
    const text = (column: string) => cells[columns.indexOf(column)] ?? '';
    const parts = ORIGINAL_KEYS[table].map(text);
    const key = parts.some((part) => part.trim() === '') ? '' : parts.join(' ');
    const row: SheetRow = {
      table,
      name: nameRow({ table, key, line }),
      outcome: 'taken',
      text,
      read(column, parse) {
        // What bytes that are no text are read as.
        if (text(column).includes('\ufffd')) {
          row.fault(column, 'bad_text', 'holds bytes that are no text');
          return undefined;
        }
        try {
          return parse(text(column));
        } catch (error) {
          if (!(error instanceof ValueError)) throw error;
          // What is said of purchases does not help here.
          const remedy = error.remedy?.offer === 'refund' ? undefined : error.remedy;
          row.fault(column, error.code, error.message, remedy);
          return undefined;
        }
      },
      fault(column, code, message, remedy) {
        row.outcome = 'rejected';
        // Where there is no hash there may be the password itself.
        const value = column === 'password' ? '' : text(column).slice(0, MAX_VALUE);
        errors.push({ table, key, line, column, code, value, message, remedy });
      },
    };
    return row;
  };
  return { table, rows: rows.map((cells, index) => createRow(cells, index + 1)), errors };
}

/** As a person finds it in its table. */
export function nameRow({
  table,
  key,
  line,
}: Pick<OriginalError, 'table' | 'key' | 'line'>): string {
  return key === '' ? `row ${line} of ${table}` : `${table} ${key}`;
}

export function countOutcomes({ rows }: OriginalSheet): TableCounts {
  let [blank, rejected] = [0, 0];
  for (const { outcome } of rows) {
    if (outcome === 'blank') blank++;
    else if (outcome === 'rejected') rejected++;
  }
  return { rows: rows.length, blank, rejected };
}

/**
 * Where several things are what only one can be, all are faults, and each names another.
 *
 * @param fault called with one of the rivals and another
 */
export function refuseRivals<T>(group: readonly T[], fault: (item: T, other: T) => void): void {
  const [first, second] = group;
  if (first === undefined || second === undefined) return;
  for (const item of group) fault(item, item === first ? second : first);
}
