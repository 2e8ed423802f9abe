import { readFile } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createMess, type Result, type TestMess } from '../support/mess.ts';
import {
  addAdmin,
  createOther,
  HOUR_MS,
  MINUTE_MS,
  passMs,
  SECOND_MS,
  SESSION_OVER,
  trySignIn,
  tryStudentSignIn,
} from '../support/records/sign-in.ts';
import { openFile } from '../support/sqlite/file.ts';
import { OWNER, START } from '../support/template.ts';

test('an admin is signed out by 30 idle minutes', async () => {
  const mess = await createMess();
  passMs(mess, 30 * MINUTE_MS - SECOND_MS);
  expect(await mess('bill', 'list')).toMatchObject({ code: 0 });
  // The use counted, so the half hour begins again.
  passMs(mess, 30 * MINUTE_MS - SECOND_MS);
  expect(await mess('bill', 'list')).toMatchObject({ code: 0 });
  passMs(mess, 30 * MINUTE_MS);
  expect(await mess('bill', 'list')).toEqual({ code: 4, stdout: '', stderr: SESSION_OVER });
});

test('an admin is signed out after 12 hours, however busy', async () => {
  const mess = await createMess();
  for (let use = 0; use < 25; use++) {
    expect(await mess('whoami')).toMatchObject({ code: 0 });
    passMs(mess, 29 * MINUTE_MS);
  }
  mess.now = new Date(START.getTime() + 12 * HOUR_MS - SECOND_MS);
  expect(await mess.json('whoami')).toEqual({
    kind: 'admin',
    id: OWNER,
    role: 'owner',
    expiresAt: '2025-06-01T18:30:00.000Z',
  });
  passMs(mess, SECOND_MS);
  expect(await mess('whoami')).toEqual({ code: 4, stdout: '', stderr: SESSION_OVER });
});

test('a student is signed out after an hour, idle or busy', async () => {
  const mess = await createMess();
  await mess.do('student add S1 --name A --branch B --phone 9876543210');
  expect(await tryStudentSignIn(mess, 's1', '+91 98765 43210')).toMatchObject({ code: 0 });
  passMs(mess, HOUR_MS - SECOND_MS);
  expect(await mess.json('whoami')).toEqual({
    kind: 'student',
    id: 'S1',
    role: null,
    expiresAt: '2025-06-01T07:30:00.000Z',
  });
  passMs(mess, SECOND_MS);
  expect(await mess('expenses', 'show')).toEqual({ code: 4, stdout: '', stderr: SESSION_OVER });
});

test('last use is noted at most once a minute', async () => {
  const mess = await createMess();
  const lastUse = () => mess.rows('select last_used_at from sessions')[0]?.last_used_at;
  expect(lastUse()).toBe('2025-06-01T06:30:00.000Z');
  passMs(mess, MINUTE_MS - 1);
  await mess.do('bill list');
  expect(lastUse()).toBe('2025-06-01T06:30:00.000Z');
  passMs(mess, 1);
  await mess.do('bill list');
  expect(lastUse()).toBe('2025-06-01T06:31:00.000Z');
});

test("a disabled admin's session ends at once, and stays ended", async () => {
  const mess = await createMess();
  await addAdmin(mess, 'clerk', 'manager', 'a clerk and a password');
  const clerk = await createOther(mess);
  await clerk.signIn('clerk', 'a clerk and a password');
  expect(await clerk.run('bill', 'list')).toMatchObject({ code: 0 });
  await mess.do('admin disable clerk');
  expect(await clerk.run('bill', 'list')).toEqual({ code: 4, stdout: '', stderr: SESSION_OVER });
  await mess.do('admin enable clerk');
  expect(await clerk.run('bill', 'list')).toEqual({ code: 4, stdout: '', stderr: SESSION_OVER });
});

test('a disabled admin is nobody also while a session of theirs is left', async () => {
  const mess = await createMess();
  const db = openFile(mess.databasePath);
  db.exec("update admins set disabled_at = '2025-06-01T06:30:00.000Z'");
  db.close();
  expect(await mess('bill', 'list')).toEqual({ code: 4, stdout: '', stderr: SESSION_OVER });
});

