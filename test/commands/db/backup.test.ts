import { execFileSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { lchown, lstat, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { latestMigration } from '../../../src/data/schema/migrations.ts';
import { BACKUP_TABLES, backUp, rowsOfTables, takeApart } from '../../support/books/backup.ts';
import { addBooks } from '../../support/books/books.ts';
import { createMess } from '../../support/mess.ts';
import { anchorIn, headIn } from '../../support/records/audit.ts';
import { addMay, createBilledMay, signInAs, signInStudent } from '../../support/records/month.ts';
import { passMs, SECOND_MS, tryStudentSignIn } from '../../support/records/sign-in.ts';
import { insertStudents, manyStudents } from '../../support/records/students.ts';

const REPLACE = 'is there already. Replace it?';

test('says what was written, in each format', async () => {
  const mess = await createBilledMay('--total 74000');
  const file = join(mess.home, 'a.backup');
  const counts = '4 students, 4 figures of attendance, 1 bill, 8 changes recorded';
  expect(await mess('db', 'backup', file)).toEqual({
    code: 0,
    stdout: `Written to ${file}: ${counts}.\n${headIn(mess)}`,
    stderr: '',
  });
  const tables = rowsOfTables({
    settings: 3,
    audit_salts: 4,
    audit_entries: 8,
    admins: 1,
    students: 4,
    attendance: 4,
    bills: 1,
    shares: 4,
    imports: 1,
    purchase_heads: 10,
  });
  expect(await mess.json('db', 'backup', file, '--yes')).toEqual({
    file,
    tables,
    record: anchorIn(mess),
  });
  expect(await mess('db', 'backup', file, '--yes', '--format', 'csv')).toEqual({
    code: 0,
    stdout: `table,rows\n${BACKUP_TABLES.map((name) => `${name},${tables[name]}\n`).join('')}`,
    stderr: '',
  });
  expect(await mess('db', 'backup', file, '--yes', '--quiet')).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  });
});

