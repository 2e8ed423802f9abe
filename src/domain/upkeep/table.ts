/** How the values of a column are kept: `integer` within 2^53, `money` in minor units of any size. */
export type ColumnKind = 'text' | 'integer' | 'money';

export interface Table {
  readonly name: string;
  /** In the order of the schema. */
  readonly columns: Readonly<Record<string, ColumnKind>>;
  readonly primaryKey: readonly string[];
  /** Which columns point where; the database itself may know of fewer. */
  readonly references: readonly Reference[];
  /** Sessions, and what guards signing in, belong to their database and are never copied. */
  readonly isCopied: boolean;
}

export interface Reference {
  readonly columns: readonly string[];
  readonly table: string;
  readonly target: readonly string[];
}

/** A table of the database, and how many rows of it were copied or looked at. */
export interface CountedTable {
  readonly name: string;
  readonly rows: number;
}
