import { readdirSync } from 'node:fs';
import { describe, expect, inject, test } from 'vitest';
import { makeOlder, OLDER } from '../../support/books/older.ts';
import { readRows, readSchema } from '../../support/books/schema.ts';
import { createDatabase, urlOf } from '../../support/clone.ts';
import { attachMess, createHome, createMess, type TestMess } from '../../support/mess.ts';
import { addMay, createBilledMay } from '../../support/records/month.ts';
import { connectPast } from '../../support/server/connection.ts';

const NAMES = readdirSync(new URL('../../../migrations/', import.meta.url))
  .map((file) => file.replace(/\.ts$/, ''))
  .sort();
const APPLIED = NAMES.filter((name) => name <= OLDER);
const PENDING = NAMES.filter((name) => name > OLDER);

const isServer = inject('engine') === 'mariadb';

/** Somebody who holds the database, and never signed in. */
async function holderOf(mess: TestMess) {
  const env = { MESS_HOME: await createHome(), MESS_DATABASE_URL: mess.databaseUrl };
  return mess.with({ env });
}

async function createOlder(): Promise<TestMess> {
  const mess = await createBilledMay();
  return makeOlder(mess);
}

/** Everything in the database. */
function content(mess: TestMess): unknown {
  return [readSchema(mess.database), readRows(mess.database)];
}

/** Commands of every kind that are to find the database as it is. */
const COMMANDS = [
  'status',
  'whoami',
  'student list',
  'attendance show --month 2025-05',
  'bill list',
  'student add S9 --name N --branch B --phone 9876543210',
  'expenses show S001',
  'admin list',
  'bill register --month 2025-06 --total 9',
  'admin logout',
  'attendance imports',
  'student login S001 --phone-stdin',
];

