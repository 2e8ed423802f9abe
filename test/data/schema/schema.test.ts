import { expect, test } from 'vitest';
import { TABLES_WITHOUT_DATA } from '../../../src/data/schema/migrations.ts';
import { TABLES } from '../../../src/data/schema/tables.ts';
import type { ColumnKind } from '../../../src/domain/upkeep/table.ts';
import { PIN, readSchema, readTables } from '../../support/books/schema.ts';
import { createMess } from '../../support/mess.ts';

const KINDS: Readonly<Record<string, ColumnKind>> = {
  varchar: 'text',
  text: 'text',
  longtext: 'text',
  integer: 'integer',
  int: 'integer',
  bigint: 'money',
};

test('the schema of a new mess is the one that is pinned', async () => {
  const mess = await createMess();
  await expect(readSchema(mess.database)).toMatchFileSnapshot(PIN);
});

test('every table has a primary key', async () => {
  const mess = await createMess();
  const tables = readTables(mess.database);
  expect(tables.length).toBeGreaterThan(10);
  expect(tables.filter(({ primaryKey }) => primaryKey.length === 0)).toEqual([]);
});

test('the list of tables in the code is what the database has', async () => {
  const mess = await createMess();
  const actual = readTables(mess.database)
    .filter(({ name }) => !TABLES_WITHOUT_DATA.includes(name))
    .map(({ name, columns, primaryKey }) => ({
      name,
      columns: columns.map(([column, type]) => [column, KINDS[type] ?? type]),
      primaryKey,
    }));
  const listed = TABLES.map(({ name, columns, primaryKey }) => ({
    name,
    columns: Object.entries(columns),
    primaryKey,
  }));
  expect(listed.sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual(actual);
});

test('what refers to another table is listed in the code, after the table it refers to', async () => {
  const mess = await createMess();
  const names = TABLES.map(({ name }) => name);
  for (const { name, references } of readTables(mess.database)) {
    const table = TABLES.find((each) => each.name === name);
    const listed = table?.references.map(({ columns, table, target }) =>
      [...columns, table, ...target].join(' '),
    );
    for (const reference of references) expect(listed, name).toContain(reference);
    for (const { table: other } of table?.references ?? []) {
      expect(names.indexOf(other), `${name} refers to ${other}`).toBeLessThan(names.indexOf(name));
    }
  }
});
