import type { Knex } from 'knex';
import type { Connection } from 'mysql2';
import { expect, onTestFinished, test } from 'vitest';
import { touchSession } from '../../../src/data/access/sessions.ts';
import { endConnection } from '../../../src/data/mysql/connection.ts';
import { ask } from '../../../src/data/mysql/session.ts';
import { openDatabase } from '../../../src/data/open.ts';
import { inTransaction } from '../../../src/data/transaction.ts';
import { parseDatabaseAddress } from '../../../src/domain/values/database-address.ts';
import { connectToServer } from '../../support/clone.ts';
import { createMess } from '../../support/mess.ts';

async function openShared(): Promise<Knex> {
  const mess = await createMess();
  const { db } = await openDatabase(parseDatabaseAddress(mess.databaseUrl));
  onTestFinished(() => db.destroy());
  return db;
}

test('of two who write without waiting on one connection, neither takes its patience from it', async () => {
  const db = await openShared();
  const patience = async () =>
    (await db.raw('select @@innodb_lock_wait_timeout as seconds'))[0][0].seconds;
  const before = await patience();
  const touch = () => touchSession(db, 'no session', '2025-06-01T00:00:00.000Z');
  await Promise.all([touch(), touch()]);
  expect(await patience()).toBe(before);
});

test('a transaction that is lost is ended on its own connection, not on a newer one', async () => {
  const db = await openShared();
  const [[own]] = await db.raw('select connection_id() as id');
  const newer: Connection = await db.client.acquireRawConnection();
  onTestFinished(() => endConnection(newer));
  const admin = await connectToServer();
  onTestFinished(() => admin.end());
  const lost = inTransaction(db, async (trx) => {
    await admin.query(`kill ${own.id}`);
    await trx('settings').select();
  });
  await expect(lost).rejects.toThrow();
  expect(await ask(newer, 'select 1')).toEqual([[1]]);
});
