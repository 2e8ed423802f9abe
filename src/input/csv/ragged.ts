import type { RowError } from '../../domain/imports/report.ts';
import type { Columns } from './columns.ts';
import type { CsvRow } from './csv.ts';
import { findSwallowed } from './swallowed-rows.ts';

const LINE_BREAK = /[\r\n]/;

/**
 * A row with fewer cells than the header, or with something beyond it.
 *
 * @returns the mistake, or undefined
 */
export function findRagged<F extends string>(
  row: CsvRow,
  columns: Columns<F>,
): RowError | undefined {
  const { line, cells } = row;
  const { header, nameless, named, isOpen } = columns;
  const width = header.length;
  const spread = cells.some((cell) => cell.includes('\n') || cell.includes('\r'));
  if (spread) {
    const found = findSpread(row, columns);
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
function findSpread<F extends string>(row: CsvRow, columns: Columns<F>): RowError | undefined {
  const { line, cells } = row;
  const swallowed = findSwallowed(row, columns);
  if (swallowed !== undefined) {
    const message = `a cell goes over several lines, and line ${swallowed.line} looks like a row; is a quote missing?`;
    return { line, column: '', code: 'quoted_row', value: swallowed.cell, message };
  }
  const runOn = cells.find((cell) => cell.startsWith('"') && LINE_BREAK.test(cell));
  if (runOn === undefined) return undefined;
  const message = 'text after a closing quote, in a cell that goes over several lines';
  return { line, column: '', code: 'quoted_row', value: runOn, message };
}
