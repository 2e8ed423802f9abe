/** A table of the database, and how many rows of it were copied or looked at. */
export interface CountedTable {
  readonly name: string;
  readonly rows: number;
}
