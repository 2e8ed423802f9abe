import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import {
  addAdmin,
  createOther,
  HOUR_MS,
  passMs,
  SECOND_MS,
  trySignIn,
} from '../../support/records/sign-in.ts';
import { PASSWORD } from '../../support/template.ts';

const SECRET = 'another good password';
const NEW = 'twelve green chairs';

const WRONG = {
  code: 4,
  stdout: '',
  stderr:
    'error: The id or the password is wrong, or the admin is disabled.\n' +
    'hint: try again: mess admin login; forgotten: an owner resets it with mess admin reset ID, and the only owner uses mess admin recover\n',
};

async function createWithDesk(): Promise<TestMess> {
  const mess = await createMess();
  await addAdmin(mess, 'desk', 'clerk', SECRET);
  return mess;
}

async function resetDesk(mess: TestMess): Promise<string> {
  return (await mess.json<{ code: string }>('admin', 'reset', 'desk')).code;
}

/** Signs in with a code and the password to be set, as a program does. */
async function useCode(mess: TestMess, id: string, code: string, password = NEW) {
  const file = await mess.file('fresh', password, 0o600);
  const login = ['admin', 'login', id, '--password-stdin', '--new-password-file', file];
  return mess.with({ stdin: code })(...login);
}

test('an owner resets an admin, who comes with the code and chooses a password', async () => {
  const mess = await createWithDesk();
  const desk = await createOther(mess);
  await desk.signIn('desk', SECRET);
  const reset = await mess('admin', 'reset', 'Desk');
  const [, code = ''] = /^([0-9A-HJKMNP-TV-Z]{10})\n$/.exec(reset.stdout) ?? [];
  expect(code).toHaveLength(10);
  expect({ ...reset, stdout: '' }).toEqual({
    code: 0,
    stdout: '',
    stderr:
      'It is the one-time code of desk, until 2025-06-02 12:00, and is not shown again. It is used with: mess admin login desk\n',
  });
  // The old password and the sessions are over at once.
  expect((await desk.run('student', 'list')).code).toBe(4);
  expect(await trySignIn(mess, 'desk', SECRET)).toEqual(WRONG);
  passMs(mess, SECOND_MS);
  const spoken = `${code.slice(0, 5).toLowerCase()}-${code.slice(5)}`;
  const came = await mess.with({ answers: [true, spoken, 'short', NEW, NEW] })(
    'admin',
    'login',
    'desk',
  );
  expect(came).toEqual({
    code: 0,
    stdout: 'Signed in as desk (clerk), until 2025-06-01 12:30 Asia/Kolkata.\n',
    stderr:
      '? End the session of warden, and sign in as desk?\n? Password\n' +
      '? New password of desk (at least 12 characters)\n' +
      '> use at least 12 characters\n? New password of desk (at least 12 characters)\n' +
      '? The same again\n',
  });
  expect((await trySignIn(mess, 'desk', NEW)).code).toBe(0);
  expect(mess.rows('select * from one_time_codes')).toEqual([]);
});

test('a code is good once, for one admin, for 24 hours, and only the newest', async () => {
  const mess = await createWithDesk();
  await addAdmin(mess, 'other', 'clerk', SECRET);
  const first = await resetDesk(mess);
  const code = await resetDesk(mess);
  expect(await useCode(mess, 'desk', first)).toEqual(WRONG);
  expect(await useCode(mess, 'other', code)).toEqual(WRONG);
  expect(await useCode(mess, 'nobody', code)).toEqual(WRONG);
  passMs(mess, 24 * HOUR_MS - 1);
  expect((await useCode(mess, 'desk', code)).code).toBe(0);
  expect(await useCode(mess, 'desk', code)).toEqual(WRONG);
  await trySignIn(mess);
  const late = await resetDesk(mess);
  passMs(mess, 24 * HOUR_MS);
  expect(await useCode(mess, 'desk', late)).toEqual({
    code: 4,
    stdout: '',
    stderr:
      'error: The one-time code has expired.\nhint: an owner makes another one: mess admin reset ID\n',
  });
  passMs(mess, SECOND_MS);
  expect((await trySignIn(mess, 'desk', NEW)).code).toBe(4);
});

test('without a password to be set a code stays good, and a bad one is refused', async () => {
  const mess = await createWithDesk();
  const code = await resetDesk(mess);
  const login = ['admin', 'login', 'desk', '--password-stdin'];
  expect(await mess.with({ stdin: code })(...login)).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'error: --new-password-file is missing.\n' +
      'hint: give --new-password-file <FILE>: with a one-time code: the file with the password to have from now on\n',
  });
  expect(await useCode(mess, 'desk', code, 'password1234')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--new-password-file: it is among the first that are tried'),
  });
  expect((await useCode(mess, 'desk', code)).code).toBe(0);
});

