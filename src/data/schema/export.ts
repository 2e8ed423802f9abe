import type { Knex } from 'knex';
import {
  type ExportedTable,
  fieldName,
  fieldReference,
  fieldType,
  listExported,
  rowMaker,
} from '../../domain/upkeep/exported-table.ts';
import type { Table } from '../../domain/upkeep/table.ts';
import { COPIED_TABLES } from './dump.ts';
import { type BadStoredValue, refuseBadValue, streamTable } from './stream-table.ts';
import { TABLE_WORDS } from './words/words.ts';

/**
 * Every table that is copied, but for what somebody could sign in by. Each is to be read before the next.
 *
 * @param trx a snapshot, so that the tables fit together
 * @throws InvalidInputError a value is not what mess stores
 */
export function listExportedTables(trx: Knex, currencyDecimals: number): ExportedTable[] {
  return COPIED_TABLES.map((table) => exportTable(trx, table, currencyDecimals));
}

function exportTable(trx: Knex, table: Table, currencyDecimals: number): ExportedTable {
  const { name, primaryKey, references } = table;
  const words = TABLE_WORDS[name];
  if (words === undefined) throw new Error(`nobody says what ${name} is`);
  const columns = listExported(table, words.columns);
  const isExported = (column: string) => columns.some(([each]) => each === column);
  async function* rows() {
    const make = rowMaker(columns, currencyDecimals);
    const names = columns.map(([column]) => column);
    const onBad = (bad: BadStoredValue) => refuseBadValue(name, bad);
    for await (const batch of streamTable(trx, table, names, onBad)) {
      yield batch.map(make);
    }
  }
  return {
    ...{ name, about: words.about },
    fields: columns.map(([column, kind]) => ({
      name: fieldName(column),
      type: fieldType(column, kind),
      description: words.columns[column] ?? '',
    })),
    primaryKey: primaryKey.map(fieldName),
    references: references
      .filter((reference) => reference.columns.every(isExported))
      .map(fieldReference),
    rows: rows(),
  };
}
