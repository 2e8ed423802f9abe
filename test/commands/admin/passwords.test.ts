import { readFile, rm, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import { addAdmin, passMs, SECOND_MS, trySignIn } from '../../support/records/sign-in.ts';
import { PASSWORD } from '../../support/template.ts';

const NEW = 'a quite new password';

/** Changes the own password by files, as a program does. */
async function change(mess: TestMess, old: string, ...more: string[]) {
  const [oldFile, newFile] = [
    await mess.file('old', old, 0o600),
    await mess.file('new', NEW, 0o600),
  ];
  const files = ['--old-password-file', oldFile, '--password-file', newFile];
  return mess('admin', 'passwd', ...files, ...more);
}

test('a new password: the old one and other sessions are over, the own goes on', async () => {
  const mess = await createMess();
  const first = await readFile(mess.sessionPath, 'utf8');
  await trySignIn(mess);
  expect((await change(mess, PASSWORD, 'Warden')).stdout).toBe('warden has a new password.\n');
  expect((await mess('whoami')).code).toBe(0);
  await writeFile(mess.sessionPath, first, { mode: 0o600 });
  expect((await mess('whoami')).code).toBe(4);
  await rm(mess.sessionPath);
  expect((await trySignIn(mess)).code).toBe(4);
  passMs(mess, SECOND_MS);
  expect((await trySignIn(mess, 'warden', NEW)).code).toBe(0);
});

test('the old password is asked for, of oneself and of nobody else', async () => {
  const mess = await createMess();
  const file = await mess.file('new', NEW, 0o600);
  expect(await mess('admin', 'passwd', '--password-file', file)).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'error: --old-password-file is missing.\n' +
      'hint: give --old-password-file <FILE>: the file, which only you can read, with your old one\n',
  });
  const asked = await mess.with({ answers: [PASSWORD, NEW, NEW] })('admin', 'passwd');
  expect(asked).toMatchObject({ code: 0, stdout: 'warden has a new password.\n' });
  expect(asked.stderr).toBe(
    '? Old password\n? New password of warden (at least 12 characters)\n? The same again\n',
  );
  await addAdmin(mess, 'desk', 'clerk', PASSWORD);
  const other = await mess('admin', 'passwd', 'desk', '--password-file', file);
  expect(other).toMatchObject({ code: 0, stdout: 'desk has a new password.\n' });
  const both = await change(mess, PASSWORD, 'desk');
  expect([both.code, both.stderr]).toEqual([
    2,
    'error: --old-password-file is for your own password, and not for that of desk.\n',
  ]);
});

test('a wrong old password changes nothing, and is a wrong sign-in', async () => {
  const mess = await createMess();
  const before = mess.rows('select * from audit_entries');
  expect(await change(mess, NEW)).toEqual({
    code: 4,
    stdout: '',
    stderr: 'error: The old password is wrong.\nhint: where it is forgotten: mess help passwords\n',
  });
  expect((await change(mess, PASSWORD)).stderr).toBe(
    'error: Signing in as warden failed once from here, so the next try has to wait.\n' +
      'hint: try again in 1 second\n',
  );
  expect(mess.rows('select * from audit_entries')).toEqual(before);
  passMs(mess, SECOND_MS);
  expect((await change(mess, PASSWORD)).code).toBe(0);
  expect(mess.rows('select * from sign_in_attempts')).toEqual([]);
});

const GUESSED = 'it is among the first that are tried; take other words';
const namedBy = (name: string) =>
  `it is made of ${name}, which is among the first that are tried; take other words`;

test.each([
  ['password1234', GUESSED],
  ['P@ssw0rd!2024', GUESSED],
  ['123456789012', GUESSED],
  ['qwertyuiop12', GUESSED],
  ['1qaz2wsx3edc4rfv', GUESSED],
  ['krishna12345', GUESSED],
  ['Welcome@2025!', GUESSED],
  ['admin-admin-admin', GUESSED],
  ['letmein letmein', GUESSED],
  ['desk-officer-1', namedBy('desk.officer')],
  ['desk.Officer 2025', namedBy('desk.officer')],
  ['ganga mess 25!', namedBy('Ganga Mess')],
  ['officer 97531', namedBy('desk.officer')],
  ['GangaMess@1234', namedBy('Ganga Mess')],
  ['ganga-password', `without Ganga Mess ${GUESSED}`],
  ['aaaaaaaaaaaaaa', 'use at least 5 different characters'],
  ['abababababab', 'use at least 5 different characters'],
  ['too short', 'use at least 12 characters'],
  ['a'.repeat(50) + 'ठ'.repeat(30), 'use at most 72 bytes, without control characters'],
  ['with a\u0007 bell in it', 'use at most 72 bytes, without control characters'],
])('%s is refused as a password', async (password, why) => {
  const mess = await createMess();
  const add = ['admin', 'add', 'desk.officer', '--role', 'clerk', '--password-stdin'];
  const { code, stdout, stderr } = await mess.with({ stdin: password })(...add);
  expect({ code, stdout, stderr }).toEqual({
    code: 2,
    stdout: '',
    stderr: `error: password: ${why}\n`,
  });
  expect(await mess.json('admin', 'list')).toHaveLength(1);
});

test.each([
  '94817362058174',
  'password of the third floor',
  'ठंडी चाय और समोसा',
  'x7#Kp!w9Rt$2Lm',
  'twelve green chairs',
  'desk officers of Pune like tea',
])('%s is taken as a password', async (password) => {
  const mess = await createMess();
  await addAdmin(mess, 'desk.officer', 'clerk', password);
  expect((await trySignIn(mess, 'desk.officer', password)).code).toBe(0);
});

test('at a terminal it is said before it is asked for again', async () => {
  const mess = await createMess();
  const answers = ['password1234', 'twelve green chairs', 'twelve green chairs'];
  const add = ['admin', 'add', 'desk', '--role', 'clerk'];
  expect(await mess.with({ answers })(...add)).toEqual({
    code: 0,
    stdout: 'Added the clerk desk.\n',
    stderr: `? New password of desk (at least 12 characters)\n> ${GUESSED}\n? New password of desk (at least 12 characters)\n? The same again\n`,
  });
});