describe('the file', () => {
  test('is a header, each table with its rows in order and its checksum, and an end', async () => {
    const mess = await createMess();
    await addBooks(mess);
    const { header, tables } = takeApart(await backUp(mess));
    expect(header).toEqual({
      mess: 'backup',
      version: 1,
      migration: latestMigration(),
      record: expect.stringMatching(/^25:[0-9a-f]{64}$/),
    });
    expect((header as { record: string }).record).toContain(anchorIn(mess));
    expect(tables.map(({ name }) => name)).toEqual(BACKUP_TABLES);
    const rowsOf = (name: string) => tables.find((table) => table.name === name)?.rows;
    expect(rowsOf('settings')).toEqual([
      ['currency', 'INR'],
      ['name', 'Ganga Mess'],
      ['time_zone', 'Asia/Kolkata'],
    ]);
    const at = '2025-06-01T06:30:00.000Z';
    expect(rowsOf('students')?.slice(3)).toEqual([
      [4, 's004a', 'S004A', 'Dev Anand', 'ME', '+9779812345678', null, null, at, 6, null, 1],
      [5, 's005', 'S005', 'नेहा शर्मा', 'कला', '9876543213', '2025-04-10', null, at, 8, null, 1],
      [6, 'a6', 'a6', "Ravi 👩🏽‍🚀 O'Neil", 'ME\\CS', '9876543214', null, null, at, 9, null, 1],
      [7, 's07', 'S07', 'Long Gone', 'CSE', '9876543215', null, '2025-05-20', at, 10, null, 1],
    ]);
    expect(rowsOf('attendance')?.slice(0, 4)).toEqual([
      ['2025-03', 1, 1, 18, null],
      ['2025-03', 6, 3100, 17, null],
      ['2025-04', 5, 2050, 16, null],
      ['2025-05', 1, 3050, 15, null],
    ]);
    // Money is text, for it may be more than a number of JSON is read as.
    expect(rowsOf('bills')?.map((row) => row.slice(0, 8))).toEqual([
      ['2025-03', 1, 'live', 31, '1', null, null, '1'],
      ['2025-04', 1, 'live', 30, ...Array(3).fill('9007199254740991'), '24169318000221659'],
      ['2025-05', 1, 'void', 31, null, '310000', null, '1235000'],
      ['2025-05', 2, 'live', 31, '7400003', null, '1200000', '8600003'],
    ]);
    expect(rowsOf('shares')).toHaveLength(27);
    expect(rowsOf('audit_entries')?.map(([sequence]) => sequence)).toEqual(
      Array.from({ length: 25 }, (_, index) => index + 1),
    );
  });

  test('has no session, and nothing of who signed in wrongly', async () => {
    const mess = await createMess();
    await addMay(mess);
    const before = await backUp(mess);
    // Neither is in the record of changes, so nothing else differs.
    passMs(mess, 90 * SECOND_MS);
    expect((await tryStudentSignIn(mess, 'S001', '9876500000')).code).toBe(4);
    expect(mess.rows('select kind from sign_in_attempts')).toEqual([{ kind: 'student' }]);
    expect(await backUp(mess)).toBe(before);
    for (const { token_hash: hash } of mess.rows<{ token_hash: string }>(
      'select token_hash from sessions',
    )) {
      expect(before).not.toContain(hash);
    }
  });

  test('is the same each time, and packed in .gz', async () => {
    const mess = await createMess();
    await addBooks(mess);
    const text = await backUp(mess);
    expect(await backUp(mess, 'again')).toBe(text);
    expect(await backUp(mess, 'packed.gz')).toBe(text);
    const upper = join(mess.home, 'PACKED.GZ');
    await mess.do(`db backup ${upper}`);
    expect(gunzipSync(await readFile(upper)).toString()).toBe(text);
  });

  test('is for its owner alone, also where it replaces one that was not', async () => {
    const mess = await createMess();
    const modeOf = async (name: string) => (await stat(join(mess.home, name))).mode & 0o777;
    await backUp(mess, 'new.backup');
    await backUp(mess, 'new.backup.gz');
    await mess.file('old.backup', 'old', 0o666);
    await backUp(mess, 'old.backup');
    const names = ['new.backup', 'new.backup.gz', 'old.backup'];
    expect(await Promise.all(names.map(modeOf))).toEqual([0o600, 0o600, 0o600]);
    expect((await readdir(mess.home)).filter((name) => name.includes('.new-'))).toEqual([]);
  });

  test('is as the mess was at one moment, whoever writes meanwhile', async () => {
    const mess = await createMess();
    await addMay(mess);
    insertStudents(mess, manyStudents(6000));
    const before = await backUp(mess);
    const pipe = join(mess.home, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const running = mess('db', 'backup', pipe);
    let text = '';
    let changed = false;
    for await (const chunk of createReadStream(pipe, 'utf8')) {
      text += chunk;
      // The pipe is full by now, with most of the students and all that comes after them still to come.
      if (changed || !text.includes('"table":"students"')) continue;
      changed = true;
      expect(text).not.toContain('S05000');
      await mess.do(
        'student edit S05999 --name "Another One"',
        'attendance record S05999 --month 2025-05 --days 3',
        'bill register --month 2025-05 --total 74000 --quiet',
      );
    }
    expect(await running).toMatchObject({ code: 0, stderr: '' });
    expect(text === before).toBe(true);
    expect(await backUp(mess)).not.toBe(before);
  });
});

test('a file that is there is replaced only after a yes', async () => {
  const mess = await createMess();
  const path = await mess.file('a.backup', 'precious');
  expect(await mess('db', 'backup', path)).toEqual({
    code: 2,
    stdout: '',
    stderr: `error: ${path} ${REPLACE} Nobody can be asked here.\nhint: give --yes if you are sure\n`,
  });
  expect(await mess.with({ answers: [false] })('db', 'backup', path)).toEqual({
    code: 130,
    stdout: '',
    stderr: `? ${path} ${REPLACE}\nNothing was changed.\n`,
  });
  expect(await readFile(path, 'utf8')).toBe('precious');
  expect((await mess.with({ answers: [true] })('db', 'backup', path)).code).toBe(0);
  takeApart(await readFile(path, 'utf8'));
});

test('a link is named with what it leads to, which is replaced; one of somebody else is refused', async (ctx) => {
  const mess = await createMess();
  const target = await mess.file('a.backup', 'precious');
  const link = join(mess.home, 'latest');
  await symlink(target, link);
  expect(await mess.with({ answers: [false] })('db', 'backup', link)).toMatchObject({
    stderr: `? ${link} leads to ${target}, which ${REPLACE}\nNothing was changed.\n`,
  });
  await mess.do(`db backup ${link} --yes`);
  expect((await lstat(link)).isSymbolicLink()).toBe(true);
  takeApart(await readFile(target, 'utf8'));

  if (process.getuid?.() !== 0) ctx.skip('only root can make a link of another user');
  await lchown(link, 65_534, 65_534);
  await writeFile(target, 'precious');
  for (const [flag, ...args] of [
    ['FILE', 'db', 'backup', link],
    ['--output', 'student', 'list', '--output', link],
  ]) {
    expect(await mess(...args, '--yes')).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: ${flag} ${link}: it is a link of another user.\n`,
    });
  }
  expect(await readFile(target, 'utf8')).toBe('precious');
});

test('where no backup can be', async () => {
  const mess = await createMess();
  const before = await readdir(mess.home);
  const cases = [
    [mess.sessionPath, 'mess itself keeps its data there'],
    [join(mess.home, 'config.json'), 'mess itself keeps its data there'],
    ...(mess.database.kind === 'sqlite'
      ? ['', '-wal', '-shm', '-journal'].map((suffix) => [
          mess.databasePath + suffix,
          'mess itself keeps its data there',
        ])
      : []),
    [mess.home, 'it is a folder'],
    [join(mess.home, 'a.xlsx'), 'mess writes no workbook; a spreadsheet opens .csv'],
  ] as const;
  for (const [path, why] of cases) {
    expect(await mess('db', 'backup', path ?? '', '--yes')).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: FILE ${path}: ${why}.\n`,
    });
  }
  const none = join(mess.home, 'none');
  expect((await mess('db', 'backup', join(none, 'a'), '--yes')).stderr).toBe(
    `error: FILE ${none}/a: there is no folder ${none}.\nhint: make it first: mkdir -p ${none}\n`,
  );
  expect(await readdir(mess.home)).toEqual(before);
});

