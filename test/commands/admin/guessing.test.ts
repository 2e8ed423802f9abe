import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import { createMessNow } from '../../support/process.ts';
import {
  HOUR_MS,
  MINUTE_MS,
  passMs,
  SECOND_MS,
  trySignIn,
  tryStudentSignIn,
} from '../../support/records/sign-in.ts';
import { OWNER, PASSWORD } from '../../support/template.ts';
import { runTogether } from '../../support/together.ts';

const WRONG = 'not the right one';
const YEAR_MS = 365 * 24 * HOUR_MS;

const failures = (mess: TestMess) =>
  mess
    .rows<{ failures: number }>('select failures from sign_in_attempts')
    .map((row) => row.failures);

/** How long the next try has to wait, as the hint says it. */
async function hintOf(mess: TestMess, id: string): Promise<string> {
  const { code, stderr } = await trySignIn(mess, id);
  expect(code).toBe(4);
  expect(stderr).toMatch(
    /^error: Signing in as \S+ failed .* from here, so the next try has to wait\./,
  );
  return stderr.split('\n')[1] ?? '';
}

test.each([
  ['an admin', OWNER],
  ['an id that does not exist', 'nobody'],
])('the waits of %s grow, and do not end before their time', async (_, id) => {
  const mess = await createMess();
  const waits = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900];
  for (const [index, seconds] of waits.entries()) {
    const { code, stderr } = await trySignIn(mess, id, WRONG);
    expect([index, code, stderr.split('\n')[0]]).toEqual([
      index,
      4,
      'error: The id or the password is wrong, or the admin is disabled.',
    ]);
    expect(failures(mess)).toEqual([index + 1]);
    const unit = seconds < 120 ? seconds : Math.ceil(seconds / 60);
    const word = seconds < 120 ? 'second' : 'minute';
    expect(await hintOf(mess, id)).toBe(
      `hint: try again in ${unit} ${word}${unit === 1 ? '' : 's'}`,
    );
    passMs(mess, seconds * SECOND_MS - 1);
    // Too early is not counted, nor does it begin the wait anew.
    expect(await hintOf(mess, id)).toBe('hint: try again in 1 second');
    passMs(mess, 1);
  }
  expect((await trySignIn(mess, id)).code).toBe(id === OWNER ? 0 : 4);
  expect(failures(mess)).toEqual(id === OWNER ? [] : [13]);
});

test('failures are forgotten after a day without any', async () => {
  const mess = await createMess();
  for (let times = 0; times < 5; times++) {
    await trySignIn(mess, 'nobody', WRONG);
    passMs(mess, 15 * MINUTE_MS);
  }
  expect(failures(mess)).toEqual([5]);
  passMs(mess, 24 * HOUR_MS);
  await trySignIn(mess, 'nobody', WRONG);
  expect(failures(mess)).toEqual([1]);
});

test('who guesses from one place keeps nobody out who is at another', async () => {
  const mess = await createMess();
  const elsewhere = (place: string, password: string) =>
    mess.with({ place: () => place, stdin: password })('admin', 'login', OWNER, '--password-stdin');
  for (let times = 0; times < 12; times++) {
    await elsewhere('guest@library', WRONG);
    passMs(mess, 15 * MINUTE_MS);
  }
  expect((await elsewhere('guest@library', WRONG)).code).toBe(4);
  expect((await elsewhere('guest@library', PASSWORD)).stderr).toContain(
    'failed 13 times from here',
  );
  expect((await trySignIn(mess)).code).toBe(0);
  // Success at one place says nothing of another.
  expect((await elsewhere('guest@library', PASSWORD)).stderr).toContain(
    'failed 13 times from here',
  );
});

test('a student has to wait too; signing in forgets the failures before it', async () => {
  const mess = await createMess();
  await mess.do('student add S1 --name A --branch B --phone 9876543210');
  for (const wait of [1, 2, 4]) {
    expect(await tryStudentSignIn(mess, 'S1', '9876543219')).toEqual({
      code: 4,
      stdout: '',
      stderr: 'error: The id or the phone number is wrong.\nhint: try again: mess student login\n',
    });
    expect((await tryStudentSignIn(mess, 's1', '9876543210')).code).toBe(4);
    passMs(mess, wait * SECOND_MS);
  }
  expect((await tryStudentSignIn(mess, 's1', '9876543210')).code).toBe(0);
  expect(failures(mess)).toEqual([]);
});

test('a clock that is put back changes nothing', async () => {
  const mess = await createMess();
  for (let times = 0; times < 8; times++) {
    await trySignIn(mess, OWNER, WRONG);
    passMs(mess, 15 * MINUTE_MS);
  }
  await trySignIn(mess, OWNER, WRONG);
  passMs(mess, -YEAR_MS);
  // The wait of nine failures, as of now: no shorter, and not for a year.
  expect(await hintOf(mess, OWNER)).toBe('hint: try again in 5 minutes');
  expect(failures(mess)).toEqual([9]);
  passMs(mess, 256 * SECOND_MS - 1);
  expect(await hintOf(mess, OWNER)).toBe('hint: try again in 1 second');
  passMs(mess, 1);
  expect((await trySignIn(mess, OWNER, WRONG)).stderr).toContain('The id or the password is wrong');
  expect(failures(mess)).toEqual([10]);
  passMs(mess, 512 * SECOND_MS);
  expect((await trySignIn(mess)).code).toBe(0);
});

test('a short wait at a terminal is waited for, with the secret typed', async () => {
  const mess = await createMess();
  await mess.do('admin logout');
  const { now } = mess;
  const answers = [WRONG, WRONG, PASSWORD];
  const login = await mess.with({ answers })('admin', 'login', OWNER);
  expect(login).toMatchObject({ code: 0 });
  expect(mess.now.getTime() - now.getTime()).toBe(3 * SECOND_MS);
});

test('of fifty processes that guess at once none gets past the counter', async () => {
  const mess = await createMessNow();
  const file = await mess.file('guess', WRONG, 0o600);
  const login = ['admin', 'login', OWNER, '--password-file', file];
  const log = join(mess.home, 'mess.log');
  const all = await runTogether(mess, 50, login, { env: { MESS_LOG: log } });
  const said = (sentence: string) => all.filter(({ stderr }) => stderr.includes(sentence)).length;
  expect(all.map(({ code }) => code)).toEqual(Array(50).fill(4));
  const wrong = said('The id or the password is wrong');
  expect(wrong + said('so the next try has to wait')).toBe(50);
  expect(failures(mess)).toEqual([wrong]);
  // Each had to wait for the ones before it.
  expect(wrong).toBeLessThan(12);
  mess.now = new Date();
  expect((await trySignIn(mess)).code).toBe(0);

  // Each has its line in the log that all of them wrote to.
  const lines = (await readFile(log, 'utf8')).trimEnd().split('\n');
  const logged: { run: string; reason: string }[] = lines.map((line) => JSON.parse(line));
  expect(new Set(logged.map(({ run }) => run)).size).toBe(50);
  const reasons = logged.map(({ reason }) => reason).sort();
  expect(reasons).toEqual([
    ...Array(50 - wrong).fill('locked_out'),
    ...Array(wrong).fill('wrong_credentials'),
  ]);
}, 120_000);
