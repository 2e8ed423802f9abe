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
  const widths = columnWidths(part, sheets);
  const titles = part.columns.map(({ title }) => title);
  const draw = (cells: readonly string[], type: Type) => {
    const lines = cells.map((cell, at) =>
      linesOf(sheets.pen, cell, type, widths[at], part.columns[at]),
    );
    const height = Math.max(...lines.map(({ length }) => length)) * type.size * LEADING;
    return { height, put: () => putRow(sheets, lines, type, widths, part.columns, height) };
  };
  const head = draw(titles, BOLD);
  const drawHead = () => {
    head.put();
    drawRule(sheets, 0.6);
    sheets.y += 2;
  };
  const first = part.rows[0] === undefined ? 0 : draw(part.rows[0], BODY).height;
  sheets.need(head.height + first + 4);
  drawHead();
  for (const [at, row] of part.rows.entries()) {
    const drawn = draw(row, BODY);
    if (sheets.need(drawn.height)) drawHead();
    else if (at > 0) drawRule(sheets, 0.25, '#aaa');
    drawn.put();
  }
  if (part.footer === undefined) return;
  const foot = draw(part.footer, BOLD);
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

/** Each as wide as its widest cell; texts share what room is left, and then numbers are parted evenly. */
function columnWidths(
  { columns, rows, footer = [] }: TablePart,
  sheets: Sheets,
): readonly number[] {
  const natural = columns.map(({ title }, at) =>
    Math.max(
      sheets.pen.widthOf(title, BOLD),
      sheets.pen.widthOf(footer[at] ?? '', BOLD),
      ...rows.map((row) => sheets.pen.widthOf(row[at] ?? '', BODY)),
    ),
  );
  const room = sheets.width - GAP * (columns.length - 1);
  const over = natural.reduce((sum, width) => sum + width, 0) - room;
  const texts = natural.filter((_, at) => columns[at]?.isText);
  const textWidth = texts.reduce((sum, width) => sum + width, 0);
  if (over <= 0) {
    // To the right edge: in the text columns, else in the first.
    const stretched = columns.findIndex(({ isText }) => isText);
    return natural.map((width, at) => (at === Math.max(0, stretched) ? width - over : width));
  }
  return natural.map((width, at) =>
    columns[at]?.isText ? Math.max(LEAST_TEXT, width - (over * width) / textWidth) : width,
  );
}
