import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { StoredRow, StoredValue } from '../../domain/upkeep/backup.ts';
import type { ColumnKind, Table } from '../../domain/upkeep/table.ts';
import { InvalidInputError } from '../../errors.ts';
import { dialectOf, type SqlValue } from '../dialect.ts';

/** A value that its column cannot have, though the database has let it in. */
export class BadStoredValue extends Error {
  readonly column: string;
  /** The primary key of its row, where that is known. */
  key = '';

  constructor(column: string, value: unknown) {
    super(`${column} has a value that mess does not store: ${describe(value)}`);
    this.name = 'BadStoredValue';
    this.column = column;
  }
}

function describe(value: unknown): string {
  const text =
    value instanceof Uint8Array ? `x'${Buffer.from(value).toString('hex')}'` : String(value);
  return text.slice(0, 60);
}

/** @throws InvalidInputError of that value */
export function refuseBadValue(table: string, { key, message }: BadStoredValue): never {
  throw new InvalidInputError('unfit_books', `${table} ${key}: ${message}.`);
}

/** Written in one way only, so that the same number is the same text. */
const INTEGER = /^(0|-?[1-9]\d*)$/;

/** @throws BadStoredValue no column of that kind has it */
export function normalize(kind: ColumnKind, column: string, value: SqlValue): StoredValue {
  if (value === null) return null;
  if (kind === 'text') {
    if (typeof value === 'string') return value;
  } else if (INTEGER.test(String(value))) {
    if (kind === 'money' && BigInt.asIntN(64, BigInt(value)) === BigInt(value)) {
      return String(value);
    }
    if (kind === 'integer' && Number.isSafeInteger(Number(value))) return Number(value);
  }
  throw new BadStoredValue(column, value);
}

/**
 * The rows of a table in the order of its primary key, the same from every database, in batches.
 *
 * @param onBad told of a value that its column cannot have; it is null then. Thrown when undefined
 */
export async function* streamTable(
  trx: Knex,
  table: Table,
  columnNames: readonly string[] = Object.keys(table.columns),
  onBad?: (bad: BadStoredValue) => void,
): AsyncIterable<StoredRow[]> {
  const columns = columnNames.map((name) => [name, table.columns[name] ?? 'text'] as const);
  const names = columnNames.map((name) => `"${name}"`).join(', ');
  const order = table.primaryKey.map((name) => `"${name}"`).join(', ');
  const sql = `select ${names} from "${table.name}" order by ${order}`;
  for await (const batch of dialectOf(trx).streamArrays(trx, sql)) {
    yield batch.map((row) =>
      columns.map(([name, kind], index) => {
        try {
          return normalize(kind, name, row[index] ?? null);
        } catch (error) {
          if (onBad === undefined || !(error instanceof BadStoredValue)) throw error;
          error.key = table.primaryKey
            .map((part) => String(row[columnNames.indexOf(part)]))
            .join(' ');
          onBad(error);
          return null;
        }
      }),
    );
    // A file is read without a pause: Ctrl-C would be heard when all is over.
    await nextTurn();
  }
}
