import { expect, test } from 'vitest';
import { openDatabase } from '../../../src/data/open.ts';
import { createMess } from '../../support/mess.ts';
import { openFile, openUnguarded } from '../../support/sqlite/file.ts';

test('every connection has synchronous=FULL, foreign keys, and a write-ahead log', async () => {
  const mess = await createMess();
  const { db } = await openDatabase({ kind: 'sqlite', path: mess.databasePath });
  try {
    const pragma = async (name: string) => Object.values((await db.raw(`pragma ${name}`))[0])[0];
    expect(await pragma('synchronous')).toBe(2n);
    expect(await pragma('foreign_keys')).toBe(1n);
    expect(await pragma('journal_mode')).toBe('wal');
    expect(await pragma('busy_timeout')).toBe(30000n);
  } finally {
    await db.destroy();
  }
});

test('a transaction takes the write lock at its start, so that reading first is safe', async () => {
  const mess = await createMess();
  const { db } = await openDatabase(
    { kind: 'sqlite', path: mess.databasePath },
    { busyTimeoutMs: 50 },
  );
  const rival = openFile(mess.databasePath, 0);
  try {
    await db.transaction(async (trx) => {
      await trx('settings').select();
      expect(() => rival.exec('BEGIN IMMEDIATE')).toThrow('database is locked');
    });
    rival.exec('BEGIN IMMEDIATE');
    await expect(db.transaction(async () => {})).rejects.toThrow('database is locked');
  } finally {
    rival.close();
    await db.destroy();
  }
});

test('a damaged database is said in a sentence', async () => {
  const mess = await createMess();
  const db = openUnguarded(mess.databasePath);
  db.pragma('writable_schema = ON');
  db.exec("update sqlite_master set rootpage = 999999 where name = 'students'");
  db.close();
  const { code, stderr } = await mess('student', 'list');
  expect(code).toBe(9);
  expect(stderr).toContain(`${mess.databasePath} is damaged or not a database.`);
});
