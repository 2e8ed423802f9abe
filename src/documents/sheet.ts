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