test.each(['full', 'full.gz'])('no room for it, %s: a failure in a sentence', async (name) => {
  const mess = await createMess();
  // Of no use to whoever packs it, so that there is more to write when the first does not go.
  const names = manyStudents(6000).map(({ id }) => ({ id, name: randomText(100) }));
  insertStudents(mess, names);
  const path = join(mess.home, name);
  await symlink('/dev/full', path);
  expect(await mess('db', 'backup', path)).toEqual({
    code: 1,
    stdout: '',
    stderr:
      `error: The answer could not be written to ${path}: the disk is full.\n` +
      'hint: nothing was changed\n',
  });
  // Nothing of the database is in use any more.
  expect((await readdir(mess.home)).filter((file) => file.startsWith('mess.db-'))).toEqual([]);
  expect((await mess('student', 'show', 'S00001')).code).toBe(0);
});

function randomText(length: number): string {
  return Array.from({ length }, () => Math.floor(Math.random() * 36).toString(36)).join('');
}

test('only the owner makes backups', async () => {
  const mess = await createMess();
  await addMay(mess);
  const path = join(mess.home, 'a.backup');
  const refused = (code: number, sentence: string, hint: string) => ({
    code,
    stdout: '',
    stderr: `error: ${sentence}\nhint: ${hint}\n`,
  });
  for (const role of ['viewer', 'manager'] as const) {
    await mess.with({ stdin: 'correct horse battery' })(
      'admin',
      'login',
      'warden',
      '--password-stdin',
    );
    await signInAs(mess, role);
    expect(await mess('db', 'backup', path)).toEqual(
      refused(5, `A ${role} may not make backups.`, 'sign in as owner: mess admin login'),
    );
  }
  await signInStudent(mess, 'S001', '9876543210');
  expect(await mess('db', 'backup', path)).toEqual(
    refused(
      5,
      'A student may not make backups.',
      'a student sees their own: mess expenses show, and where accounts are kept, mess dues show',
    ),
  );
  await mess.do('student logout');
  expect(await mess('db', 'backup', path)).toEqual(
    refused(4, 'Nobody is signed in.', 'mess admin login, or as a student: mess student login'),
  );
  // Whether a file is there is nothing to tell them, either.
  const file = await mess.file('there', 'precious');
  expect((await mess('db', 'backup', file)).code).toBe(4);
  expect(await readdir(mess.home)).not.toContain('a.backup');
});
