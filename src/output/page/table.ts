import Table from 'cli-table3';
import { slicesOf } from './slices.ts';
import { style } from './style.ts';
import { isPlain, visible } from './terminal-text.ts';
import type { Page } from './view.ts';
import { displayWidth, truncate } from './width.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** May be cut where the terminal is too narrow. */
  readonly flexible?: boolean;
}

export interface TableData {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** Totals, below a line. */
  readonly footer?: readonly string[];
}

/** cli-table3 takes a tenth of a millisecond for a row, and more for each the more there are. */
const LONG = 100;
const SLICE = 1000;
const GAP = '  ';
const NARROWEST = 8;

/**
 * Renders a table line by line: column widths are worked out once for all rows, so that it can be
 * written as it is made. Cells are made safe for a terminal here.
 */
export function* renderTable(table: TableData, page: Page): Iterable<string> {
  const { columns } = table;
  // Most rows are plain, and a long table is not to be held twice.
  const rows = table.rows.map((row) => (row.every(isPlain) ? row : row.map(visible)));
  const footer = table.footer?.map(visible);
  const titles = columns.map(({ title }) => title);
  const widths = fitWidths(columns, [titles, ...rows, ...(footer ? [footer] : [])], page);
  const paint = style(page);
  const rule = `${paint.dim(widths.map((width) => '─'.repeat(width)).join(GAP))}\n`;
  yield `${paint.bold(drawRows([titles], columns, widths))}\n`;
  yield rule;
  const draw = rows.length > LONG ? drawManyRows : drawRows;
  for (const slice of slicesOf(rows, SLICE)) yield `${draw(slice, columns, widths)}\n`;
  if (footer) yield `${rule}${drawRows([footer], columns, widths)}\n`;
}

function fitWidths(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  page: Page,
): number[] {
  const widths = columns.map((_, index) =>
    rows.reduce((most, row) => Math.max(most, displayWidth(row[index] ?? '')), 1),
  );
  if (page.width === undefined) return widths;
  const gaps = GAP.length * (columns.length - 1);
  const total = () => widths.reduce((sum, width) => sum + width, gaps);
  while (total() > page.width) {
    const shrinkable = widths
      .map((width, index) => ({ width, index }))
      .filter(({ width, index }) => columns[index]?.flexible && width > NARROWEST)
      .sort((a, b) => b.width - a.width)[0];
    if (shrinkable === undefined) break;
    widths[shrinkable.index] = shrinkable.width - 1;
  }
  return widths;
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
