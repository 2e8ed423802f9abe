import { stringify } from 'csv-stringify/sync';
import { quoteFormula } from '../domain/values/spreadsheet.ts';

export type Cell = string | number | null;

/** A table for spreadsheets: no grouping, no totals. */
export interface Sheet {
  readonly header: readonly string[];
  readonly rows: Iterable<readonly Cell[]>;
}

/** The columns of a sheet in their order, each with the key of what stands in it, or how it is made. */
export type Columns<Row> = Readonly<Record<string, CellKey<Row> | ((row: Row) => Cell)>>;

type CellKey<Row> = { [Key in keyof Row]: Row[Key] extends Cell ? Key : never }[keyof Row];

/** Cells are made when they are read, so that there may be very many rows. */
export function toSheet<Row>(columns: Columns<Row>, rows: Iterable<Row>): Sheet {
  return { header: Object.keys(columns), rows: cellsOf(columns, rows) };
}

function* cellsOf<Row>(columns: Columns<Row>, rows: Iterable<Row>): Iterable<Cell[]> {
  const cells = Object.values(columns);
  for (const row of rows) {
    yield cells.map((cell) => (typeof cell === 'function' ? cell(row) : (row[cell] as Cell)));
  }
}

const SLICE = 1000;

/** A sheet as CSV, in pieces, safe to open in a spreadsheet: what begins like a formula is quoted. */
export function* renderCsv({ header, rows }: Sheet): Iterable<string> {
  yield stringify([[...header]]);
  for (const slice of slicesOf(rows, SLICE)) {
    yield stringify(
      slice.map((row) => row.map((cell) => (typeof cell === 'string' ? quoteFormula(cell) : cell))),
    );
  }
}

/** A long list in parts, so that each can be written before the next is made. */
export function* slicesOf<T>(items: Iterable<T>, size: number): Iterable<T[]> {
  let slice: T[] = [];
  for (const item of items) {
    slice.push(item);
    if (slice.length < size) continue;
    yield slice;
    slice = [];
  }
  if (slice.length > 0) yield slice;
}
