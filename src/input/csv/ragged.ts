import type { RowError } from '../../domain/imports/report.ts';
import type { Columns } from './columns.ts';
import type { CsvRow } from './csv.ts';

const LINE_BREAK = /[\r\n]/;

/**
 * A row with fewer cells than the header, or with something beyond it.
 *
 * @returns the mistake, or undefined
 */
export function findRagged<F extends string>(
  row: CsvRow,
  { header, nameless, named, delimiter, isOpen }: Columns<F>,
): RowError | undefined {
  const { line, cells } = row;
  const width = header.length;
  const spread = cells.some((cell) => cell.includes('\n') || cell.includes('\r'));
  if (spread) {
    const found = findSpread(row, delimiter, width);
    if (found !== undefined) return found;
  }
  if (cells.length === width && nameless.length === 0) return undefined;
  const fault = (message: string): RowError => ({
    line,
    column: '',
    code: 'ragged_row',
    value: cells.join(','),
    message,
  });
  const count = `the row has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}`;
  if (cells.length < named) return fault(`${count}, the header ${width}`);
  for (let position = width; position < cells.length && !isOpen; position++) {
    if (cells[position]?.trim() !== '') return fault(`${count}, the header ${width}`);
  }
  const filled = nameless.find((position) => (cells[position] ?? '').trim() !== '');
  if (filled === undefined) return undefined;
  return fault(`cell ${filled + 1} is filled, but its column has no name`);
}

/** What a stray quote made of cells and rows. */
function findSpread(
  { line, cells }: CsvRow,
  delimiter: string,
  width: number,
): RowError | undefined {
  const quoted = cells.find((cell) => holdsRow(cell, delimiter, width));
  if (quoted !== undefined) {
    const message =
      'a cell goes over several lines, and one of them looks like a row; is a quote missing?';
    return { line, column: '', code: 'quoted_row', value: quoted, message };
  }
  const runOn = cells.find((cell) => cell.startsWith('"') && LINE_BREAK.test(cell));
  if (runOn === undefined) return undefined;
  const message = 'text after a closing quote, in a cell that goes over several lines';
  return { line, column: '', code: 'quoted_row', value: runOn, message };
}

/** Two stray quotes make one cell of everything between them, rows and all. */
function holdsRow(cell: string, delimiter: string, width: number): boolean {
  if (!cell.includes('\n') && !cell.includes('\r')) return false;
  const [, ...lines] = cell.split(/\r\n|\n|\r/);
  return width > 2 && lines.some((text) => text.split(delimiter).length === width);
}
