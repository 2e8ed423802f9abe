import type { RowError } from '../domain/import-report.ts';
import { ValueError } from '../errors.ts';
import type { Columns } from './columns.ts';
import type { CsvRow } from './csv.ts';

/** Reads one cell of a row; undefined, and an error more, where it is faulty. */
export type Cell<T> = (row: CsvRow, errors: RowError[]) => T | undefined;

/** A parser of `domain` for the cells of a column; a column that is missing is empty throughout. */
export function cellParser<F extends string, T>(
  columns: Columns<F>,
  field: F,
  parse: (text: string) => T,
): Cell<T> {
  const position = columns.position(field) ?? -1;
  const column = columns.name(field);
  return (row, errors) => {
    const value = row.cells[position] ?? '';
    try {
      return parse(value);
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      errors.push({ line: row.line, column, code: error.code, value, message: error.message });
      return undefined;
    }
  };
}

/**
 * A number of a file with its decimal comma as a point. In a file with commas between the cells such
 * a cell stands in quotes, so it is the same there.
 */
export function readDecimalComma(text: string): string {
  return /^\s*\d*,\d+\s*$/.test(text) ? text.replace(',', '.') : text;
}
