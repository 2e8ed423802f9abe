import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmod,
  chown,
  copyFile,
  lstat,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
} from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createMess, type TestMess } from '../support/mess.ts';
import { SESSION_OVER, trySignIn } from '../support/records/sign-in.ts';
import { OWNER, PASSWORD } from '../support/template.ts';

const AS_ROOT = process.getuid?.() === 0;

const UNTRUSTED: readonly [string, string, (path: string) => Promise<void>][] = [
  ['others can read', 'can be read by others', (path) => chmod(path, 0o644)],
  ['a group can read', 'can be read by others', (path) => chmod(path, 0o640)],
  [
    'is a link',
    'is a link',
    async (path) => {
      await rename(path, `${path}.target`);
      await symlink(`${path}.target`, path);
    },
  ],
  [
    'is a pipe',
    'is not a plain file',
    async (path) => {
      await rm(path);
      execFileSync('mkfifo', [path]);
    },
  ],
];

async function expectRefused(mess: TestMess, why: string): Promise<void> {
  const { sessionPath } = mess;
  expect(await mess('bill', 'list')).toEqual({
    code: 4,
    stdout: '',
    stderr:
      `error: The session file ${sessionPath} ${why}, so it is not used.\n` +
      `hint: remove it and sign in again: rm ${sessionPath}\n`,
  });
}

async function expectRefusedAndMended(mess: TestMess, why: string): Promise<void> {
  await expectRefused(mess, why);
  // What the hint says helps.
  await rm(mess.sessionPath);
  expect(await trySignIn(mess)).toMatchObject({ code: 0, stderr: '' });
  expect(await mess('bill', 'list')).toEqual({ code: 0, stdout: 'No bills.\n', stderr: '' });
}

test.each(UNTRUSTED)('a session file that %s is not used', async (_, why, spoil) => {
  const mess = await createMess();
  await spoil(mess.sessionPath);
  await expectRefusedAndMended(mess, why);
});

test('a session file of another user is not used', async (ctx) => {
  if (!AS_ROOT) ctx.skip('only root can make a file of another user');
  const mess = await createMess();
  await chown(mess.sessionPath, 65_534, 65_534);
  await expectRefusedAndMended(mess, 'belongs to another user');
});

test.each(['', '{', 'null', '[]', '{"token":1}', '"token"'])(
  'a session file with %j in it is damaged',
  async (content) => {
    const mess = await createMess();
    await mess.file('session.json', content);
    await expectRefused(mess, 'is damaged');
  },
);

test('signing in replaces a link by a file of its own', async () => {
  const mess = await createMess();
  const target = await mess.file('target', 'mine\n');
  await rm(mess.sessionPath);
  await symlink(target, mess.sessionPath);
  expect(await trySignIn(mess)).toMatchObject({ code: 0 });
  expect(await readFile(target, 'utf8')).toBe('mine\n');
  expect((await lstat(mess.sessionPath)).isFile()).toBe(true);
});

test('signing in writes a file for its user alone; the database has only the hash', async () => {
  const mess = await createMess();
  await rm(mess.sessionPath);
  expect(await trySignIn(mess)).toEqual({
    code: 0,
    stdout: 'Signed in as warden (owner), until 2025-06-01 12:30 Asia/Kolkata.\n',
    stderr: '',
  });
  expect((await lstat(mess.sessionPath)).mode & 0o777).toBe(0o600);
  const text = await readFile(mess.sessionPath, 'utf8');
  const { token } = JSON.parse(text) as { token: string };
  expect(text).toBe(`${JSON.stringify({ token })}\n`);
  expect(token).toMatch(/^[\w-]{43}$/);
  const tokenHash = createHash('sha256').update(token).digest('hex');
  expect(mess.rows(`select * from sessions where token_hash = '${tokenHash}'`)).toHaveLength(1);
  expect((await readFile(mess.databasePath)).includes(token)).toBe(false);
});

test('signing out ends the session, also for a copy of the file', async () => {
  const mess = await createMess();
  const copy = join(mess.home, 'copy');
  await copyFile(mess.sessionPath, copy);
  expect(await mess('admin', 'logout')).toMatchObject({ code: 0, stdout: 'Signed out warden.\n' });
  await expect(lstat(mess.sessionPath)).rejects.toThrow('ENOENT');
  expect(mess.rows('select * from sessions')).toEqual([]);
  await copyFile(copy, mess.sessionPath);
  expect(await mess('whoami')).toEqual({ code: 4, stdout: '', stderr: SESSION_OVER });
});

