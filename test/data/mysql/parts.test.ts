import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeServerParts, partsOfTable } from '../../../src/data/mysql/parts.ts';
import { compareSchemas } from '../../../src/data/schema/comparison.ts';

/** What MariaDB 10.11 says of the tables of a new mess. */
const PINNED = readFileSync(new URL('../schema/schema.mariadb.sql', import.meta.url), 'utf8');

/** The same as other servers say it. */
const WAYS: Readonly<Record<string, (sql: string) => string>> = {
  'MariaDB 10.11': (sql) => sql,
  'MySQL 5.7': (sql) =>
    withCollation(sql, ' COLLATE utf8mb4_bin').replaceAll('longtext DEFAULT NULL', 'longtext'),
  'MySQL 8': (sql) =>
    withCollation(sql, ' CHARACTER SET utf8mb4 COLLATE utf8mb4_bin')
      .replace(/\b(int|bigint)\(\d+\)/g, '$1')
      .replace(/(text.*?) DEFAULT NULL/g, '$1'),
};

function withCollation(sql: string, collation: string): string {
  return sql.replace(/(varchar\(\d+\)|text)/g, `$1${collation}`).replaceAll('"', '`');
}

test.each(Object.entries(WAYS))(
  'the tables as %s writes them are what the migrations make',
  async (_, write) => {
    const tables = [...write(PINNED).matchAll(/CREATE TABLE \W(\w+)\W[^;]*;/g)];
    expect(tables.length).toBeGreaterThan(20);
    const parts = tables.flatMap(([sql, name = '']) => partsOfTable(name, sql));
    expect(compareSchemas(await makeServerParts(), parts)).toEqual([]);
  },
);
