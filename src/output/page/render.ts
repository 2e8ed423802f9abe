import { renderCsv, slicesOf } from '../../documents/sheet.ts';
import { escapeJson } from '../../domain/values/text.ts';
import type { Format, Page, View } from './view.ts';
import { wrapLines } from './wrap.ts';

export { renderCsv };

/** An answer in the format asked for, in pieces to be written one after the other. */
export function render(view: View, format: Format, page: Page): Iterable<string> {
  if (format === 'json') return renderLongJson(view.json());
  if (format === 'csv') return renderCsv(view.csv());
  if (format === 'html' && view.html) return view.html();
  return wrapText(view.text(page), page.width);
}

function* wrapText(pieces: Iterable<string>, width: number | undefined): Iterable<string> {
  for (const piece of pieces) yield wrapLines(piece, width);
}

export function renderJson(document: unknown): string {
  return `${escapeJson(JSON.stringify(document, null, 2))}\n`;
}

const SLICE = 1000;

/** The same as `renderJson`, with long lists in pieces: of a large answer they are nearly all. */
function* renderLongJson(document: unknown): Iterable<string> {
  if (isList(document)) {
    yield* renderList(document, '');
    yield '\n';
    return;
  }
  const entries = Object.entries(document ?? {}).filter(([, value]) => value !== undefined);
  if (!entries.some(([, value]) => isLong(value))) {
    yield renderJson(document);
    return;
  }
  yield '{';
  for (const [index, [key, value]] of entries.entries()) {
    yield `${index === 0 ? '' : ','}\n  ${escapeJson(JSON.stringify(key))}: `;
    if (isLong(value)) yield* renderList(value, '  ');
    else yield indent(renderJson(value).trimEnd(), '  ');
  }
  yield '\n}\n';
}

function isList(document: unknown): document is Iterable<unknown> {
  return typeof document === 'object' && document !== null && Symbol.iterator in document;
}

function isLong(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > SLICE;
}

function* renderList(list: Iterable<unknown>, margin: string): Iterable<string> {
  let lead = '[';
  for (const slice of slicesOf(list, SLICE)) {
    // Without the brackets of the slice itself.
    const lines = renderJson(slice).trimEnd().slice(1, -2);
    yield `${lead}${indent(lines, margin)}`;
    lead = ',';
  }
  yield lead === '[' ? '[]' : `\n${margin}]`;
}

/** No string of JSON holds a raw line break, so every one is between lines. */
function indent(json: string, margin: string): string {
  return margin === '' ? json : json.replaceAll('\n', `\n${margin}`);
}
