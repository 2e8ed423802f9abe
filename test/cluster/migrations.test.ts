import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectMysql } from '../../src/data/mysql/mysql.ts';
import { migrate } from '../../src/data/schema/migrations.ts';
import {
  type MysqlAddress,
  parseDatabaseAddress,
} from '../../src/domain/values/database-address.ts';
import { urlOf } from '../support/clone.ts';
import { type Cluster, startCluster } from '../support/server/cluster.ts';
import { asServer } from '../support/server/cluster-mess.ts';
import { connectPast } from '../support/server/connection.ts';
import {
  createDatabaseOn,
  createMessOn,
  type ServerDatabase,
} from '../support/server/private-server.ts';
import { startProxy } from '../support/server/proxy.ts';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster();
});

afterAll(() => cluster?.stop());

async function migrateThrough(database: ServerDatabase, waitMs = 30_000): Promise<string[]> {
  const db = await connectMysql(parseDatabaseAddress(urlOf(database)) as MysqlAddress, { waitMs });
  try {
    return await migrate(db);
  } finally {
    await db.destroy();
  }
}

function notes(database: ServerDatabase): string[] {
  const db = connectPast(database);
  db.run('set session wsrep_sync_wait = 15');
  const rows = db.rows<{ name: string }>('select name from knex_migrations order by id');
  db.close();
  return rows.map(({ name }) => name);
}

test('started on all nodes at once, one runs them, and the others find nothing to do', async () => {
  for (let round = 0; round < 3; round++) {
    const [first] = cluster.nodes;
    const database = await createDatabaseOn(asServer(cluster, first));
    const runs = cluster.nodes.flatMap(({ port }) => [
      migrateThrough({ ...database, port }),
      migrateThrough({ ...database, port }),
    ]);
    const done = await Promise.all(runs);
    const names = done.flat();
    expect(done.filter(({ length }) => length > 0)).toHaveLength(1);
    expect(names.length).toBeGreaterThan(20);
    for (const { port } of cluster.nodes) expect(notes({ ...database, port })).toEqual(names);
  }
});

test('killed on one node: another run there goes on at once, one elsewhere when its time is over', async () => {
  const [first, second] = cluster.nodes;
  const database = await createDatabaseOn(asServer(cluster, first));
  const strike = {
    at: 'create table `admins`',
    by: 'cut',
    when: 'after',
    later: 'refuse',
  } as const;
  const proxy = await startProxy(database, { strike });
  const { port } = new URL(proxy.urlOf(database));
  await expect(migrateThrough({ ...database, port: Number(port) })).rejects.toThrow();
  expect(proxy.hasStruck).toBe(true);

  const elsewhere = { ...database, port: second.port };
  await expect(migrateThrough(elsewhere, 500)).rejects.toThrow(
    /^Somebody else is bringing the tables of \S+ up to date\.$/,
  );
  const db = connectPast(database);
  db.run('update migration_lease set held_until = unix_timestamp() - 1');
  db.close();
  expect((await migrateThrough(elsewhere, 500)).length).toBeGreaterThan(15);
  expect(await migrateThrough(database)).toEqual([]);
});

test('two that make a mess on two nodes at once: one does, and the other is told', async () => {
  const results = await Promise.allSettled(
    cluster.nodes.map((node) => createMessOn(asServer(cluster, node))),
  );
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
});
