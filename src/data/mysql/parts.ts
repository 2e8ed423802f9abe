import type { Knex } from 'knex';
import { dialectOf, quietLog } from '../dialect.ts';
import { canonical, readCreateTable, type SchemaPart } from '../schema/definitions.ts';
import { createTableOfMigrations, runPending } from '../schema/migrations.ts';
import { CREATE_LEASE } from './migration-lease.ts';
import { makeTablesWhole } from './whole-tables.ts';

/** How every table is kept. */
const KEPT = 'table of innodb in utf8mb4_bin';

/**
 * All that the schema of a database on a server has. A trigger or an event is seen only by a user who has the
 * right to make one.
 */
export async function listServerParts(db: Knex): Promise<SchemaPart[]> {
  const select = <R extends readonly string[]>(sql: string) =>
    dialectOf(db).selectArrays<R>(db, sql);
  const parts: SchemaPart[] = [];
  for (const [table, type] of await select<[string, string]>('show full tables')) {
    if (type === 'BASE TABLE') {
      const [row] = await select<[string, string]>(`show create table \`${table}\``);
      parts.push(...partsOfTable(table, row?.[1] ?? ''));
    } else parts.push({ table, part: 'table', definition: type.toLowerCase() });
  }
  const triggers = await select<[string, string, string]>(
    `select event_object_table, trigger_name, action_statement from information_schema.triggers
     where trigger_schema = database() order by 1, 2`,
  );
  for (const [table, name, sql] of triggers) {
    parts.push({ table, part: `trigger ${name}`, definition: canonical(sql) });
  }
  const events = await select<[string, string]>(
    `select event_name, event_definition from information_schema.events
     where event_schema = database() order by 1`,
  );
  for (const [name, sql] of events) {
    parts.push({ table: '', part: `event ${name}`, definition: canonical(sql) });
  }
  return parts;
}

/** @param sql what SHOW CREATE TABLE says */
export function partsOfTable(table: string, sql: string): SchemaPart[] {
  const { columns, others, tail } = readCreateTable(sql);
  const [, engine, charset] = /\bengine = (\w+).* charset = (\w+)/.exec(tail) ?? [];
  const [, collation = `${charset} by itself`] = /\bcollate = (\w+)/.exec(tail) ?? [];
  const keys = others.map((definition) => partOfKey(table, definition));
  // The server makes an index for a reference where there is none, and calls it like the reference.
  const references = new Map(keys.map(({ part, definition }) => [part, definition]));
  const isOfReference = ({ part, definition }: SchemaPart) =>
    references.get(part.replace(/^index /, 'constraint '))?.startsWith(`foreign key${definition} `);
  return [
    { table, part: 'table', definition: `table of ${engine} in ${collation}` },
    ...columns.map(([name, definition]) => partOfColumn(table, name, definition)),
    ...keys.filter((key) => !isOfReference(key)),
  ];
}

/** Each version of each server writes the same in its own way. */
function partOfColumn(table: string, name: string, definition: string): SchemaPart {
  const plain = definition
    .replace(/^(tinyint|smallint|mediumint|int|bigint)\(\d+\)/, '$1')
    .replace(/( character set utf8mb4)? collate utf8mb4_bin/, '')
    .replace(/(?<! not)( default)? null\b/, '')
    .replace(/ default '(-?\d+)'/, ' default $1');
  return { table, part: `column ${name}`, definition: plain };
}

function partOfKey(table: string, definition: string): SchemaPart {
  const plain = definition
    .replace(/^unique( key| index)? /, 'unique index ')
    .replace(/^key /, 'index ')
    .replace(/ using btree\b/, '');
  const [, part, rest] =
    /^((?:(?:unique )?index|constraint|\w+ key) [^ (]+) ?(.+)$/.exec(plain) ?? [];
  return part === undefined || rest === undefined
    ? { table, part: plain, definition: plain }
    : { table, part, definition: rest };
}

/** What the migrations make in an empty database. */
export async function makeServerParts(): Promise<SchemaPart[]> {
  let parts: SchemaPart[] = [];
  for (const sql of await listStatements()) {
    const [, dropped] = /^alter table \S+ drop index `(\w+)`$/.exec(sql) ?? [];
    if (dropped !== undefined)
      parts = parts.filter(({ part }) => !part.endsWith(`index ${dropped}`));
    const [, altered, added = ''] = /^alter table (\S+) add (.+)$/s.exec(sql) ?? [];
    const isAltered = altered !== undefined;
    const { head, columns, others } = readCreateTable(
      isAltered ? `create table ${altered} (${added.replaceAll(', add ', ', ')})` : sql,
    );
    const [, table] = /^create table (?:if not exists )?(\w+)$/.exec(head) ?? [];
    if (table === undefined) continue;
    if (!isAltered) parts.push({ table, part: 'table', definition: KEPT });
    for (const [name, definition] of columns) {
      const own = definition.replace(/ primary key$/, '');
      parts.push(partOfColumn(table, name, own));
      if (own !== definition) parts.push(partOfKey(table, `primary key(${name})`));
    }
    parts.push(...others.map((definition) => partOfKey(table, definition)));
  }
  return parts;
}

/**
 * The statements of all migrations, as they are for a server. None is asked: its owner may have no other
 * database to make them in. To every question the answer is that there is nothing yet.
 */
async function listStatements(): Promise<string[]> {
  const { default: knex } = await import('knex');
  const db = knex({ client: 'mysql2', compileSqlOnError: false, log: quietLog });
  makeTablesWhole(db);
  const statements: string[] = [CREATE_LEASE];
  const { client } = db;
  client.acquireConnection = async () => ({});
  client.releaseConnection = async () => {};
  client._query = async (_connection: object, asked: { sql: string; response?: unknown }) => {
    statements.push(asked.sql);
    asked.response = [[], []];
    return asked;
  };
  await createTableOfMigrations(db);
  await runPending(db, undefined, (up) => up(db));
  return statements;
}
