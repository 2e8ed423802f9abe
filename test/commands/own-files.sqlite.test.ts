import { copyFile, link, readFile, symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { createMess } from '../support/mess.ts';
import { importBytes } from '../support/records/files/import-file.ts';
import { addMay } from '../support/records/month.ts';

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

test('no database is replaced, whoever it is of and however it is written', async () => {
  const mess = await createMess();
  await addMay(mess);
  const [other, linked, hard] = ['other.csv', 'linked.csv', 'hard.csv'].map((name) =>
    join(mess.home, name),
  ) as [string, string, string];
  await copyFile(mess.databasePath, other);
  await symlink(other, linked);
  await link(other, hard);
  const logs = ['377f06820000000', 'd9d505f920a163d700'].map((digits, index) =>
    mess.file(`log-${index}`, Buffer.from(digits, 'hex')),
  );
  const before = await readFile(other);
  const spellings = [other, linked, hard, join(mess.home, '.', 'none', '..', 'other.csv')];
  const paths = [...spellings, relative(process.cwd(), other), ...(await Promise.all(logs))];
  const commands = [
    ['student', 'list', '--output'],
    ['bill', 'show', '--month', '2025-05', '--json', '--output'],
    ['db', 'backup'],
  ];
  for (const path of paths) {
    // All go the same way, so one is enough for every spelling.
    for (const command of path === other ? commands : commands.slice(0, 1)) {
      const { code, stdout, stderr } = await mess(...command, path, '--yes');
      expect({ code, stdout }, path).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(`${path}: a database is kept there.`);
    }
  }
  expect(await readFile(other)).toEqual(before);
  expect(await readFile(linked)).toEqual(before);
  // What only looks a little like one is replaced as ever.
  await writeFile(other, 'SQLite format 3');
  expect((await mess('student', 'list', '--output', other, '--yes')).code).toBe(0);
});
