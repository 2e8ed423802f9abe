import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { parseDatabaseAddress } from '../../../src/domain/values/database-address.ts';
import { initMess } from '../../../src/operations/upkeep/init.ts';
import { migrateTo, OLDER } from '../../support/books/older.ts';
import { readPinnedSchema, readRows, readSchema } from '../../support/books/schema.ts';
import { createDatabase, urlOf, writeConfig } from '../../support/clone.ts';
import { attachMess, createHome, createMess, type TestMess } from '../../support/mess.ts';
import { trySignIn } from '../../support/records/sign-in.ts';
import { connectPast, type TestDatabase } from '../../support/server/connection.ts';
import { startProxy } from '../../support/server/proxy.ts';
import { OWNER, PASSWORD, START } from '../../support/template.ts';

const INIT = ['init', '--name', 'Ganga Mess', '--timezone', 'Asia/Kolkata', '--admin', OWNER];

/** A home whose config file names an empty database. */
async function createEmpty(): Promise<TestMess> {
  const home = await createHome();
  const database = await createDatabase();
  await writeConfig(home, database);
  return attachMess(home, database);
}

function init(mess: TestMess, ...options: string[]) {
  return mess.with({ stdin: PASSWORD })(...INIT, '--password-stdin', ...options);
}

/** Runs statements past the program. */
function prepare(database: TestDatabase, ...statements: string[]): void {
  const db = connectPast(database);
  for (const sql of statements) db.run(sql);
  db.close();
}

/** That the mess is there, whole, with one owner. */
function expectMess(mess: TestMess): void {
  expect(readSchema(mess.database)).toBe(readPinnedSchema());
  expect(mess.rows('select id, role from admins')).toEqual([{ id: OWNER, role: 'owner' }]);
  expect(mess.rows('select sequence, command from audit_entries')).toEqual([
    { sequence: 1, command: 'init' },
  ]);
}

async function expectNoMess(mess: TestMess): Promise<void> {
  expect(await mess('status')).toEqual({
    code: 9,
    stdout: '',
    stderr: `error: There is no mess in ${mess.label}.\nhint: mess init, or where one was lost: mess db restore FILE\n`,
  });
}

test('init in an empty database makes a mess, says where, and leaves nothing in the home', async () => {
  const mess = await createEmpty();
  await expectNoMess(mess);
  expect(await init(mess)).toEqual({
    code: 0,
    stdout:
      `Ganga Mess is set up (INR, Asia/Kolkata) in ${mess.label}.\n` +
      'Sign in with: mess admin login warden\n',
    stderr: '',
  });
  expect(await readdir(mess.home)).toEqual(['config.json']);
  expectMess(mess);
  expect((await trySignIn(mess)).code).toBe(0);
});

test('init as JSON', async () => {
  const mess = await createEmpty();
  const { code, stdout, stderr } = await init(mess, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(stdout)).toEqual({
    mess: { name: 'Ganga Mess', currency: 'INR', timeZone: 'Asia/Kolkata' },
    database: mess.label,
    admin: 'warden',
  });
  expect(stdout).not.toContain('password');
});

test('where a mess is already it is a conflict, and nothing changes', async () => {
  const mess = await createMess();
  const before = readRows(mess.database);
  const refused = {
    code: 8,
    stdout: '',
    stderr: `error: There is a mess in ${mess.label} already.\nhint: name an empty database with --db mysql://USER@HOST/NAME\n`,
  };
  expect(await init(mess)).toEqual(refused);
  // Nobody is asked for a password in vain.
  expect(await mess.with({ answers: [] })('init')).toEqual(refused);
  expect(readRows(mess.database)).toEqual(before);
});

describe('a database of something else is left alone', () => {
  const others: Readonly<Record<string, readonly string[]>> = {
    'with other tables': ['create table posts (id int primary key)'],
    'with tables of the same names': [
      'create table students (id int primary key)',
      'create table attendance (id int primary key)',
    ],
    'with settings of its own': ['create table settings (id int primary key, name text)'],
    'that notes migrations in the same way': [
      'create table knex_migrations (id int primary key, name varchar(255))',
      "insert into knex_migrations values (1, '20240101_users')",
      'create table settings ("key" varchar(64) primary key, value text)',
      "insert into settings values ('name', 'a shop')",
    ],
    'with other tables beside ours': [
      'create table knex_migrations (id int primary key, name varchar(255))',
      'create table posts (id int primary key)',
    ],
  };

  test.each(Object.entries(others))('%s', async (_, statements) => {
    const mess = await createEmpty();
    prepare(mess.database, ...statements);
    const before = [readSchema(mess.database), readRows(mess.database)];
    expect(await init(mess)).toEqual({
      code: 8,
      stdout: '',
      stderr:
        `error: ${mess.label} has tables of something else, so no mess is made there.\n` +
        'hint: name an empty database with --db mysql://USER@HOST/NAME\n',
    });
    await expectNoMess(mess);
    expect([readSchema(mess.database), readRows(mess.database)]).toEqual(before);
  });
});

