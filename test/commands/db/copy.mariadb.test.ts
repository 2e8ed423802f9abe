import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backUp, rowsOfTables } from '../../support/books/backup.ts';
import { addBooks, readAll } from '../../support/books/books.ts';
import { createFileMess, createHomeOf, signInAtCopy } from '../../support/books/copies.ts';
import { readPinnedSchema, readRows, readSchema } from '../../support/books/schema.ts';
import { createDatabase } from '../../support/clone.ts';
import { createHome, createMess, type Result } from '../../support/mess.ts';
import { anchorIn, headIn } from '../../support/records/audit.ts';
import { addMay, signInAs, signInStudent } from '../../support/records/month.ts';
import { trySignIn } from '../../support/records/sign-in.ts';
import { insertStudents, manyStudents } from '../../support/records/students.ts';
import { connectPast } from '../../support/server/connection.ts';
import { startGate } from '../../support/server/gate.ts';

const USE_IT = 'Use one of the two from now on; mess help files says how to name it for good.\n';

test('from a file to a server and back nothing is changed', async () => {
  const mess = await createFileMess();
  await addBooks(mess);
  const text = await backUp(mess);
  const before = readRows(mess.database);
  const counts = '7 students, 8 figures of attendance, 3 bills, 25 changes recorded';

  const database = await createDatabase();
  const onServer = await createHomeOf(database);
  const password = await mess.file('password', `${database.password}\n`, 0o600);
  const options = ['--to', onServer.label, '--to-password-file', password];
  expect(await mess('db', 'copy', ...options)).toEqual({
    code: 0,
    stdout: `Copied to ${onServer.label}: ${counts}.\n${headIn(mess)}`,
    stderr: USE_IT,
  });
  expect(readRows(mess.database)).toEqual(before);
  expect(readSchema(database)).toBe(readPinnedSchema());
  expect(onServer.rows('select * from sessions')).toEqual([]);
  await signInAtCopy(onServer, mess);
  expect(await onServer('db', 'verify')).toMatchObject({ code: 0, stderr: '' });
  expect(await readAll(onServer)).toEqual(await readAll(mess));
  expect(await backUp(onServer)).toBe(text);

  const home = await createHome();
  const path = join(home, 'mess.db');
  const back = await onServer('db', 'copy', '--to', path, '--json');
  expect(back).toMatchObject({ code: 0, stderr: '' });
  const tables = rowsOfTables({
    settings: 3,
    audit_salts: 9,
    audit_entries: 25,
    admins: 2,
    students: 7,
    attendance: 8,
    attendance_history: 2,
    bills: 4,
    shares: 27,
    imports: 3,
    purchase_heads: 10,
  });
  expect(JSON.parse(back.stdout)).toEqual({
    database: path,
    tables,
    record: anchorIn(mess),
  });
  const inFile = await createHomeOf({ kind: 'sqlite', path });
  await signInAtCopy(inFile, mess);
  expect(await inFile('db', 'verify')).toMatchObject({ code: 0, stderr: '' });
  expect(await backUp(inFile)).toBe(text);
  const { sessions: _, knex_migrations: migrations, ...ofFile } = readRows(inFile.database);
  const { sessions: __, knex_migrations: ___, ...ofMess } = before;
  expect(ofFile).toEqual(ofMess);
  expect(migrations).toHaveLength(before.knex_migrations?.length ?? 0);
});

test('the password of the target: from a file, asked for, or wrong', async () => {
  const mess = await createMess();
  const database = await createDatabase();
  const target = await createHomeOf(database);
  const copy = (...options: string[]) => mess('db', 'copy', '--to', target.label, ...options);
  const refused: Result = {
    code: 9,
    stdout: '',
    stderr:
      `error: The server refuses the user or the password of ${target.label}.\n` +
      'hint: put the password in a file that only you can read, and give --to-password-file FILE\n',
  };
  expect(await copy()).toEqual(refused);
  const wrong = await mess.file('wrong', 'guessed\n', 0o600);
  expect(await copy('--to-password-file', wrong)).toEqual({
    ...refused,
    stderr: refused.stderr.replace(
      /hint: .*/,
      `hint: the password is that of ${wrong}; is it this user's?`,
    ),
  });
  const open = await mess.file('open', `${database.password}\n`, 0o644);
  expect((await copy('--to-password-file', open)).stdout).toBe('');
  const url = target.databaseUrl;
  expect(await mess('db', 'copy', '--to', url)).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'error: --to: a password on the command line can be read by others, so it is not used.\n' +
      `hint: leave it out: ${target.label}; see mess help files\n`,
  });
  expect(readRows(database)).toEqual({});

  const asked = mess.with({ answers: [database.password] });
  expect(await asked('db', 'copy', '--to', target.label)).toMatchObject({
    code: 0,
    stderr: `? Password for ${target.label}\n${USE_IT}`,
  });
  await signInAtCopy(target, mess);
  expect(await backUp(target)).toBe(await backUp(mess));
});

