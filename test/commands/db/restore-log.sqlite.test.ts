import { copyFile, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backUp } from '../../support/books/backup.ts';
import { createMess } from '../../support/mess.ts';
import { connectPast } from '../../support/server/connection.ts';

test('a log that is left of another database is not taken for that of the new mess', async () => {
  const mess = await createMess();
  await backUp(mess);
  // As a machine that stopped leaves it: the last changes are in the log alone.
  const db = connectPast(mess.database);
  db.run('pragma wal_autocheckpoint = 0');
  db.run(
    `insert into students (id_key, id, name, branch, phone, entered_at) values ('s9', 'S9', 'N', 'B', '9876543210', '2025')`,
  );
  const log = `${mess.databasePath}-wal`;
  await copyFile(log, join(mess.home, 'kept'));
  db.close();
  await rename(mess.databasePath, join(mess.home, 'old.db'));
  await rename(join(mess.home, 'kept'), log);
  const restored = await mess('db', 'restore', join(mess.home, 'a.backup'));
  expect(restored).toEqual({
    code: 8,
    stdout: '',
    stderr: `error: ${log} is left of a database that was at ${mess.databasePath}.\nhint: move it to where that database is now, or away\n`,
  });
  expect((await readFile(log)).length).toBeGreaterThan(0);
  await rm(log);
  await mess.do(`db restore ${join(mess.home, 'a.backup')} --quiet`);
  expect(mess.rows('select * from students')).toEqual([]);
});