test('a password file that others can read is refused', async () => {
  const mess = await createMess();
  const path = await mess.file('password', `${PASSWORD}\n`);
  await chmod(path, 0o644);
  const login = ['admin', 'login', OWNER, '--password-file', path];
  expect(await mess(...login)).toEqual({
    code: 2,
    stdout: '',
    stderr:
      `error: ${path} can be read by others, so it is no place for a secret.\n` +
      `hint: chmod 600 ${path}\n`,
  });
  await chmod(path, 0o600);
  expect(await mess(...login)).toMatchObject({ code: 0, stderr: '' });
});

test('a password file of another user is refused', async (ctx) => {
  if (!AS_ROOT) ctx.skip('only root can make a file of another user');
  const mess = await createMess();
  const path = await mess.file('password', `${PASSWORD}\n`);
  await chmod(path, 0o600);
  await chown(path, 65_534, 65_534);
  expect(await mess('admin', 'login', OWNER, '--password-file', path)).toMatchObject({
    code: 2,
    stderr: `error: ${path} belongs to another user, so it is no place for a secret.\n`,
  });
});

test('a session of one mess does not work in another', async () => {
  const [mess, other] = [await createMess(), await createMess()];
  // Anew, because both began as copies of one mess with its session.
  expect(await trySignIn(mess)).toMatchObject({ code: 0 });
  await copyFile(mess.sessionPath, other.sessionPath);
  expect(await other('whoami')).toEqual({ code: 4, stdout: '', stderr: SESSION_OVER });
  expect(await mess('whoami')).toMatchObject({ code: 0 });
});

test('signing in to another database leaves the usual session alone', async () => {
  const [mess, other] = [await createMess(), await createMess()];
  const [db, ask] = [['--db', other.databasePath], 'bill list'.split(' ')];
  expect(await mess(...ask, ...db)).toEqual({
    code: 4,
    stdout: '',
    stderr: `error: Nobody is signed in.\nhint: mess admin login --db ${other.databasePath}, or as a student: mess student login --db ${other.databasePath}\n`,
  });
  const login = ['admin', 'login', OWNER, '--password-stdin', ...db];
  expect(await mess.with({ stdin: PASSWORD })(...login)).toMatchObject({ code: 0, stderr: '' });
  expect(await mess(...ask, ...db)).toMatchObject({ code: 0 });
  expect(await mess(...ask)).toMatchObject({ code: 0 });
  await mess.do(`admin logout --db ${other.databasePath}`);
  expect(await mess(...ask, ...db)).toMatchObject({ code: 4 });
  // The usual one, by whatever name.
  expect(await mess(...ask, '--db', mess.databasePath)).toMatchObject({ code: 0 });
});

test('a session is that of its database, whatever names it', async () => {
  const [mess, other] = [await createMess(), await createMess()];
  const login = ['admin', 'login', OWNER, '--password-stdin'];
  const whoami = async (...options: string[]) => (await mess('whoami', ...options)).code;
  const signIn = async (...options: string[]) =>
    expect(await mess.with({ stdin: PASSWORD })(...login, ...options)).toMatchObject({ code: 0 });
  await signIn('--db', other.databasePath);
  await mess.do(`config set database ${other.databasePath}`);
  expect(await whoami()).toBe(0);
  expect(await whoami('--db', mess.databasePath)).toBe(0);
  const link = join(mess.home, 'link.db');
  await symlink(other.databasePath, link);
  expect(await whoami('--db', link)).toBe(0);

  await mess.do('admin logout', 'config set database --unset');
  expect(await whoami()).toBe(0);
  const env = { MESS_HOME: mess.home, MESS_DATABASE_URL: other.databasePath };
  expect(await mess.with({ env, stdin: PASSWORD })(...login)).toMatchObject({ code: 0 });
  expect(await whoami('--db', other.databasePath)).toBe(0);
});

test('the session of another database is trusted no more than the usual one', async () => {
  const [mess, other] = [await createMess(), await createMess()];
  const db = ['--db', other.databasePath];
  const signIn = () =>
    mess.with({ stdin: PASSWORD })('admin', 'login', OWNER, '--password-stdin', ...db);
  for (const [, why, spoil] of UNTRUSTED) {
    expect(await signIn()).toMatchObject({ code: 0, stderr: '' });
    const names = await readdir(mess.home);
    const path = join(
      mess.home,
      names.find((name) => /^session-[0-9a-f]{16}\.json$/.test(name)) ?? '',
    );
    expect((await lstat(path)).mode & 0o777).toBe(0o600);
    await spoil(path);
    expect(await mess('bill', 'list', ...db)).toEqual({
      code: 4,
      stdout: '',
      stderr:
        `error: The session file ${path} ${why}, so it is not used.\n` +
        `hint: remove it and sign in again: rm ${path}\n`,
    });
    await rm(path);
    await rm(`${path}.target`, { force: true });
  }
});
