import { stringify } from 'csv-stringify/sync';
import { quoteFormula } from '../../domain/values/spreadsheet.ts';
import { escapeJson } from './terminal-text.ts';
import type { Cell, Format, Page, Sheet, View } from './view.ts';

/** An answer in the format asked for, in pieces to be written one after the other. */
export function render(view: View, format: Format, page: Page): Iterable<string> {
  if (format === 'json') return renderLongJson(view.json());
  if (format === 'csv') return renderCsv(view.csv());
  return view.text(page);
}

export function renderJson(document: unknown): string {
  return `${escapeJson(JSON.stringify(document, null, 2))}\n`;
}

const SLICE = 1000;

/** The same as `renderJson`, with long lists in pieces: of a large answer they are nearly all. */
function* renderLongJson(document: unknown): Iterable<string> {
  if (Array.isArray(document) && document.length > SLICE) {
    yield* renderList(document, '');
    yield '\n';
    return;
  }
  const entries = Object.entries(document ?? {}).filter(([, value]) => value !== undefined);
  const isLong = entries.some(([, value]) => Array.isArray(value) && value.length > SLICE);
  if (!isLong || Array.isArray(document)) {
    yield renderJson(document);
    return;
  }
  yield '{';
  for (const [index, [key, value]] of entries.entries()) {
    yield `${index === 0 ? '' : ','}\n  ${escapeJson(JSON.stringify(key))}: `;
    if (Array.isArray(value) && value.length > SLICE) yield* renderList(value, '  ');
    else yield indent(renderJson(value).trimEnd(), '  ');
  }
  yield '\n}\n';
}

function* renderList(list: readonly unknown[], margin: string): Iterable<string> {
  for (let start = 0; start < list.length; start += SLICE) {
    const slice = renderJson(list.slice(start, start + SLICE)).trimEnd();
    // Without the brackets of the slice itself.
    yield `${start === 0 ? '[' : ','}${indent(slice.slice(1, -2), margin)}`;
  }
  yield `\n${margin}]`;
}

/** No string of JSON holds a raw line break, so every one is between lines. */
function indent(json: string, margin: string): string {
  return margin === '' ? json : json.replaceAll('\n', `\n${margin}`);
}

/** Safe to open in a spreadsheet: what begins like a formula is quoted. */
export function* renderCsv({ header, rows }: Sheet): Iterable<string> {
  yield stringify([[...header]]);
  let slice: Cell[][] = [];
  for (const row of rows) {
    slice.push(row.map((cell) => (typeof cell === 'string' ? quoteFormula(cell) : cell)));
    if (slice.length < SLICE) continue;
    yield stringify(slice);
    slice = [];
  }
  if (slice.length > 0) yield stringify(slice);
}