test('where there is no such database it is unavailable', async () => {
  const mess = await createEmpty();
  const missing = { ...mess.database, name: 'mess_nowhere' } as TestDatabase;
  const env = { MESS_HOME: mess.home, MESS_DATABASE_URL: urlOf(missing) };
  const label = mess.label.replace(/[^/]+$/, 'mess_nowhere');
  expect(await mess.with({ env, stdin: PASSWORD })(...INIT, '--password-stdin')).toEqual({
    code: 9,
    stdout: '',
    stderr:
      `error: The server has no such database: ${label}.\n` +
      'hint: let its administrator create it (see "Growing" in the README), or correct the address\n',
  });
});

test('an init that was interrupted is taken up', async () => {
  const mess = await createEmpty();
  await migrateTo(mess.database, OLDER);
  await expectNoMess(mess);
  expect((await init(mess)).code).toBe(0);
  expectMess(mess);
});

test('an init killed at any statement that fills the tables leaves no mess, and can be run again', async () => {
  const input = {
    name: 'Ganga Mess',
    currency: 'INR',
    timeZone: 'Asia/Kolkata',
    adminId: OWNER,
    password: PASSWORD,
  };
  const initUntil = async (mess: TestMess, at: number | undefined) => {
    const strike = at && {
      at,
      by: 'cut' as const,
      when: 'before' as const,
      later: 'refuse' as const,
    };
    const proxy = await startProxy(mess.database, strike ? { strike } : {});
    const address = parseDatabaseAddress(proxy.urlOf(mess.database));
    const done = initMess(address, {}, input, () => START);
    if (at === undefined) await done;
    else await expect(done).rejects.toThrow();
    return proxy.packets;
  };
  const rehearsed = await createEmpty();
  const packets = await initUntil(rehearsed, undefined);
  expectMess(rehearsed);
  const begin = packets.findIndex((sql) => /^begin/i.test(sql));
  const commit = packets.findIndex((sql) => /^commit/i.test(sql));
  expect(commit - begin).toBeGreaterThan(5);
  await Promise.all(
    packets.slice(begin, commit).map(async (sql, index) => {
      const mess = await createEmpty();
      await initUntil(mess, begin + index + 1);
      await expectNoMess(mess);
      expect((await init(mess)).code, sql).toBe(0);
      expectMess(mess);
    }),
  );
});

test.each([
  ['before', 7],
  ['after', 0],
] as const)('an init whose connection is lost %s its COMMIT ends with %i', async (when, code) => {
  const mess = await createEmpty();
  const strike = { at: 'COMMIT', by: 'cut', when } as const;
  const proxy = await startProxy(mess.database, { strike });
  const env = { MESS_HOME: mess.home, MESS_DATABASE_URL: proxy.urlOf(mess.database) };
  const ended = await mess.with({ env, stdin: PASSWORD })(...INIT, '--password-stdin');
  expect(proxy.hasStruck).toBe(true);
  expect(ended).toMatchObject({ code, stderr: expect.stringMatching(code === 0 ? /^$/ : /lost/) });
  if (code === 7) {
    await expectNoMess(mess);
    expect((await init(mess)).code).toBe(0);
  }
  expectMess(mess);
});

test('several inits at once make one mess with one owner', async () => {
  const mess = await createEmpty();
  const results = await Promise.all(Array.from({ length: 4 }, () => init(mess)));
  expect(results.map(({ code }) => code).sort()).toEqual([0, 8, 8, 8]);
  for (const { code, stderr } of results) {
    expect(stderr).toBe(
      code === 0
        ? ''
        : `error: There is a mess in ${mess.label} already.\nhint: name an empty database with --db mysql://USER@HOST/NAME\n`,
    );
  }
  expectMess(mess);
});

test('the database that --db names is the one that is filled', async () => {
  const mess = await createEmpty();
  const { database } = await createEmpty();
  const passwordFile = await mess.file(
    'db-password',
    (database as { password: string }).password,
    0o600,
  );
  const env = { MESS_HOME: mess.home, MESS_DATABASE_PASSWORD_FILE: passwordFile };
  const label = attachMess(mess.home, database).label;
  const done = await mess.with({ env, stdin: PASSWORD })(
    ...INIT,
    '--password-stdin',
    '--db',
    label,
  );
  expect(done.code).toBe(0);
  expect(done.stdout).toContain(` in ${label}.\n`);
  await expectNoMess(mess);
});
