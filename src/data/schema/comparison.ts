import type { SchemaPart } from './definitions.ts';
import { MIGRATION_TABLE } from './migrations.ts';

/** Where a schema is not what the migrations make. */
export interface SchemaFault {
  readonly table: string;
  readonly message: string;
  /** A table or a column is missing, so that its rows cannot be read. */
  readonly isUnreadable: boolean;
}

/** What knex's own migrator made has other columns, and it had a second table. */
const LOCK_TABLE = `${MIGRATION_TABLE}_lock`;

/** What a schema lacks, has besides, or has otherwise, by table. */
export function compareSchemas(
  made: readonly SchemaPart[],
  found: readonly SchemaPart[],
): SchemaFault[] {
  const expected = byTable(made);
  const actual = byTable(found);
  const tables = [...new Set([...expected.keys(), ...actual.keys()])].sort();
  return tables.flatMap((table) =>
    compareTables(table, expected.get(table) ?? new Map(), actual.get(table) ?? new Map()),
  );
}

/** The definitions of a table by what they define. */
type Parts = ReadonlyMap<string, string>;

function byTable(parts: readonly SchemaPart[]): ReadonlyMap<string, Parts> {
  const tables = new Map<string, Map<string, string>>();
  for (const { table, part, definition } of parts) {
    const known = tables.get(table) ?? new Map();
    tables.set(table, known.set(part, definition));
  }
  return tables;
}

function compareTables(table: string, expected: Parts, actual: Parts): SchemaFault[] {
  const faults: SchemaFault[] = [];
  const report = (message: string, isUnreadable = false) =>
    faults.push({ table, message, isUnreadable });
  const [made, is] = [expected.get('table'), actual.get('table')];
  if (made === undefined && is !== undefined) {
    if (table !== LOCK_TABLE) report('the table was not made by mess');
    return faults;
  }
  if (made !== is) {
    const isTable = is?.startsWith('table') === true;
    report(is === undefined ? 'the table is missing' : `it is a ${is}, not a ${made}`, !isTable);
    if (!isTable) return faults;
  }
  // All that is read of it is a name.
  const isAlike = (part: string) =>
    table === MIGRATION_TABLE && part !== 'column name' && !part.startsWith('trigger ');
  for (const [part, definition] of expected) {
    const now = actual.get(part);
    const isMissing = now === undefined;
    if (part === 'table' || now === definition || isAlike(part)) continue;
    if (table === MIGRATION_TABLE && !isMissing) continue;
    const what = isMissing ? 'is missing' : `is ${now}, not ${definition}`;
    report(`the ${part} ${what}`, isMissing && part.startsWith('column '));
  }
  for (const part of actual.keys()) {
    if (!expected.has(part) && !isAlike(part)) report(`the ${part} was not made by mess`);
  }
  return faults;
}