test('a new role ends the sessions of before, and counts from the next sign-in on', async () => {
  const mess = await createMess();
  await addAdmin(mess, 'clerk', 'manager', 'a clerk and a password');
  const clerk = await createOther(mess);
  await clerk.signIn('clerk', 'a clerk and a password');
  const add = (id: string) =>
    clerk.run('student', 'add', id, ...'--name A --branch B --phone 9876543210'.split(' '));
  expect(await add('S1')).toMatchObject({ code: 0 });
  await mess.do('admin edit clerk --role manager');
  expect(await clerk.run('student', 'list')).toMatchObject({ code: 0 });
  await mess.do('admin edit clerk --role viewer');
  expect(await add('S2')).toEqual({ code: 4, stdout: '', stderr: SESSION_OVER });
  await clerk.signIn('clerk', 'a clerk and a password');
  expect(await add('S2')).toEqual({
    code: 5,
    stdout: '',
    stderr:
      'error: A viewer may not change the roll.\n' +
      'hint: sign in as manager or owner: mess admin login\n',
  });
});

test('wrong id, wrong password and disabled look the same', async () => {
  const mess = await createMess();
  await addAdmin(mess, 'clerk', 'manager', 'a clerk and a password');
  await mess.do('admin disable clerk');
  const refused = {
    code: 4,
    stdout: '',
    stderr:
      'error: The id or the password is wrong, or the admin is disabled.\n' +
      'hint: try again: mess admin login; forgotten: an owner resets it with mess admin reset ID, and the only owner uses mess admin recover\n',
  };
  const before = await readFile(mess.sessionPath);
  expect(await trySignIn(mess, 'nobody')).toEqual(refused);
  expect(await trySignIn(mess, OWNER, 'not the right one')).toEqual(refused);
  expect(await trySignIn(mess, 'clerk', 'a clerk and a password')).toEqual(refused);
  expect(await readFile(mess.sessionPath)).toEqual(before);
});

test('a password is compared to its end, where bcrypt stops at 72 bytes', async () => {
  const mess = await createMess();
  const longest = 'x y z q w '.repeat(7).padEnd(72, '!');
  await addAdmin(mess, 'clerk', 'manager', longest);
  expect(await trySignIn(mess, 'clerk', `${longest}y`)).toMatchObject({ code: 4, stdout: '' });
  passMs(mess, SECOND_MS);
  expect(await trySignIn(mess, 'clerk', longest)).toMatchObject({ code: 0, stderr: '' });
});

/** Another process in the middle of a change, until the test is over. */
function holdWriteLock(mess: TestMess): void {
  const writer = openFile(mess.databasePath);
  onTestFinished(() => {
    writer.close();
  });
  writer.exec('begin immediate');
}

const ADD_STUDENT = 'student add S1 --name A --branch B --phone 9876543210'.split(' ');

function busy(mess: TestMess): Result {
  return {
    code: 7,
    stdout: '',
    stderr:
      `error: Another command is writing to ${mess.databasePath}. Nothing was changed.\n` +
      'hint: try again in a moment\n',
  };
}

test('another writer makes a write busy', async () => {
  const mess = await createMess();
  holdWriteLock(mess);
  expect(await mess.with({ busyTimeoutMs: 100 })(...ADD_STUDENT)).toEqual(busy(mess));
});

test('a read does not wait for another writer to note its use, nor fails', async () => {
  const mess = await createMess();
  holdWriteLock(mess);
  passMs(mess, 2 * MINUTE_MS);
  const begun = Date.now();
  expect(await mess('bill', 'list')).toEqual({ code: 0, stdout: 'No bills.\n', stderr: '' });
  // Another writer would be waited for 30 seconds.
  expect(Date.now() - begun).toBeLessThan(10 * SECOND_MS);
});

test('a write waits as long as it is told, also after its use could not be noted', async () => {
  const mess = await createMess();
  holdWriteLock(mess);
  passMs(mess, 2 * MINUTE_MS);
  const begun = Date.now();
  expect(await mess.with({ busyTimeoutMs: 100 })(...ADD_STUDENT)).toEqual(busy(mess));
  expect(Date.now() - begun).toBeLessThan(10 * SECOND_MS);
});
