import { stringify } from 'csv-stringify/sync';
import { quoteFormula } from '../domain/spreadsheet.ts';
import { escapeJson } from './terminal-text.ts';
import type { Format, Page, Sheet, View } from './view.ts';

/** An answer in the format asked for, in pieces to be written one after the other. */
export function render(view: View, format: Format, page: Page): Iterable<string> {
  if (format === 'json') return [renderJson(view.json())];
  if (format === 'csv') return renderCsv(view.csv());
  return view.text(page);
}

export function renderJson(document: unknown): string {
  return `${escapeJson(JSON.stringify(document, null, 2))}\n`;
}

const SLICE = 1000;

/** Safe to open in a spreadsheet: what begins like a formula is quoted. */
function* renderCsv({ header, rows }: Sheet): Iterable<string> {
  yield stringify([[...header]]);
  for (let start = 0; start < rows.length; start += SLICE) {
    yield stringify(
      rows
        .slice(start, start + SLICE)
        .map((row) => row.map((cell) => (typeof cell === 'string' ? quoteFormula(cell) : cell))),
    );
  }
}
