import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import {
  BACKUP_TABLES,
  backUp,
  createVacancy,
  expectVacant,
  linesOf,
  rowsOfTables,
  sealAll,
} from '../../support/books/backup.ts';
import { addBooks, readAll } from '../../support/books/books.ts';
import { readRows, readSchema } from '../../support/books/schema.ts';
import { createMess, type TestMess } from '../../support/mess.ts';
import { createMessNow, runMess } from '../../support/process.ts';
import { addMay } from '../../support/records/month.ts';
import { trySignIn } from '../../support/records/sign-in.ts';
import { connectPast } from '../../support/server/connection.ts';

const SIGN_IN = 'Sessions are not in a backup. Sign in with: mess admin login ID\n';

/** Rows of the tables that a backup has, read past the program. */
function rowsOf(mess: TestMess): unknown {
  const all = readRows(mess.database);
  return Object.fromEntries(BACKUP_TABLES.map((name) => [name, all[name]]));
}

describe('into an empty place', () => {
  test('all is the same, and nobody is signed in', async () => {
    const mess = await createMess();
    await addBooks(mess);
    const text = await backUp(mess);
    const file = join(mess.home, 'a.backup');
    const restored = await createVacancy();
    const counts = '7 students, 8 figures of attendance, 3 bills, 25 changes recorded';
    expect(await restored('db', 'restore', file)).toEqual({
      code: 0,
      stdout: `Restored to ${restored.label}: ${counts}.\n`,
      stderr: SIGN_IN,
    });
    expect(rowsOf(restored)).toEqual(rowsOf(mess));
    expect(readSchema(restored.database)).toBe(readSchema(mess.database));
    expect(restored.rows('select * from sessions')).toEqual([]);
    expect(restored.rows('select * from sign_in_attempts')).toEqual([]);
    expect((await restored('status')).code).toBe(4);
    // The session of the old place is none here.
    const env = { MESS_HOME: mess.home, MESS_DATABASE_URL: restored.databaseUrl };
    expect((await restored.with({ env })('status')).code).toBe(4);

    expect((await trySignIn(restored)).code).toBe(0);
    expect(await readAll(restored)).toEqual(await readAll(mess));
    expect(await restored('db', 'verify')).toMatchObject({ code: 0, stderr: '' });
    const again = linesOf(await backUp(restored));
    expect(again).not.toEqual(linesOf(text));
    // Signing in is recorded there, and nothing else is new.
    const old = new Set(linesOf(text));
    const isNew = (line: string) => line.startsWith('[') && !old.has(line);
    expect(again.filter(isNew)).toEqual([expect.stringContaining('"admin login","warden"')]);
  });

  test('it goes on where the old one was: numbers count on, and what may not be twice is refused', async () => {
    const mess = await createMess();
    await addBooks(mess);
    await backUp(mess);
    const restored = await createVacancy();
    await restored.do(`db restore ${join(mess.home, 'a.backup')} --quiet`);
    await trySignIn(restored);
    for (const each of [restored, mess]) {
      await each.do('student add S008 --name "One More" --branch CSE --phone 9876543299');
      const again = await each('bill', 'register', '--month', '2025-05', '--total', '1');
      expect(again.code).toBe(8);
      const file = await each.file('june.csv', 'student_id,month,days_present\nS008,2025-06,1\n');
      expect((await each('attendance', 'import', file)).stdout).toContain('import 4');
    }
    const newest = "select no, id_key, name from students where id_key = 's008'";
    expect(restored.rows(newest)).toEqual(mess.rows(newest));
    const sequences = 'select sequence from audit_entries order by sequence';
    expect(restored.rows(sequences)).toEqual(
      Array.from({ length: 28 }, (_, index) => ({ sequence: index + 1 })),
    );
  });

  test('from .gz, into a folder that is not there, said as a document', async () => {
    const mess = await createMess();
    await addMay(mess);
    await backUp(mess, 'a.backup.gz');
    const file = join(mess.home, 'a.backup.gz');
    const restored = await createVacancy();
    const to = join(restored.home, 'a', 'b', 'mess.db');
    const database = inject('engine') === 'sqlite' ? to : restored.label;
    const options = inject('engine') === 'sqlite' ? ['--db', to] : [];
    const tables = rowsOfTables({
      settings: 3,
      audit_entries: 7,
      admins: 1,
      students: 4,
      attendance: 4,
      imports: 1,
      purchase_heads: 10,
    });
    const { code, stdout } = await restored('db', 'restore', file, '--json', ...options);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ file, database, tables });
    // A server makes no folders.
    if (inject('engine') !== 'sqlite') return;
    expect((await stat(to)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(restored.home, 'a', 'b'))).toEqual(['mess.db']);
  });
});

