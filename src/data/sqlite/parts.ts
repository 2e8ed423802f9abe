import type { Knex } from 'knex';
import { dialectOf } from '../dialect.ts';
import { canonical, readCreateTable, type SchemaPart } from '../schema/definitions.ts';
import { migrate } from '../schema/migrations.ts';
import { connectSqlite } from './connection.ts';

type Row = readonly [type: string, name: string, table: string, sql: string];

/** All that the schema of a file has, but for what SQLite makes for itself. */
export async function listFileParts(db: Knex): Promise<SchemaPart[]> {
  const rows = await dialectOf(db).selectArrays<Row>(
    db,
    `select type, name, tbl_name, sql from sqlite_schema
     where sql is not null and name not like 'sqlite!_%' escape '!' order by tbl_name, type, name`,
  );
  return rows.flatMap(([type, name, table, sql]) => {
    if (type === 'table') return partsOfTable(name, sql);
    if (type === 'view') return [{ table, part: 'table', definition: type }];
    const definition = canonical(sql).replace(/^create (unique )?index \S+ /, '$1');
    return [{ table, part: `${type} ${name}`, definition }];
  });
}

function partsOfTable(table: string, sql: string): SchemaPart[] {
  const { head, columns, others, tail } = readCreateTable(sql);
  if (head.startsWith('create virtual')) {
    return [{ table, part: 'table', definition: 'virtual table' }];
  }
  return [
    { table, part: 'table', definition: tail === '' ? 'table' : `table (${tail})` },
    ...columns.map(([name, definition]) => ({ table, part: `column ${name}`, definition })),
    ...others.map((definition) => ({ table, part: definition, definition })),
  ];
}

/** What the migrations make of an empty file. */
export async function makeFileParts(): Promise<SchemaPart[]> {
  const db = await connectSqlite(':memory:', 0);
  try {
    await db.transaction((trx) => migrate(trx));
    return await listFileParts(db);
  } finally {
    await db.destroy();
  }
}