test('a code lets no disabled admin in, and a new password takes its place', async () => {
  const mess = await createWithDesk();
  const code = await resetDesk(mess);
  await mess.do('admin disable desk');
  expect(await useCode(mess, 'desk', code)).toEqual(WRONG);
  await mess.do('admin enable desk');
  const file = await mess.file('set', NEW, 0o600);
  await mess.do(`admin passwd desk --password-file ${file}`);
  expect(await useCode(mess, 'desk', code)).toEqual(WRONG);
  passMs(mess, SECOND_MS);
  expect((await trySignIn(mess, 'desk', NEW)).code).toBe(0);
});

test('a code goes to a file that only its owner can read, and into no record', async () => {
  const mess = await createWithDesk();
  const path = join(mess.home, 'code');
  await mess.do(`admin reset desk --output ${path} --quiet`);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const code = await resetDesk(mess);
  expect(JSON.stringify(mess.rows('select * from audit_entries'))).not.toContain(code);
  expect(JSON.stringify(mess.rows('select * from one_time_codes'))).not.toContain(code);
  const bad = await mess.with({ stdin: code })(
    'admin',
    'login',
    'nobody',
    '--password-stdin',
    '--verbose',
  );
  expect(bad.stderr).not.toContain(code);
});

test('an owner who is locked out is let in by whoever holds the database, and all owners are told', async () => {
  const mess = await createWithDesk();
  await addAdmin(mess, 'second', 'owner', SECRET);
  await mess.do('admin logout');
  for (const [id, hint] of [
    ['desk', 'there is second, warden'],
    ['nobody', 'there is second, warden'],
  ] as const) {
    expect(await mess('admin', 'recover', id, '--yes')).toEqual({
      code: 3,
      stdout: '',
      stderr: `error: There is no owner ${id} who may sign in.\nhint: ${hint}\n`,
    });
  }
  // Who is locked out cannot list the admins.
  expect(await mess('admin', 'recover', '--yes')).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'error: The id of the owner is missing.\nhint: there is second, warden; like: mess admin recover second --yes\n',
  });
  const picked = await mess.with({ answers: ['warden', false] })('admin', 'recover');
  expect(picked.stderr).toContain('End the password and the sessions of warden,');
  expect(await mess('admin', 'recover', 'warden')).toMatchObject({ code: 2, stdout: '' });
  const no = await mess.with({ answers: [false] })('admin', 'recover', 'warden');
  expect(no).toMatchObject({ code: 130, stdout: '' });
  expect((await trySignIn(mess)).code).toBe(0);
  const { code } = await mess.json<{ code: string }>('admin', 'recover', 'Warden', '--yes');
  expect((await mess('whoami')).code).toBe(4);
  expect((await trySignIn(mess)).code).toBe(4);
  passMs(mess, SECOND_MS);
  const warning =
    'warning: Whoever holds the database let the owner warden in again on 2025-06-01 12:00, without signing in: mess audit list --on warden. If no owner did it, somebody else reads the database.\n';
  expect(await useCode(mess, 'warden', code)).toMatchObject({ code: 0, stderr: warning });
  expect(await trySignIn(mess, 'second', SECRET)).toMatchObject({ code: 0, stderr: warning });
  expect(await trySignIn(mess, 'desk', SECRET)).toMatchObject({ code: 0, stderr: '' });
  const login = ['admin', 'login', 'second', '--password-stdin', '--json'];
  const { stdout } = await mess.with({ stdin: SECRET })(...login);
  expect(JSON.parse(stdout).warnings).toHaveLength(1);
  const told = await mess.json<{ command: string; actor: unknown; subject: string }[]>(
    'audit',
    'list',
    '--by',
    'database',
  );
  expect(told.find(({ command }) => command === 'admin recover')).toMatchObject({
    actor: { kind: 'database', id: null },
    subject: 'warden',
  });
  passMs(mess, 31 * 24 * HOUR_MS);
  expect(await trySignIn(mess, 'second', SECRET)).toMatchObject({ code: 0, stderr: '' });
});

test('nobody resets themselves, and who is no owner nobody', async () => {
  const mess = await createWithDesk();
  expect(await mess('admin', 'reset', 'WARDEN')).toMatchObject({ code: 8, stdout: '' });
  expect((await mess('admin', 'reset', 'ghost')).code).toBe(3);
  await trySignIn(mess, 'desk', SECRET);
  expect((await mess('admin', 'reset', 'warden')).code).toBe(5);
  expect(await trySignIn(mess, 'warden', PASSWORD)).toMatchObject({ code: 0 });
});
