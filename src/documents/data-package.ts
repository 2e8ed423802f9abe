import type { ExportedTable } from '../domain/upkeep/exported-table.ts';

/** A table that was written to a file. */
export interface WrittenTable extends Pick<ExportedTable, 'name' | 'about' | 'fields'> {
  readonly primaryKey: readonly string[];
  readonly references: ExportedTable['references'];
  /** The name of the file. */
  readonly path: string;
  readonly bytes: number;
  /** SHA-256, hexadecimal. */
  readonly sha256: string;
}

/** What the files of a folder are together. */
export interface PackageFacts {
  readonly messName: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly migration: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/**
 * What stands in `datapackage.json`.
 *
 * Source: frictionlessdata.io, "Tabular Data Package" and "Table Schema", version 1.
 */
export function dataPackageDocument(facts: PackageFacts, tables: readonly WrittenTable[]) {
  const { messName, currency, timeZone, migration, at } = facts;
  return {
    profile: 'tabular-data-package',
    name: 'mess',
    title: messName,
    description: `The tables of a student mess. Amounts are in ${currency}; times are UTC, and days are those of ${timeZone}. An empty cell is nothing. A text that a spreadsheet would take for a formula has ' before it.`,
    created: at,
    migration,
    resources: tables.map(resourceOf),
  };
}

function resourceOf({ name, about, path, bytes, sha256, ...table }: WrittenTable) {
  return {
    profile: 'tabular-data-resource',
    name,
    path,
    description: about,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    bytes,
    hash: `sha256:${sha256}`,
    schema: {
      fields: table.fields.map(({ name: field, type, description }) => ({
        ...{ name: field, type, description },
        ...(type === 'boolean' && { trueValues: ['1'], falseValues: ['0'] }),
      })),
      missingValues: [''],
      primaryKey: table.primaryKey,
      foreignKeys: table.references.map(({ columns, table: resource, target }) => ({
        fields: columns,
        reference: { resource, fields: target },
      })),
    },
  };
}
