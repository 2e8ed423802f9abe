import { FileFault } from '../../domain/imports/report.ts';
import type { Columns } from './columns.ts';
import type { CsvRow } from './csv.ts';

const LINE_BREAKS = /\r\n|\n|\r/;

/** A row of the file that is within a cell of another one. */
interface Swallowed {
  /** Of the file. */
  readonly line: number;
  /** The cell as it was read. */
  readonly cell: string;
}

/**
 * Two stray quotes make one cell of everything between them, rows and all, and where the cell is of a column
 * that is passed over, nothing else shows it: `S1,"Asha,20` above `S2,Vik",21` is a row of S1 with 21 days.
 * An address in quotes may go over several lines, too. What begins in the row and what goes on in a later line
 * are two rows where both have as many cells as one, and where the key of one does, the id or the date, is
 * what is like it.
 */
export function findSwallowed<F extends string>(
  { line, cells }: CsvRow,
  columns: Columns<F>,
): Swallowed | undefined {
  let breaksBefore = 0;
  for (const [place, cell] of cells.entries()) {
    const lines = cell.split(LINE_BREAKS);
    const found = place === columns.keyPosition ? -1 : findRow(lines, place, cells, columns);
    if (found !== -1) return { line: line + breaksBefore + found, cell };
    breaksBefore += lines.length - 1;
  }
  return undefined;
}

/** @returns which of the lines of the cell is a row; -1 where none is */
function findRow<F extends string>(
  lines: readonly string[],
  place: number,
  cells: readonly string[],
  columns: Columns<F>,
): number {
  const last = lines.length - 1;
  if (last === 0) return -1;
  const { header, delimiter, keyPosition } = columns;
  const rows = splitLines(lines, place, cells, delimiter);
  // Of a line that is whole within the cell, so many delimiters are no accident.
  const isWhole = (text: string) =>
    header.length > 2 && text.split(delimiter).length === header.length;
  const isRow = (row: readonly string[]) => isLikeRow(row, cells[keyPosition] ?? '', columns);
  const isAfterRow = isRow(rows[0] ?? []);
  return rows.findIndex(
    (row, index) => index > 0 && (isWhole(lines[index] ?? '') || (isAfterRow && isRow(row))),
  );
}

/** What the lines of a cell would be as rows of their own. */
function splitLines(
  lines: readonly string[],
  place: number,
  cells: readonly string[],
  delimiter: string,
): readonly (readonly string[])[] {
  return lines.map((text, index) => [
    ...(index === 0 ? cells.slice(0, place) : []),
    ...text.split(delimiter),
    ...(index === lines.length - 1 ? cells.slice(place + 1) : []),
  ]);
}

/**
 * The same of a quote that is opened among the names of the columns: the first rows are gone then.
 *
 * @param key the place of the ids or dates
 * @throws FileFault
 */
export function refuseRowInHeader({ line, cells }: CsvRow, key: number, delimiter: string): void {
  for (const [place, cell] of cells.entries()) {
    const lines = cell.split(LINE_BREAKS);
    const found = splitLines(lines, place, cells, delimiter).findIndex(
      (row, index) =>
        index > 0 &&
        lines[index]?.includes(delimiter) &&
        row.length === cells.length &&
        /\d/.test(row[key] ?? ''),
    );
    if (found === -1) continue;
    const message =
      'a name of a column goes over several lines, and one of them looks like a row; is a quote missing?';
    throw new FileFault({ line, column: '', code: 'quoted_row', value: cell, message });
  }
}

function isLikeRow<F extends string>(
  row: readonly string[],
  key: string,
  { header, keyPosition, named, isOpen }: Columns<F>,
): boolean {
  if (row.length < named) return false;
  const over = row.slice(header.length);
  // Delimiters in quotes make more of them, of which the key may stand behind some.
  const isAsLong =
    isOpen || over.every((cell) => cell.trim() === '') || row.some((cell) => cell.includes('"'));
  const keys = row.slice(keyPosition, keyPosition + 1 + over.length);
  return isAsLong && keys.some((cell) => isLikeKey(cell, key));
}

/** Whether both may be ids, or dates, of one file: `S1` and `S20`, but not `Pune`. */
function isLikeKey(text: string, own: string): boolean {
  const [one, other] = [text.trim(), own.trim()];
  if (one === '') return false;
  if (shapeOf(one) === shapeOf(other)) return true;
  return /\d/.test(one) && /\d/.test(other) && !/\s/.test(one);
}

function shapeOf(text: string): string {
  return text.replace(/\d+/g, '9').replace(/\p{L}+/gu, 'a');
}
