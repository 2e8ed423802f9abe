import { existsSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { backUp } from '../../support/books/backup.ts';
import { addBooks } from '../../support/books/books.ts';
import { createFileMess, createHomeOf, signInAtCopy } from '../../support/books/copies.ts';
import { createDatabase } from '../../support/clone.ts';
import { createMess, type Result, type TestMess } from '../../support/mess.ts';
import type { TestDatabase } from '../../support/server/connection.ts';
import { createDatabaseOn } from '../../support/server/private-server.ts';
import { type Strike, startProxy } from '../../support/server/proxy.ts';
import { startMariaDb } from '../../support/server/server.js';

/** What is sent to the target when it is killed: from its first tables to its last rows. */
const POINTS = [
  'create table `students`',
  'create table `shares`',
  'insert into "settings"',
  'insert into "students"',
  'insert into "shares"',
  'select "month"',
];

type ServerDatabase = Extract<TestDatabase, { kind: 'mysql' }>;

/** Copies a mess over a network on which something happens. */
async function copyThrough(mess: TestMess, to: ServerDatabase, strike: Strike): Promise<Result> {
  const proxy = await startProxy(to, { strike });
  const password = await mess.file('password', to.password, 0o600);
  const options = ['--to', proxy.labelOf(to), '--to-password-file', password];
  const result = await mess('db', 'copy', ...options);
  expect(proxy.hasStruck, `${strike.at}`).toBe(true);
  return result;
}

/** Asserts that no mess is at the target. */
async function expectUndone(to: ServerDatabase, what: string): Promise<void> {
  const target = await createHomeOf(to);
  const { code, stderr } = await target('status');
  expect({ code, stderr }, what).toEqual({
    code: 9,
    stderr: `error: There is no mess in ${target.label}.\nhint: mess init, or where one was lost: mess db restore FILE\n`,
  });
}

async function expectWhole(mess: TestMess, to: ServerDatabase): Promise<void> {
  const target = await createHomeOf(to);
  await signInAtCopy(target, mess);
  expect(await target('db', 'verify')).toMatchObject({ code: 0, stderr: '' });
  expect(await backUp(target)).toBe(await backUp(mess));
}

test('a server that is killed has no mess afterwards, and takes it the next time', async () => {
  const mess = await createFileMess();
  await addBooks(mess);
  const server = await startMariaDb();
  onTestFinished(() => server.stop());
  const database = await createDatabaseOn(server);
  for (const at of POINTS) {
    const strike = { at, by: 'cut', when: 'before', meanwhile: () => server.kill() } as const;
    const { code, stdout, stderr } = await copyThrough(mess, database, strike);
    expect({ at, code, stdout }).toEqual({ at, code: 7, stdout: '' });
    expect(stderr).toMatch(
      /^error: The connection to mysql:\S+ was lost\. Nothing was changed\.\n/,
    );
    await server.restart();
    await expectUndone(database, at);
  }
  const password = await mess.file('password', database.password, 0o600);
  const { label } = await createHomeOf(database);
  await mess.do(`db copy --to ${label} --to-password-file ${password} --quiet`);
  await expectWhole(mess, database);
}, 120_000);

describe('the answer to the COMMIT is lost', () => {
  test('it was not done: so it is said', async () => {
    const mess = await createMess();
    await addBooks(mess);
    const database = await createDatabase();
    const strike = { at: 'COMMIT', by: 'cut', when: 'before' } as const;
    const { code, stdout, stderr } = await copyThrough(mess, database, strike);
    expect({ code, stdout }).toEqual({ code: 7, stdout: '' });
    expect(stderr).toMatch(/was lost while storing\. Nothing was changed\.\n/);
    await expectUndone(database, 'COMMIT');
  });

  test('it was done: so it is said', async () => {
    const mess = await createMess();
    await addBooks(mess);
    const database = await createDatabase();
    const strike = { at: 'COMMIT', by: 'cut', when: 'after' } as const;
    const { code, stdout } = await copyThrough(mess, database, strike);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('Copied to ') });
    await expectWhole(mess, database);
  });
});

describe('the source is lost', () => {
  async function copyFrom(strike: Strike) {
    const mess = await createMess();
    await addBooks(mess);
    const database = await createDatabase();
    const { label } = await createHomeOf(database);
    const password = await mess.file('password', database.password, 0o600);
    const proxy = await startProxy(mess.database, { strike });
    const env = { MESS_HOME: mess.home, MESS_DATABASE_URL: proxy.urlOf(mess.database) };
    const options = ['--to', label, '--to-password-file', password];
    const result = await mess.with({ env })('db', 'copy', ...options);
    expect(proxy.hasStruck).toBe(true);
    return { mess, database, result, source: proxy.labelOf(mess.database) };
  }

  test('before it was read: it is the source that is named, and no copy is there', async () => {
    const { database, result, source } = await copyFrom({ at: 'BEGIN', by: 'cut', when: 'before' });
    expect(result).toEqual({
      code: 7,
      stdout: '',
      stderr:
        `error: The connection to ${source} was lost. Nothing was changed.\n` +
        'hint: try again in a moment\n',
    });
    await expectUndone(database, 'BEGIN');
  });

  test('after it was read: the copy is there', async () => {
    const { mess, database, result } = await copyFrom({ at: 'COMMIT', by: 'cut', when: 'before' });
    expect(result).toMatchObject({ code: 0, stdout: expect.stringContaining('Copied to ') });
    await expectWhole(mess, database);
  });
});

test('the answer to the COMMIT is lost, and nobody can be asked: so it is said', async () => {
  const mess = await createMess();
  await addBooks(mess);
  const database = await createDatabase();
  const strike = { at: 'COMMIT', by: 'cut', when: 'after', later: 'refuse' } as const;
  const { code, stdout, stderr } = await copyThrough(mess, database, strike);
  expect({ code, stdout }).toEqual({ code: 10, stdout: '' });
  expect(stderr).toMatch(
    /was lost while storing: the change may be stored or not\.\nhint: .* --operation \S+\n$/,
  );
  await expectWhole(mess, database);
});

test.each(['verify', 'backup', 'copy'])(
  'db %s ends where its server is lost while it reads',
  async (verb) => {
    const mess = await createMess();
    await addBooks(mess);
    for (const when of ['before', 'after'] as const) {
      const strike = { at: 'select "month"', by: 'cut', when } as const;
      const proxy = await startProxy(mess.database, { strike });
      const env = { MESS_HOME: mess.home, MESS_DATABASE_URL: proxy.urlOf(mess.database) };
      const rest =
        { verify: [], backup: [`${mess.home}/a`], copy: ['--to', `${mess.home}/a`] }[verb] ?? [];
      expect(await mess.with({ env })('db', verb, ...rest)).toEqual({
        code: 7,
        stdout: '',
        stderr:
          `error: The connection to ${proxy.labelOf(mess.database)} was lost. Nothing was changed.\n` +
          'hint: try again in a moment\n',
      });
      expect(existsSync(`${mess.home}/a`)).toBe(false);
    }
  },
);
