import Table from 'cli-table3';
import { slicesOf } from '../../documents/sheet.ts';
import { isPlain, visible } from '../../domain/values/text.ts';
import { style } from './style.ts';
import { type Column, GAP, layOut } from './table-layout.ts';
import type { Page } from './view.ts';
import { displayWidth, truncate } from './width.ts';
import { breakWord, wrapWords } from './wrap.ts';

export interface TableData {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** Words that go on below a row, behind its first column; none where empty. */
  readonly below?: (row: number) => string;
  /** Totals, below a line. */
  readonly footer?: readonly string[];
}

/** cli-table3 takes a tenth of a millisecond for a row, and more for each the more there are. */
const LONG = 100;
const SLICE = 1000;

/**
 * Renders a table line by line: column widths are worked out once for all rows, so that it can be
 * written as it is made. Cells are made safe for a terminal here. Where the terminal is too narrow, words go
 * below each other, then columns are left out and the page told of it; only what is too wide even then is cut.
 */
export function* renderTable(table: TableData, page: Page): Iterable<string> {
  const { columns } = table;
  // Most rows are plain, and a long table is not to be held twice.
  const rows = table.rows.map((row) => (row.every(isPlain) ? row : row.map(visible)));
  const footer = table.footer?.map(visible);
  const titles = columns.map(({ title }) => title);
  const { shown, widths } = layOut(
    columns,
    [titles, ...rows, ...(footer ? [footer] : [])],
    page.width,
  );
  const hidden = columns.filter((_, index) => !shown.includes(index));
  if (hidden.length > 0) page.onHidden?.(hidden.map(({ title }) => title));
  const laidOut = shown.map((index) => columns[index] as Column);
  const paint = style(page);
  const rule = `${paint.dim(widths.map((width) => '─'.repeat(width)).join(GAP))}\n`;
  const drawLines = rows.length > LONG ? drawManyRows : drawRows;
  const pick = (row: readonly string[]) =>
    hidden.length === 0 ? row : shown.map((index) => row[index] ?? '');
  const draw = (slice: readonly (readonly string[])[]) => {
    if (page.width === undefined) return drawLines(slice, laidOut, widths);
    const lines = slice.flatMap((row) => linesOf(pick(row), laidOut, widths));
    return drawLines(lines, laidOut, widths);
  };
  yield `${paint.bold(draw([titles]))}\n`;
  yield rule;
  if (table.below === undefined) {
    for (const slice of slicesOf(rows, SLICE)) yield `${draw(slice)}\n`;
  } else {
    const margin = ' '.repeat((widths[0] ?? 0) + GAP.length);
    const room = page.width && Math.max(1, page.width - margin.length);
    for (const [index, row] of rows.entries()) {
      const below = visible(table.below(index));
      const more =
        below === '' ? [] : room === undefined ? [below] : wrapCell(below, room, { whole: true });
      yield [draw([row]), ...more.map((line) => margin + line), ''].join('\n');
    }
  }
  if (footer) yield `${rule}${draw([footer])}\n`;
}

/** A row, and below it what its cells go on with. */
function linesOf(
  row: readonly string[],
  columns: readonly Column[],
  widths: readonly number[],
): (readonly string[])[] {
  const cells = row.map((cell, index) =>
    columns[index]?.flexible ? wrapCell(cell, widths[index] ?? 0, columns[index]) : [cell],
  );
  const height = Math.max(...cells.map(({ length }) => length));
  if (height <= 1) return [row];
  return Array.from({ length: height }, (_, line) => cells.map((cell) => cell[line] ?? ''));
}

function wrapCell(
  cell: string,
  width: number,
  column: Pick<Column, 'whole'> | undefined,
): string[] {
  const lines = wrapWords(cell, width);
  return column?.whole ? lines.flatMap((line) => breakWord(line, width)) : lines;
}

const STAND_IN = '\ue000';

/** No lines between rows and none around them, but a gap between columns. */
const BORDERS =
  'top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right left left-mid mid mid-mid right right-mid';
const CHARS = {
  ...Object.fromEntries(BORDERS.split(' ').map((name) => [name, ''])),
  middle: GAP,
};

/** Rows of cells that are safe for a terminal, by cli-table3; cut to widths of at least 1. */
export function drawRows(
  rows: readonly (readonly string[])[],
  columns: readonly Column[],
  widths: readonly number[],
): string {
  const table = new Table({
    colWidths: [...widths],
    colAligns: columns.map(({ align }) => align ?? 'left'),
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    chars: CHARS,
  });
  // cli-table3 measures marks such as the vowel signs of Devanagari as a column each, which puts
  // the table out of line. So it is given stand-ins of the true width, replaced afterwards.
  const replaced: string[] = [];
  const standIn = (cell: string, index: number) => {
    const text = truncate(cell, widths[index] ?? 0);
    if (isPlain(text)) return text;
    replaced.push(text);
    return STAND_IN.repeat(Math.max(1, displayWidth(text)));
  };
  // Neighbouring stand-ins cannot run together: there is always a gap between cells.
  for (const row of rows) table.push(row.map(standIn));
  return table
    .toString()
    .replace(/\ue000+/g, () => replaced.shift() ?? '')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** The same in a hundredth of the time, for long tables; a test holds the two against each other. */
export function drawManyRows(
  rows: readonly (readonly string[])[],
  columns: readonly Column[],
  widths: readonly number[],
): string {
  return rows
    .map((row) => {
      const cells = widths.map((width, index) => {
        const text = truncate(row[index] ?? '', width);
        const space = ' '.repeat(Math.max(0, width - displayWidth(text)));
        return columns[index]?.align === 'right' ? space + text : text + space;
      });
      return cells.join(GAP).trimEnd();
    })
    .join('\n');
}