describe('an older backup', () => {
  /** As a program without the column would have written it. */
  function withoutOrigin(text: string): string {
    let place = -1;
    const lines = linesOf(text).map((line) => {
      const value = JSON.parse(line);
      if (value.mess) return JSON.stringify({ ...value, migration: '011-imports' });
      if (value.table) {
        place = value.columns.indexOf('origin');
        if (value.table !== 'bills') return line;
        value.columns.splice(place, 1);
      } else if (Array.isArray(value) && place !== -1) value.splice(place, 1);
      return JSON.stringify(value);
    });
    return sealAll(lines);
  }

  test('is restored, and what it lacks is what it was at that time', async () => {
    const mess = await createMess();
    await addBooks(mess);
    const older = withoutOrigin(await backUp(mess));
    expect(older).not.toContain('origin');
    const file = await mess.file('older.backup', older);
    const restored = await createVacancy();
    expect((await restored('db', 'restore', file)).code).toBe(0);
    expect(rowsOf(restored)).toEqual(rowsOf(mess));
    await trySignIn(restored);
    expect((await restored('db', 'verify')).code).toBe(0);
  });
});

describe('where something is', () => {
  test('a mess is never replaced', async () => {
    const mess = await createMess();
    await addMay(mess);
    await backUp(mess);
    await mess.do('bill register --month 2025-05 --total 74000 --quiet');
    const before = readRows(mess.database);
    const isFile = mess.database.kind === 'sqlite';
    for (const file of [join(mess.home, 'a.backup'), '/none']) {
      expect(await mess('db', 'restore', file, '--yes')).toEqual({
        code: 8,
        stdout: '',
        stderr: isFile
          ? `error: There is a mess at ${mess.label} already.\nhint: name another file with --db PATH\n`
          : `error: There is a mess in ${mess.label} already.\nhint: name an empty database with --db mysql://USER@HOST/NAME\n`,
      });
    }
    expect(readRows(mess.database)).toEqual(before);
  });

  test('something else is left as it is', async () => {
    const mess = await createMess();
    await backUp(mess);
    const other = await createVacancy();
    if (other.database.kind === 'sqlite') await other.file('mess.db', 'precious');
    else {
      const db = connectPast(other.database);
      db.run('create table settings (precious int)');
      db.close();
    }
    const { code, stdout, stderr } = await other('db', 'restore', join(mess.home, 'a.backup'));
    expect({ code, stdout }).toEqual({ code: 8, stdout: '' });
    if (other.database.kind === 'sqlite') {
      expect(await readFile(other.databasePath, 'utf8')).toBe('precious');
      expect(await readdir(other.home)).toEqual(['mess.db']);
    } else {
      const sentence = `${other.label} has tables of something else, so no mess is made there.`;
      expect(stderr).toBe(
        `error: ${sentence}\nhint: name an empty database with --db mysql://USER@HOST/NAME\n`,
      );
      expect(Object.keys(readRows(other.database))).toEqual(['settings']);
    }
  });

  test('two at once: one wins, and the other is told', async () => {
    const mess = await createMessNow();
    await addMay(mess);
    await backUp(mess);
    const file = join(mess.home, 'a.backup');
    const restored = await createVacancy();
    const results = await Promise.all(
      Array.from({ length: 4 }, () => runMess(restored.home, ['db', 'restore', file])),
    );
    expect(results.map(({ code }) => code).sort()).toEqual([0, 8, 8, 8]);
    expect(rowsOf(restored)).toEqual(rowsOf(mess));
    const own = restored.database.kind === 'sqlite' ? 'mess.db' : 'config.json';
    expect(await readdir(restored.home)).toEqual([own]);
  });
});

test('no such file', async () => {
  const place = await createVacancy();
  for (const name of ['none', 'none.gz', 'none/none']) {
    expect(await place('db', 'restore', `/nowhere/${name}`)).toEqual({
      code: 3,
      stdout: '',
      stderr: `error: There is no file /nowhere/${name}.\nhint: check the path\n`,
    });
  }
  // Whoever runs tests may read everything; but no name is as long as this.
  const long = 'a'.repeat(300);
  expect(await place('db', 'restore', long)).toEqual({
    code: 3,
    stdout: '',
    stderr: `error: ${long} cannot be read: the system says ENAMETOOLONG.\nhint: see whose it is, and who may read it: ls -l ${long}\n`,
  });
  await expectVacant(place);
  expect((await place('db', 'restore')).code).toBe(2);
});
