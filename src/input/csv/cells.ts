import type { RowError } from '../../domain/imports/report.ts';
import { parseId } from '../../domain/values/id.ts';
import { ValueError } from '../../errors.ts';
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
      const { code, message, remedy } = error;
      errors.push({ line: row.line, column, code, value, message, remedy });
      return undefined;
    }
  };
}

/**
 * An id of a file.
 *
 * @throws ValueError `missing` or `bad_id`
 */
export function parseIdCell(text: string): string {
  if (/^\d+([.,]\d+)?E\+\d+$/i.test(text.trim())) {
    const message = 'a spreadsheet took the id for a number; format the column as text';
    throw new ValueError('bad_id', message);
  }
  return parseId(text);
}

/**
 * A name of a file. A spreadsheet that saves in an encoding without its letters writes question
 * marks, and what they were is gone.
 *
 * @throws ValueError `lost_letters`, or whatever the parser throws
 */
export function parseNameCell<T>(parse: (text: string) => T): (text: string) => T {
  return (text) => {
    if (text.includes('??')) {
      const message = 'letters were lost when the file was saved; save it as "CSV UTF-8"';
      throw new ValueError('lost_letters', message);
    }
    return parse(text);
  };
}

/**
 * A number of a file with its decimal comma as a point. In a file with commas between the cells such
 * a cell stands in quotes, so it is the same there.
 */
export function readDecimalComma(text: string): string {
  return /^\s*\d*,\d+\s*$/.test(text) ? text.replace(',', '.') : text;
}