describe('up to date', () => {
  test('db status says so, without a sign-in', async () => {
    const mess = await createMess();
    const holder = await holderOf(mess);
    expect(await holder('db', 'status')).toEqual({
      code: 0,
      stdout: `Database   ${mess.label}\nTables     up to date (${NAMES.length} migrations)\n`,
      stderr: '',
    });
    const json = await holder('db', 'status', '--json');
    expect({ ...json, stdout: JSON.parse(json.stdout) }).toEqual({
      code: 0,
      stdout: { database: mess.label, state: 'current', applied: NAMES, pending: [] },
      stderr: '',
    });
    expect((await holder('db', 'status', '--format', 'csv')).stdout).toBe(
      `migration,state\n${NAMES.map((name) => `${name},applied\n`).join('')}`,
    );
    expect(await holder('db', 'status', '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('db migrate has nothing to do, and changes nothing', async () => {
    const mess = await createMess();
    const holder = await holderOf(mess);
    const before = content(mess);
    expect(await holder('db', 'migrate')).toEqual({
      code: 0,
      stdout: `${mess.label} is up to date already.\n`,
      stderr: '',
    });
    expect(JSON.parse((await holder('db', 'migrate', '--json')).stdout)).toEqual({
      database: mess.label,
      applied: [],
      copyOfBefore: null,
    });
    expect(content(mess)).toEqual(before);
  });
});

describe('made by an older program', () => {
  test('db status names what is pending, and changes nothing', async () => {
    const mess = await createOlder();
    const before = content(mess);
    const files = readdirSync(mess.home);
    const holder = await holderOf(mess);
    const pending = `${PENDING.length} of ${NAMES.length} migrations pending: ${PENDING.join(', ')}`;
    expect(await holder('db', 'status')).toEqual({
      code: 0,
      stdout: `Database   ${mess.label}\nTables     ${pending}\n`,
      stderr: '',
    });
    const json = await holder('db', 'status', '--json');
    expect({ ...json, stdout: JSON.parse(json.stdout) }).toEqual({
      code: 0,
      stdout: { database: mess.label, state: 'pending', applied: APPLIED, pending: PENDING },
      stderr: '',
    });
    expect(content(mess)).toEqual(before);
    expect(readdirSync(mess.home)).toEqual(files);
  });

  test('db migrate brings it up to date; of a file there is a copy of before', async () => {
    const mess = await createOlder();
    const copy = `${mess.databasePath}.before-${PENDING[0]}`;
    const holder = await holderOf(mess);
    expect(await holder('db', 'migrate')).toEqual({
      code: 0,
      stdout:
        `${mess.label} is up to date now: ${PENDING.join(', ')}.\n` +
        (isServer ? '' : `A copy of before is ${copy}.\n`),
      stderr: '',
    });
    expect(JSON.parse((await holder('db', 'status', '--json')).stdout)).toMatchObject({
      state: 'current',
    });
    expect(readSchema(mess.database)).toBe(readSchema((await createMess()).database));
    expect((await mess.json<unknown[]>('bill', 'list')).length).toBe(1);
  });

  test('db migrate as JSON', async () => {
    const mess = await createOlder();
    const { code, stdout, stderr } = await (await holderOf(mess))('db', 'migrate', '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      database: mess.label,
      applied: PENDING,
      copyOfBefore: isServer ? null : `${mess.databasePath}.before-${PENDING[0]}`,
    });
  });

  // A file is brought up to date by any of them: migrate-on-open.sqlite.test.ts.
  const onServer = isServer ? test : () => {};
  onServer('a server waits for the command; every other one says so', async () => {
    const mess = await createOlder();
    const before = content(mess);
    for (const line of COMMANDS) {
      const result = await mess.with({ stdin: '9876543210' })(...line.split(' '));
      expect(result, line).toEqual({
        code: 9,
        stdout: '',
        stderr:
          `error: ${mess.label} was made by an older mess: its tables are to be brought up to date first.\n` +
          'hint: make a backup (mess db backup of the version before, or mariadb-dump), then: mess db migrate\n',
      });
    }
    expect(content(mess)).toEqual(before);
    await mess.do('db migrate', 'student list', 'bill register --month 2025-06 --fixed 9');
  });
});

describe('made by a newer program', () => {
  test('no command touches it, and db status names what is not known', async () => {
    const mess = await createMess();
    await addMay(mess);
    const db = connectPast(mess.database);
    for (const name of ['998-meals', '999-dues']) {
      db.run('insert into knex_migrations (name) values (?)', name);
    }
    db.close();
    const before = content(mess);
    for (const line of [...COMMANDS, 'db migrate']) {
      const result = await mess.with({ stdin: '9876543210' })(...line.split(' '));
      expect(result, line).toEqual({
        code: 9,
        stdout: '',
        stderr:
          `error: ${mess.label} was made by a newer mess than this one.\n` +
          'hint: install the newer version of mess\n',
      });
    }
    const message = `${mess.label} was made by a newer mess than this one: 998-meals, 999-dues.`;
    expect(await mess('db', 'status')).toEqual({
      code: 9,
      stdout: '',
      stderr: `error: ${message}\nhint: install the newer version of mess\n`,
    });
    const json = await mess('db', 'status', '--json');
    expect({ ...json, stderr: JSON.parse(json.stderr) }).toEqual({
      code: 9,
      stdout: '',
      stderr: {
        error: {
          code: 'unavailable',
          reason: 'made_by_newer',
          exitCode: 9,
          message,
          hint: 'install the newer version of mess',
          details: {
            database: mess.label,
            kind: isServer ? 'mysql' : 'sqlite',
            applied: NAMES,
            pending: [],
            unknown: ['998-meals', '999-dues'],
          },
        },
      },
    });
    expect(content(mess)).toEqual(before);
  });
});

test('where there is no mess the commands say so, and make none', async () => {
  const home = await createHome();
  const mess = isServer ? attachMess(home, await createDatabase()) : attachMess(home);
  const env = { MESS_HOME: home, MESS_DATABASE_URL: urlOf(mess.database) };
  const where = isServer ? `in ${mess.label}` : `at ${mess.label}`;
  const id = '0b5cbd4e-6a0c-4f9a-9f57-2d2b6b0d1c11';
  for (const line of ['db status', 'db migrate', `db status --operation ${id}`]) {
    expect(await mess.with({ env })(...line.split(' ')), line).toEqual({
      code: 9,
      stdout: '',
      stderr: `error: There is no mess ${where}.\nhint: mess init, or where one was lost: mess db restore FILE\n`,
    });
  }
  expect(readdirSync(home)).toEqual([]);
  if (isServer) expect(readRows(mess.database)).toEqual({});
});

test('db status --operation says whether an operation was stored', async () => {
  const mess = await createMess();
  await addMay(mess);
  const [{ id = '' } = {}] = mess.rows<{ id: string }>(
    "select operation_id as id from audit_entries where command = 'attendance import'",
  );
  const holder = await holderOf(mess);
  const database = mess.label;
  // As it may be typed off a screen.
  expect(await holder('db', 'status', '--operation', ` ${id.toUpperCase()}`)).toEqual({
    code: 0,
    stdout: `The operation is stored in ${database}.\n`,
    stderr: '',
  });
  const json = await holder('db', 'status', '--operation', id, '--json');
  expect(JSON.parse(json.stdout)).toEqual({ operation: id, stored: true, database });
  const csv = await holder('db', 'status', '--operation', id, '--format', 'csv');
  expect(csv.stdout).toBe(`operation,stored,database\n${id},true,${database}\n`);
  const other = '0b5cbd4e-6a0c-4f9a-9f57-2d2b6b0d1c11';
  expect(await holder('db', 'status', '--operation', other)).toEqual({
    code: 3,
    stdout: '',
    stderr:
      `error: The operation ${other} is not stored in ${database}.\n` +
      'hint: if that is the database the command was for, nothing was changed: run it again\n',
  });
  // Half an id must not pass for one that is not stored.
  expect(await holder('db', 'status', '--operation', id.slice(0, -1))).toMatchObject({ code: 2 });
});
