import { existsSync } from 'node:fs';
import { readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backUp } from '../../support/books/backup.ts';
import { addBooks } from '../../support/books/books.ts';
import { createHomeOf, signInAtCopy } from '../../support/books/copies.ts';
import { createTwoBills, plant } from '../../support/books/planted.ts';
import { createHome, createMess } from '../../support/mess.ts';
import { headIn } from '../../support/records/audit.ts';
import { insertStudents, manyStudents } from '../../support/records/students.ts';

test('from a file to another file', async () => {
  const mess = await createMess();
  await addBooks(mess);
  const before = await readFile(mess.databasePath);
  const folder = await createHome();
  const path = join(folder, 'new', 'copy.db');
  expect(await mess('db', 'copy', '--to', `sqlite:${path}`)).toEqual({
    code: 0,
    stdout: `Copied to ${path}: 7 students, 8 figures of attendance, 3 bills, 25 changes recorded.\n${headIn(mess)}`,
    stderr: 'Use one of the two from now on; mess help files says how to name it for good.\n',
  });
  expect(await readFile(mess.databasePath)).toEqual(before);
  expect(await readdir(join(folder, 'new'))).toEqual(['copy.db']);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const copy = await createHomeOf({ kind: 'sqlite', path });
  await signInAtCopy(copy, mess);
  expect(await copy('db', 'verify')).toMatchObject({ code: 0, stderr: '' });
  expect(await backUp(copy)).toBe(await backUp(mess));
});

test('to itself, and to what is there', async () => {
  const mess = await createMess();
  const link = join(mess.home, 'link.db');
  await symlink(mess.databasePath, link);
  const file = await mess.file('notes.txt', 'precious');
  for (const path of [mess.databasePath, link, file, mess.home]) {
    const what = path === file || path === mess.home ? 'something else' : 'a mess';
    expect(await mess('db', 'copy', '--to', path, '--yes')).toEqual({
      code: 8,
      stdout: '',
      stderr: `error: There is ${what} at ${path} already.\nhint: name another file with --to PATH\n`,
    });
  }
  expect(await readFile(file, 'utf8')).toBe('precious');
  expect((await mess('whoami')).code).toBe(0);
});

test('a mess that contradicts itself is not copied, and not written to a backup', async () => {
  const mess = await createTwoBills();
  const path = join(await createHome(), 'copy.db');
  const nothing = async () => {
    expect(existsSync(path)).toBe(false);
    expect(await readdir(mess.home)).not.toContain('a.backup');
  };
  plant(mess, ["update bills set total_minor = 'a lot' where month = '2025-05'"]);
  const refused = {
    code: 6,
    stdout: '',
    stderr:
      'error: bills 2025-05 1: total_minor has a value that mess does not store: a lot.\n' +
      'hint: to see all that does not hold: mess db verify\n',
  };
  expect(await mess('db', 'copy', '--to', path)).toEqual(refused);
  expect(await mess('db', 'backup', join(mess.home, 'a.backup'))).toEqual(refused);
  await nothing();

  plant(mess, [
    "update bills set total_minor = 7400000 where month = '2025-05'",
    'delete from students where no = 2',
  ]);
  expect(await mess('db', 'copy', '--to', path)).toEqual({
    code: 6,
    stdout: '',
    stderr:
      `error: ${mess.label} contradicts itself in attendance. Nothing was copied.\n` +
      'hint: to see all that does not hold: mess db verify\n',
  });
  await nothing();
});

test('a damaged file: it is that file that is named, and not the copy', async () => {
  const mess = await createMess();
  insertStudents(mess, manyStudents(300));
  plant(mess, ['pragma wal_checkpoint(truncate)']);
  const bytes = await readFile(mess.databasePath);
  const page = Math.floor(bytes.indexOf('Student S00200') / 4096);
  await writeFile(mess.databasePath, bytes.fill(0xa5, page * 4096, (page + 1) * 4096));
  const folder = await createHome();
  const damaged = {
    code: 9,
    stdout: '',
    stderr:
      `error: ${mess.label} is damaged or not a database.\n` +
      'hint: move it away, with the files -wal and -shm beside it, and put back your last backup: mess db restore FILE\n',
  };
  expect(await mess('db', 'copy', '--to', join(folder, 'copy.db'))).toEqual(damaged);
  expect(await mess('db', 'backup', join(folder, 'a.backup'))).toEqual(damaged);
  expect(await readdir(folder)).toEqual([]);
});
