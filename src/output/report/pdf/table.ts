import type { ReportColumn, TablePart } from '../report.ts';
import type { Pen, Type } from './pen.ts';
import { BODY, BOLD, drawRule, LEADING, type Sheets, writeLines } from './sheet.ts';

const GAP = 10;
const LEAST_TEXT = 60;

/** A table; its titles stand on each sheet that it goes over. */
export function drawTable(sheets: Sheets, part: TablePart): void {
  if (part.rows.length === 0 && part.none !== undefined) {
    writeLines(sheets, part.none, BODY);
    return;
  }
  const { widths, scale } = layOut(part, sheets);
  const body = { ...BODY, size: BODY.size * scale };
  const bold = { ...BOLD, size: BOLD.size * scale };
  const titles = part.columns.map(({ title }) => title);
  const draw = (cells: readonly string[], type: Type) => {
    const lines = cells.map((cell, at) =>
      linesOf(sheets.pen, cell, type, widths[at], part.columns[at]),
    );
    const height = Math.max(...lines.map(({ length }) => length)) * type.size * LEADING;
    return { height, put: () => putRow(sheets, lines, type, widths, part.columns, height) };
  };
  const head = draw(titles, bold);
  const drawHead = () => {
    head.put();
    drawRule(sheets, 0.6);
    sheets.y += 2;
  };
  const first = part.rows[0] === undefined ? 0 : draw(part.rows[0], body).height;
  sheets.need(head.height + first + 4);
  drawHead();
  for (const [at, row] of part.rows.entries()) {
    const drawn = draw(row, body);
    if (sheets.need(drawn.height)) drawHead();
    else if (at > 0) drawRule(sheets, 0.25, '#aaa');
    drawn.put();
  }
  if (part.footer === undefined) return;
  const foot = draw(part.footer, bold);
  if (sheets.need(foot.height + 2)) drawHead();
  drawRule(sheets, 1);
  sheets.y += 2;
  foot.put();
}

function linesOf(
  pen: Pen,
  cell: string,
  type: Type,
  width: number | undefined,
  column: ReportColumn | undefined,
): readonly string[] {
  return column?.isText && width !== undefined ? pen.wrap(cell, type, width) : [cell];
}

function putRow(
  sheets: Sheets,
  lines: readonly (readonly string[])[],
  type: Type,
  widths: readonly number[],
  columns: readonly ReportColumn[],
  height: number,
): void {
  let x = sheets.left;
  for (const [at, cell] of lines.entries()) {
    const width = widths[at] ?? 0;
    for (const [line, text] of cell.entries()) {
      const space = columns[at]?.isNumber ? width - sheets.pen.widthOf(text, type) : 0;
      sheets.pen.write(text, x + space, sheets.y + line * type.size * LEADING, type);
    }
    x += width + GAP;
  }
  sheets.y += height;
}

/** How wide the columns are, in points, and by how much letters are made smaller that they fit. */
interface Layout {
  readonly widths: readonly number[];
  readonly scale: number;
}

/**
 * Each as wide as its widest cell, with a part of what room is left. Where there is none, texts are broken, and
 * then all is written smaller: nothing ever stands beyond the edge of the paper.
 */
function layOut({ columns, rows, footer = [] }: TablePart, sheets: Sheets): Layout {
  const natural = columns.map(({ title }, at) =>
    Math.max(
      sheets.pen.widthOf(title, BOLD),
      sheets.pen.widthOf(footer[at] ?? '', BOLD),
      ...rows.map((row) => sheets.pen.widthOf(row[at] ?? '', BODY)),
    ),
  );
  const gaps = GAP * (columns.length - 1);
  const least = natural.map((width, at) =>
    columns[at]?.isText ? Math.min(width, LEAST_TEXT) : width,
  );
  const [all, needed] = [sum(natural), sum(least)];
  const scale = Math.min(1, (sheets.width - gaps) / needed);
  const room = (sheets.width - gaps) / scale;
  // What texts have beyond their least is what they may lose.
  const kept = all <= room ? 1 : (room - needed) / (all - needed);
  const spread = all <= room ? room / all : 1;
  const widths = natural.map((width, at) => {
    const floor = least[at] ?? 0;
    return (floor + (width - floor) * kept) * spread * scale + ROUNDING;
  });
  return { widths, scale };
}

/** So that a text that is as wide as its column is not broken. */
const ROUNDING = 0.01;

function sum(widths: readonly number[]): number {
  return widths.reduce((total, width) => total + width, 0);
}
