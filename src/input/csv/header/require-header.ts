import { FileFault } from '../../../domain/imports/report.ts';
import type { CsvRow } from '../csv.ts';
import { type FoundHeader, findHeader } from './find-header.ts';
import { type CellLook, guessColumns, NO_COLUMN } from './guess-columns.ts';
import type { RateHeader } from './rate-header.ts';

/**
 * The header of a file.
 *
 * @throws FileFault there is none
 */
export function requireHeader(
  rows: readonly CsvRow[],
  rate: RateHeader,
  looks: readonly CellLook[],
  maxAbove?: number,
): FoundHeader {
  const [first] = rows;
  if (first === undefined) {
    const message = 'the file is empty; its first line must name the columns';
    throw new FileFault({ line: 1, column: '', value: '', code: 'empty_file', message });
  }
  const found = findHeader(rows, rate, maxAbove);
  if (found !== undefined) return found;
  const guess = guessColumns(first.cells, looks);
  // One that is not understood; a title is seldom as wide.
  if (guess === undefined) return { header: first, passed: 1, above: [] };
  throw new FileFault({
    line: first.line,
    column: '',
    code: 'header_missing',
    value: first.cells.join(' ').trim(),
    message: 'no line names the columns, and this one is a row',
    remedy: { offer: 'columns', likely: guess.join(',') },
  });
}

/**
 * The header of a file that has none, from what the person says.
 *
 * @throws FileFault a line of the file names the columns
 */
export function nameByOption(
  rows: readonly CsvRow[],
  columns: readonly string[],
  rate: RateHeader,
): FoundHeader {
  const found = findHeader(rows, rate);
  if (found !== undefined) {
    throw new FileFault({
      line: found.header.line,
      column: '',
      code: 'header_present',
      value: found.header.cells.join(' '),
      message: 'this line names the columns',
      remedy: { offer: 'column' },
    });
  }
  const [first] = rows;
  const isOpen = columns.at(-1) === NO_COLUMN;
  const width = isOpen ? Math.max(columns.length, first?.cells.length ?? 0) : columns.length;
  const cells = Array.from({ length: width }, (_, place) => columns[place] ?? NO_COLUMN);
  return { header: { line: first?.line ?? 1, cells }, passed: 0, above: [] };
}
