import { formatMinor } from '../values/money.ts';
import type { StoredRow, StoredValue } from './backup.ts';
import type { ColumnKind, Reference, Table } from './table.ts';

/** The types of the frictionless data table schema that columns have. */
export type FieldType =
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'yearmonth';

/** A column as it is handed out. */
export interface ExportedField {
  readonly name: string;
  readonly type: FieldType;
  readonly description: string;
}

/** A table as it is handed out, and what is in it. */
export interface ExportedTable {
  readonly name: string;
  readonly about: string;
  readonly fields: readonly ExportedField[];
  /** By the names of fields. */
  readonly primaryKey: readonly string[];
  readonly references: readonly Reference[];
  /** In the order of the primary key, many at once; what is null is nothing. */
  readonly rows: AsyncIterable<readonly StoredRow[]>;
}

const DAYS = ['date', 'money_date', 'joined', 'left'];

/** Amounts and numbers of days lose what says how they are stored: they are handed out as decimals. */
export function fieldName(column: string): string {
  return column.replace(/_(minor|hundredths)$/, '');
}

export function fieldType(column: string, kind: ColumnKind): FieldType {
  if (kind === 'money' || column.endsWith('_hundredths')) return 'number';
  if (kind === 'integer') return column.startsWith('is_') ? 'boolean' : 'integer';
  if (column === 'month') return 'yearmonth';
  if (column === 'at' || column.endsWith('_at')) return 'datetime';
  return DAYS.includes(column) ? 'date' : 'string';
}

/**
 * A stored value as it is handed out.
 *
 * @param value money in minor units, days in hundredths
 */
export function fieldValue(
  column: string,
  kind: ColumnKind,
  currencyDecimals: number,
): (value: StoredValue) => StoredValue {
  if (kind !== 'money' && !column.endsWith('_hundredths')) return (value) => value;
  const decimals = kind === 'money' ? currencyDecimals : 2;
  return (value) => (value === null ? null : formatMinor(BigInt(value), decimals));
}

/** The same of whole rows; columns that are not handed out are left out of `kinds`. */
export function rowMaker(
  kinds: readonly (readonly [column: string, kind: ColumnKind])[],
  currencyDecimals: number,
): (row: StoredRow) => StoredRow {
  const makers = kinds.map(([column, kind]) => fieldValue(column, kind, currencyDecimals));
  return (row) => row.map((value, at) => makers[at]?.(value) ?? null);
}

/** What is pointed to by the names of fields. */
export function fieldReference({ columns, table, target }: Reference): Reference {
  return { columns: columns.map(fieldName), table, target: target.map(fieldName) };
}

/** Those columns of a table that are handed out. @param words null of what is not */
export function listExported(
  { columns }: Table,
  words: Readonly<Record<string, string | null>>,
): (readonly [column: string, kind: ColumnKind])[] {
  return Object.entries(columns).filter(([column]) => words[column] !== null);
}
