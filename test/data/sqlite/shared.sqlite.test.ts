import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import { expect, onTestFinished, test } from 'vitest';
import { touchSession } from '../../../src/data/access/sessions.ts';
import { dialectOf } from '../../../src/data/dialect.ts';
import { openDatabase } from '../../../src/data/open.ts';
import { inTransaction } from '../../../src/data/transaction.ts';
import { holdWriteLock } from '../../support/books/lock.ts';
import { createMess } from '../../support/mess.ts';
import { openFile, type SqliteFile } from '../../support/sqlite/file.ts';

const TICK_MS = 5;

/** So many turns of the queue of promises one of two is behind the other: more than both take. */
const OFFSETS = 120;

async function openShared(): Promise<{ readonly db: Knex; readonly rival: SqliteFile }> {
  const mess = await createMess();
  const { db } = await openDatabase({ kind: 'sqlite', path: mess.databasePath });
  const rival = openFile(mess.databasePath, 0);
  onTestFinished(async () => {
    rival.close();
    await db.destroy();
  });
  return { db, rival };
}

/** Begins the second so many turns after the first, and waits for both. */
async function runApart(
  turns: number,
  first: () => Promise<unknown>,
  second: () => Promise<unknown>,
): Promise<void> {
  const begun = first();
  for (let turn = 0; turn < turns; turn++) await null;
  await Promise.all([begun, second()]);
}

test('of two who write without waiting on one connection, neither takes its patience from it', async () => {
  const { db } = await openShared();
  const touch = () => touchSession(db, 'no session', '2025-06-01T00:00:00.000Z');
  const patience = new Set<unknown>();
  for (let turns = 0; turns < OFFSETS; turns++) {
    await runApart(turns, touch, touch);
    patience.add((await db.raw('pragma busy_timeout'))[0]?.timeout);
  }
  expect([...patience]).toEqual([30_000n]);
});

test('of a reader and a writer on one connection, it is the writer who keeps others out', async () => {
  const { db, rival } = await openShared();
  const isLocked = () => {
    try {
      rival.exec('begin immediate; rollback');
      return false;
    } catch {
      return true;
    }
  };
  const seen = new Set<string>();
  const read = () =>
    dialectOf(db).readSnapshot(db, async (trx) => {
      await trx('settings').select();
      seen.add(`reading, ${isLocked()}`);
    });
  const write = () =>
    inTransaction(db, async (trx) => {
      await trx('settings').select();
      seen.add(`writing, ${isLocked()}`);
    });
  for (let turns = 0; turns < OFFSETS; turns++) {
    await runApart(turns, read, write);
    await runApart(turns, write, read);
  }
  expect([...seen].sort()).toEqual(['reading, false', 'writing, true']);
});

test('who waits for the turn of another has done nothing yet', async () => {
  const { db, rival } = await openShared();
  rival.exec('begin immediate');
  let begun = 0;
  let told = 0;
  const onWait = () => {
    if (++told === 10) rival.exec('rollback');
  };
  await inTransaction(db, async () => void begun++, { onWait });
  expect(begun).toBe(1);
});

test('five who wait for a sixth hold nobody else up', async () => {
  const mess = await createMess();
  const sixth = holdWriteLock(mess);
  const writers = Array.from({ length: 5 }, () => ({ told: 0 }));
  const writing = writers.map(async (writer, index) => {
    const { db } = await openDatabase({ kind: 'sqlite', path: mess.databasePath });
    const note = (trx: Knex.Transaction) =>
      trx('settings').insert({ key: `of ${index}`, value: 'x' });
    await inTransaction(db, note, { onWait: () => void writer.told++ }).finally(() => db.destroy());
  });
  let ticks = 0;
  const begun = performance.now();
  while (writers.some(({ told }) => told < 20)) {
    await sleep(TICK_MS);
    ticks++;
  }
  const waitedMs = performance.now() - begun;
  sixth.commit();
  await Promise.all(writing);
  expect(mess.rows("select key from settings where key like 'of %'")).toHaveLength(5);
  // Where they wait in SQLite itself it is a hundredth.
  expect(ticks * TICK_MS).toBeGreaterThan(waitedMs / 5);
});

test('a COMMIT that another holds up is tried again, and leaves no lock behind', async () => {
  const mess = await createMess();
  const reader = openFile(mess.databasePath, 0);
  // As the copy of before is, once it is put in place.
  reader.pragma('journal_mode = delete');
  const address = { kind: 'sqlite', path: mess.databasePath } as const;
  const { db } = await openDatabase(address, { busyTimeoutMs: 200 });
  onTestFinished(() => db.destroy());
  const note = (key: string, onWait?: () => void) =>
    inTransaction(db, (trx) => trx('settings').insert({ key, value: 'x' }), { onWait });
  reader.exec('begin; select * from settings');
  await expect(note('never')).rejects.toThrow('database is locked');
  await note('at last', () => reader.inTransaction && reader.exec('commit'));
  reader.close();
  expect(mess.rows("select key from settings where key in ('never', 'at last')")).toEqual([
    { key: 'at last' },
  ]);
});
