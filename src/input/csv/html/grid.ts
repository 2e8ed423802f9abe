import type { CsvRow } from '../csv.ts';
import { unquoteCell } from '../rows.ts';
import { isPicture } from './picture.ts';

/** As in the standard of HTML. */
const MAX_COLSPAN = 1000;

export interface Span {
  readonly colspan: number;
  readonly rowspan: number;
}

/** The rows of one table, as they come. */
export interface Grid {
  /** The number of the row that is read, from 1. */
  readonly row: number;
  startRow(): void;
  endRow(): void;
  add(text: string, span: Span): void;
  /** The rows with a filled cell. */
  list(): readonly CsvRow[];
}

/** @param onCell told of the length of each cell, the empty ones of a span too; may throw to end it */
export function createGrid(onCell: (row: number, rowLength: number) => void): Grid {
  const rows: CsvRow[] = [];
  /** How many rows more a cell from above goes over, by column. */
  const covered: number[] = [];
  let cells: string[] | undefined;
  let wide: number[] = [];
  let [row, rowLength] = [0, 0];

  function push(to: string[], text: string): void {
    rowLength += text.length + 1;
    onCell(row, rowLength);
    to.push(text);
  }

  /** Passes by the cells that go over this row from above. */
  function passCovered(to: string[]): void {
    for (let left = covered[to.length] ?? 0; left > 0; left = covered[to.length] ?? 0) {
      covered[to.length] = left - 1;
      push(to, '');
    }
  }

  function endRow(): void {
    if (cells === undefined) return;
    passCovered(cells);
    // A row may end before the columns that are covered do.
    for (let place = cells.length; place < covered.length; place++) {
      covered[place] = Math.max(0, (covered[place] ?? 0) - 1);
    }
    // Pictures alone are no row: they keep others apart.
    if (cells.some((cell) => cell !== '' && !isPicture(cell))) {
      rows.push({ line: row, cells, ...(wide.length > 0 && { wide }) });
    }
    cells = undefined;
  }

  function startRow(): string[] {
    endRow();
    row++;
    rowLength = 0;
    wide = [];
    cells = [];
    return cells;
  }

  return {
    get row() {
      return Math.max(1, row);
    },
    startRow,
    endRow,
    add(text, { colspan, rowspan }) {
      const to = cells ?? startRow();
      passCovered(to);
      const start = to.length;
      push(to, unquoteCell(text));
      if (colspan > 1 && text !== '') wide.push(start);
      for (let more = 1; more < Math.min(colspan, MAX_COLSPAN); more++) push(to, '');
      if (rowspan === 1 && covered.length <= start) return;
      for (let place = start; place < to.length; place++) {
        const left = rowspan > 1 ? rowspan - 1 : Math.max(0, (covered[place] ?? 0) - 1);
        // One that is full of holes takes a great deal more room.
        while (covered.length < place) covered.push(0);
        covered[place] = left;
      }
    },
    list() {
      endRow();
      return rows;
    },
  };
}
