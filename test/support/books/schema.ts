import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import { connectPast, type TestConnection, type TestDatabase } from '../server/connection.ts';

/** The pin of this engine: the schema that a new mess has. */
export const PIN = fileURLToPath(
  new URL(`../../data/schema/schema.${inject('engine')}.sql`, import.meta.url),
);

const HEAD = `-- The tables of a new mess, pinned. To renew: npx vitest run test/data/schema.test.ts -u\n\n`;

/** The schema as the database itself tells it, one definition after the other, by name. */
export function readSchema(database: TestDatabase): string {
  const definitions = lookAt(database, (db) =>
    database.kind === 'sqlite' ? definitionsOfFile(db) : definitionsOnServer(db),
  );
  return `${HEAD}${definitions.map((sql) => `${sql};\n`).join('\n')}`;
}

export function readPinnedSchema(): string {
  return readFileSync(PIN, 'utf8');
}

function definitionsOfFile(db: TestConnection): string[] {
  const rows = db.rows<{ sql: string }>(
    `select sql from sqlite_schema where sql is not null and name not like 'sqlite!_%' escape '!'
     order by tbl_name, type desc, name`,
  );
  // One line each: broken before every column and key for the eye.
  return rows.map(({ sql }) =>
    sql.replace(/^(create table \S+) \((.*)\)$/i, (_, head: string, body: string) => {
      const lines = body.split(/, (?=`|primary key|foreign key|unique)(?![^(]*\))/);
      return `${head} (\n  ${lines.join(',\n  ')}\n)`;
    }),
  );
}

function definitionsOnServer(db: TestConnection): string[] {
  return listTables(db, 'mysql').map((name) => {
    const [row] = db.rows<Record<string, string>>(`show create table "${name}"`);
    return (row?.['Create Table'] ?? '').replace(/ AUTO_INCREMENT=\d+/, '');
  });
}

export interface ActualTable {
  readonly name: string;
  /** The type of each column, without its length, in their order. */
  readonly columns: readonly (readonly [name: string, type: string])[];
  readonly primaryKey: readonly string[];
  /** As `columns table targets`, sorted. */
  readonly references: readonly string[];
}

/** The tables as the catalogue of the database lists them, by name. */
export function readTables(database: TestDatabase): ActualTable[] {
  return lookAt(database, (db) => {
    const read = database.kind === 'sqlite' ? tableOfFile : tableOnServer;
    return listTables(db, database.kind).map((name) => read(db, name));
  });
}

function tableOfFile(db: TestConnection, name: string): ActualTable {
  const columns = db.rows<{ name: string; type: string; pk: number }>(
    `select name, lower(type) as type, pk from pragma_table_info('${name}') order by cid`,
  );
  const keys = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
  const references = db.rows<{ text: string }>(
    `select group_concat("from", ' ') || ' ' || "table" || ' ' || group_concat("to", ' ') as text
     from (select * from pragma_foreign_key_list('${name}') order by id, seq) group by id`,
  );
  return {
    name,
    columns: columns.map(({ name, type }) => [name, type.replace(/\(.*/, '')]),
    primaryKey: keys.map(({ name }) => name),
    references: references.map(({ text }) => text).sort(),
  };
}

function tableOnServer(db: TestConnection, name: string): ActualTable {
  const of = 'table_schema = database() and table_name = ?';
  const columns = db.rows<{ name: string; type: string }>(
    `select column_name as name, data_type as type from information_schema.columns
     where ${of} order by ordinal_position`,
    name,
  );
  const keys = db.rows<{ name: string }>(
    `select column_name as name from information_schema.key_column_usage
     where ${of} and constraint_name = 'PRIMARY' order by ordinal_position`,
    name,
  );
  const references = db.rows<{ text: string }>(
    `select concat(group_concat(column_name order by ordinal_position separator ' '), ' ',
       max(referenced_table_name), ' ',
       group_concat(referenced_column_name order by ordinal_position separator ' ')) as text
     from information_schema.key_column_usage
     where ${of} and referenced_table_name is not null group by constraint_name`,
    name,
  );
  return {
    name,
    columns: columns.map(({ name, type }) => [name, type]),
    primaryKey: keys.map(({ name }) => name),
    references: references.map(({ text }) => text).sort(),
  };
}

function listTables(db: TestConnection, kind: TestDatabase['kind']): string[] {
  const rows = db.rows<{ name: string }>(
    kind === 'sqlite'
      ? `select name from sqlite_schema where type = 'table' and name not like 'sqlite!_%' escape '!'`
      : 'select table_name as name from information_schema.tables where table_schema = database()',
  );
  return rows.map(({ name }) => name).sort();
}

/**
 * Every row of the tables, ordered by the text of the whole row; but for the turns, which who changes
 * nothing takes too.
 */
export function readRows(database: TestDatabase): Record<string, Record<string, unknown>[]> {
  return lookAt(database, (db) => {
    const names = listTables(db, database.kind).filter((name) => name !== 'turns');
    return Object.fromEntries(names.map((name) => [name, readRowsOf(db, name)] as const));
  });
}

function readRowsOf(db: TestConnection, name: string): Record<string, unknown>[] {
  const rows = db.rows(`select * from "${name}"`).map((row) => ({ ...row }));
  return rows
    .map((row) => [JSON.stringify(row), row] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => row);
}

function lookAt<T>(database: TestDatabase, look: (db: TestConnection) => T): T {
  const db = connectPast(database);
  try {
    return look(db);
  } finally {
    db.close();
  }
}
