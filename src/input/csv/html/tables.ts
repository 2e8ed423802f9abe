import { Parser } from 'htmlparser2';
import { FileFault } from '../../../domain/imports/report.ts';
import { formatSize } from '../../../domain/values/size.ts';
import type { Remedy } from '../../../facts.ts';
import type { CsvRow } from '../csv.ts';
import { createGrid, type Grid, type Span } from './grid.ts';
import { pictureOf } from './picture.ts';

/** What stands between these is no text of a page. */
const UNSEEN = ['script', 'style', 'title', 'template', 'noscript'];
/** What stands behind these stands apart from what is before them. */
const BREAKS = /^(?:br|p|div|li|tr|h[1-6])$/;

/** A portal nests some ten; what is opened and never closed is searched through at every end. */
const MAX_DEPTH = 1000;
/** All of them are held in memory. */
const MAX_CELLS = 5_000_000;
/** Each takes a kilobyte and more. */
const MAX_TABLES = 50_000;

/** A table that is open, for one may stand in a cell of another. */
interface OpenTable {
  readonly grid: Grid;
  /** The text of the cell that is open. */
  cell: ({ text: string; picture: string } & Span) | undefined;
}

/** Reads the pieces of a page, in order. */
export interface TableReader {
  /** @throws FileFault it is nested too deeply, or has too many cells */
  write(text: string): void;
  /** The tables in the order in which they begin; one within another is a table of its own. */
  end(): readonly (readonly CsvRow[])[];
}

/**
 * The rows of the tables of a page, as a spreadsheet that opens it has them: what goes over several columns or
 * rows fills the first cell, and the others are empty. A picture is one of its cell, so that a mark that is drawn is no empty cell. Spaces and line breaks within a cell are one space. The
 * number of a row is that within its table.
 */
export function createTableReader({
  maxRecordBytes,
}: {
  readonly maxRecordBytes: number;
}): TableReader {
  const grids: Grid[] = [];
  const open: OpenTable[] = [];
  let [depth, unseen, cells] = [0, 0, 0];
  /** Of a list to choose from only what is chosen is seen. */
  let isUnchosen = false;

  function countCell(row: number, rowLength: number): void {
    if (rowLength > maxRecordBytes) throw tooLong(row, maxRecordBytes);
    if (++cells <= MAX_CELLS) return;
    const message = `a web page with more than ${MAX_CELLS.toLocaleString('en')} cells${SAVE}`;
    throw fault(row, 'file_too_large', message);
  }

  function endCell(): void {
    const table = open.at(-1);
    if (table?.cell === undefined) return;
    const { text, picture, ...span } = table.cell;
    table.cell = undefined;
    table.grid.add(text.replace(/\s+/g, ' ').trim() || picture, span);
  }

  function addText(text: string): void {
    const table = open.at(-1);
    if (table?.cell === undefined || unseen > 0 || isUnchosen) return;
    table.cell.text += text;
    if (table.cell.text.length > maxRecordBytes) throw tooLong(table.grid.row, maxRecordBytes);
  }

  function openTag(name: string, attributes: Readonly<Record<string, string>>): void {
    if (++depth > MAX_DEPTH) {
      const message = `a web page with more than ${MAX_DEPTH} elements within each other${SAVE}`;
      throw fault(1, 'not_csv', message);
    }
    if (UNSEEN.includes(name)) unseen++;
    if (BREAKS.test(name)) addText(' ');
    const table = open.at(-1);
    if (name === 'option') isUnchosen = attributes.selected === undefined;
    if (name === 'table') {
      if (grids.length === MAX_TABLES) {
        const message = `a web page with more than ${MAX_TABLES.toLocaleString('en')} tables${SAVE}`;
        throw fault(1, 'file_too_large', message);
      }
      const grid = createGrid(countCell);
      grids.push(grid);
      open.push({ grid, cell: undefined });
    } else if (name === 'tr') {
      endCell();
      table?.grid.startRow();
    } else if ((name === 'td' || name === 'th') && table !== undefined) {
      endCell();
      const [colspan, rowspan] = [spanOf(attributes.colspan), spanOf(attributes.rowspan)];
      table.cell = { text: '', picture: '', colspan, rowspan };
    } else if (table?.cell !== undefined) {
      table.cell.picture ||= pictureOf(name, attributes);
    }
  }

  function closeTag(name: string): void {
    depth--;
    if (UNSEEN.includes(name)) unseen--;
    if (BREAKS.test(name)) addText(' ');
    if (name === 'option') isUnchosen = false;
    if (name === 'td' || name === 'th' || name === 'tr') endCell();
    if (name === 'tr') open.at(-1)?.grid.endRow();
    if (name !== 'table') return;
    endCell();
    open.pop();
  }

  const parser = new Parser({ onopentag: openTag, ontext: addText, onclosetag: closeTag });
  return {
    write: (text) => parser.write(text),
    end() {
      parser.end();
      return grids.map(({ list }) => list());
    },
  };
}

/** As browsers read it: what is no number is 1. */
function spanOf(text: string | undefined): number {
  const span = Number.parseInt(text ?? '', 10);
  return span >= 1 ? span : 1;
}

const SAVE = '; open it in a spreadsheet and save it as "CSV UTF-8"';

function tooLong(line: number, maxRecordBytes: number): FileFault {
  const message = `a row longer than ${formatSize(maxRecordBytes)}`;
  return fault(line, 'record_too_long', message, { offer: 'longer rows' });
}

function fault(line: number, code: string, message: string, remedy?: Remedy): FileFault {
  return new FileFault({ line, column: '', value: '', code, message, remedy });
}
