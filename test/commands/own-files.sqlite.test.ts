import { readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createMess } from '../support/mess.ts';
import { importBytes } from '../support/records/import-file.ts';

test("mess's own files are never replaced, by whatever name", async () => {
  const mess = await createMess();
  const link = join(mess.home, 'link.csv');
  await symlink(mess.databasePath, link);
  const before = await readFile(mess.databasePath);
  const own = [mess.databasePath, `${mess.databasePath}-wal`, mess.sessionPath, link];
  for (const path of [...own, join(mess.home, 'config.json')]) {
    const { code, stderr } = await mess('student', 'list', '--output', path, '--yes');
    expect(code).toBe(2);
    expect(stderr).toContain('mess itself keeps its data there.');
  }
  expect(await readFile(mess.databasePath)).toEqual(before);
  expect((await mess('whoami')).code).toBe(0);
});

test.each(['mess.db', 'mess.db-journal', 'mess.db-wal'])(
  '%s is no place for rejects',
  async (name) => {
    const mess = await createMess();
    const text = 'student_id,month,days_present\nS009,2025-05,1\n';
    const path = join(mess.home, name);
    expect(await importBytes(mess, text, '--rejects', path, '--yes')).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: --rejects ${name}: mess itself keeps its data there.\n`,
    });
    expect((await mess('student', 'list')).code).toBe(0);
  },
);
