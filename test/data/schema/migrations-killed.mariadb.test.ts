import { expect, test } from 'vitest';
import { connectMysql } from '../../../src/data/mysql/mysql.ts';
import { connectMess, refuseOccupiedAddress } from '../../../src/data/open.ts';
import { migrate } from '../../../src/data/schema/migrations.ts';
import {
  type MysqlAddress,
  parseDatabaseAddress,
} from '../../../src/domain/values/database-address.ts';
import { createEmptyDatabase, migrateTo } from '../../support/books/older.ts';
import { readPinnedSchema, readSchema } from '../../support/books/schema.ts';
import { urlOf } from '../../support/clone.ts';
import { startProxy } from '../../support/server/proxy.ts';
import { stepOf } from '../../support/strength.ts';

/**
 * Migrates an empty database until its connection is cut, and every later one refused: to the server
 * it is as if the program was killed.
 *
 * @param at the packet after which it is cut, before an answer comes; not at all when undefined
 */
async function migrateUntil(at: number | undefined) {
  const database = await createEmptyDatabase();
  const strike = at && { at, by: 'cut' as const, when: 'after' as const, later: 'refuse' as const };
  const proxy = await startProxy(database, strike ? { strike } : {});
  const address = parseDatabaseAddress(proxy.urlOf(database)) as MysqlAddress;
  const db = await connectMysql(address, { waitMs: 1000 });
  const failed = await migrate(db).then(
    () => false,
    () => true,
  );
  expect(failed).toBe(at !== undefined);
  await db.destroy();
  return { database, packets: proxy.packets };
}

test('killed after any statement, migrations leave no mess, and are finished by another run', async () => {
  const pin = readPinnedSchema();
  const { packets } = await migrateUntil(undefined);
  // What reads leaves the database as the write before it did.
  const writes = [...packets.entries()].filter(([, sql]) => /^(create|alter|insert)/i.test(sql));
  expect(writes.length).toBeGreaterThanOrEqual(25);
  const step = stepOf(6);
  for (const [index, sql] of writes.filter((_, count) => count % step === 0)) {
    const { database } = await migrateUntil(index + 1);
    const address = parseDatabaseAddress(urlOf(database));
    await expect(connectMess(address, {}), sql).rejects.toThrow('There is no mess in ');
    await refuseOccupiedAddress(address, {});
    await migrateTo(database);
    expect(readSchema(database), `killed after ${sql}`).toBe(pin);
  }
}, 120_000);

test('programs that migrate at once all get there', async () => {
  const database = await createEmptyDatabase();
  await Promise.all(Array.from({ length: 5 }, () => migrateTo(database)));
  expect(readSchema(database)).toBe(readPinnedSchema());
  expect(await migrateTo(database)).toEqual([]);
});