test('where no copy is made', async () => {
  const mess = await createMess();
  const other = await createMess();
  const before = readRows(other.database);
  if (mess.database.kind !== 'mysql') throw new Error('these tests run on a server');
  const password = await mess.file('password', `${mess.database.password}\n`, 0o600);
  const copy = (...options: string[]) =>
    mess('db', 'copy', '--to-password-file', password, ...options);
  const isThere = (label: string): Result => ({
    code: 8,
    stdout: '',
    stderr: `error: There is a mess in ${label} already.\nhint: name an empty database with --to mysql://USER@HOST/NAME\n`,
  });
  expect(await copy('--to', other.label)).toEqual(isThere(other.label));
  expect(await copy('--to', mess.label)).toEqual(isThere(mess.label));
  expect(readRows(other.database)).toEqual(before);

  const tables = await createDatabase();
  const db = connectPast(tables);
  db.run('create table students (precious int)');
  db.close();
  const label = mess.label.replace(mess.database.name, tables.name);
  expect(await copy('--to', label)).toEqual({
    code: 8,
    stdout: '',
    stderr:
      `error: ${label} has tables of something else, so no mess is made there.\n` +
      'hint: name an empty database with --to mysql://USER@HOST/NAME\n',
  });
  expect(readRows(tables)).toEqual({ students: [] });

  const missing = mess.label.replace(mess.database.name, 'mess_none');
  expect(await copy('--to', missing)).toMatchObject({
    code: 9,
    stderr: expect.stringContaining(`error: The server has no such database: ${missing}.\n`),
  });
  const file = await mess.file('there', 'precious');
  expect((await copy('--to', file)).code).toBe(8);
  expect(await copy()).toEqual({
    code: 2,
    stdout: '',
    stderr: 'error: --to is missing.\nhint: mess db copy --help\n',
  });
});

test('only the owner copies the mess', async () => {
  const mess = await createMess();
  await addMay(mess);
  const path = join(await createHome(), 'mess.db');
  for (const role of ['viewer', 'manager'] as const) {
    await trySignIn(mess);
    await signInAs(mess, role);
    expect(await mess('db', 'copy', '--to', path)).toEqual({
      code: 5,
      stdout: '',
      stderr: `error: A ${role} may not copy the mess.\nhint: sign in as owner: mess admin login\n`,
    });
  }
  await signInStudent(mess, 'S001', '9876543210');
  expect((await mess('db', 'copy', '--to', path)).code).toBe(5);
  await mess.do('student logout');
  expect((await mess('db', 'copy', '--to', path)).code).toBe(4);
  expect(existsSync(path)).toBe(false);
});

test('a copy is as the mess was at one moment, whoever writes meanwhile', async () => {
  const mess = await createMess();
  await addMay(mess);
  insertStudents(mess, manyStudents(3000));
  const text = await backUp(mess);
  let changed = false;
  const gate = await startGate(mess.database, 'from "attendance"', async () => {
    await mess.do(
      'attendance record S02999 --month 2025-05 --days 3',
      'bill register --month 2025-05 --total 74000 --quiet',
    );
    changed = true;
  });
  const copy = await createHomeOf({ kind: 'sqlite', path: join(await createHome(), 'mess.db') });
  const env = { MESS_HOME: mess.home, MESS_DATABASE_URL: gate };
  const { code } = await mess.with({ env })('db', 'copy', '--to', copy.databasePath);
  expect({ code, changed }).toEqual({ code: 0, changed: true });
  await signInAtCopy(copy, mess);
  expect((await backUp(copy)) === text).toBe(true);
  expect((await copy('db', 'verify')).code).toBe(0);
});
