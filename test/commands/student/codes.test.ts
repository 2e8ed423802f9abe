import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import { addFourStudents, signInAs } from '../../support/records/month.ts';
import {
  HOUR_MS,
  passMs,
  SECOND_MS,
  trySignIn,
  tryStudentSignIn,
} from '../../support/records/sign-in.ts';

const SECRET = 'mango tree';

const WRONG = {
  code: 4,
  stdout: '',
  stderr: 'error: The id or the secret is wrong.\nhint: try again: mess student login\n',
};

interface Code {
  readonly id: string;
  readonly name: string;
  readonly code: string;
}

async function createCoded(): Promise<TestMess> {
  const mess = await createMess();
  await addFourStudents(mess);
  await mess.do('settings --student-sign-in code');
  return mess;
}

const codeOf = async (mess: TestMess, id: string) =>
  (await mess.json<Code>('student', 'code', id)).code;

/** Signs in with a secret, or with a code and the secret to be set. */
async function signIn(mess: TestMess, id: string, stdin: string, fresh?: string) {
  const login = ['student', 'login', id, '--secret-stdin'];
  if (fresh !== undefined) {
    login.push('--new-secret-file', await mess.file('fresh', fresh, 0o600));
  }
  return mess.with({ stdin })(...login);
}

test('the office makes a code, the student sets a secret at the first sign-in', async () => {
  const mess = await createCoded();
  const made = await mess('student', 'code', 's001');
  expect(made).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{10}\n$/),
    stderr:
      'It is the code of S001, until 2025-06-04 12:00, and is not shown again. It is used with: mess student login S001\n',
  });
  const typed = made.stdout.trim().toLowerCase();
  await mess.do('admin logout');
  const answers = [typed, 'short', 'password1', SECRET, 'other', SECRET, SECRET];
  const came = await mess.with({ answers })('student', 'login', 'S001');
  expect(came).toEqual({
    code: 0,
    stdout: 'Signed in as S001 (student), until 2025-06-01 13:00 Asia/Kolkata.\n',
    stderr: [
      '? Secret, or code of the office',
      '? New secret of S001 (at least 8 characters)',
      '> use at least 8 characters',
      '? New secret of S001 (at least 8 characters)',
      '> it is among the first that are tried; take other words',
      '? New secret of S001 (at least 8 characters)',
      '? The same again',
      'The two are not the same. Once more:',
      '? New secret of S001 (at least 8 characters)',
      '? The same again',
      '',
    ].join('\n'),
  });
  expect(await mess.json('whoami')).toMatchObject({ kind: 'student', id: 'S001' });
  expect((await signIn(mess, 'S001', SECRET)).code).toBe(0);
  expect(await signIn(mess, 'S001', typed)).toEqual(WRONG);
  await trySignIn(mess);
  const ways = await mess.json<{ by: string }[]>('session', 'history');
  expect(ways.map(({ by }) => by)).toEqual(['code', 'secret']);
  const told = await mess.json<{ command: string; after: unknown }[]>(
    'audit',
    'list',
    '--last',
    '3',
  );
  expect(told.map(({ command, after }) => [command, after])).toMatchObject([
    ['admin logout', null],
    ['student login', { activated: true }],
    ['admin login', { place: 'tester@desk' }],
  ]);
});

test('a code is good once, for one student, for 72 hours, and only the newest', async () => {
  const mess = await createCoded();
  const first = await codeOf(mess, 'S001');
  const code = await codeOf(mess, 'S001');
  expect(await signIn(mess, 'S001', first, SECRET)).toEqual(WRONG);
  expect(await signIn(mess, 'S002', code, SECRET)).toEqual(WRONG);
  expect(await signIn(mess, 'S999', code, SECRET)).toEqual(WRONG);
  passMs(mess, 72 * HOUR_MS - 1);
  expect((await signIn(mess, 'S001', code, SECRET)).code).toBe(0);
  expect(await signIn(mess, 'S001', code, SECRET)).toEqual(WRONG);
  await trySignIn(mess);
  const late = await codeOf(mess, 'S002');
  passMs(mess, 72 * HOUR_MS);
  expect(await signIn(mess, 'S002', late, SECRET)).toEqual({
    code: 4,
    stdout: '',
    stderr: 'error: The one-time code has expired.\nhint: ask the office for another one\n',
  });
});

test('without a secret to be set a code stays good, and a bad one is refused', async () => {
  const mess = await createCoded();
  const code = await codeOf(mess, 'S001');
  expect(await signIn(mess, 'S001', code)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('error: --new-secret-file is missing.'),
  });
  for (const [secret, why] of [
    ['seven77', 'use at least 8 characters'],
    ['x'.repeat(30) + 'ठ'.repeat(30), 'use at most 72 bytes, without control characters'],
    ['12345678', 'it is among the first that are tried; take other words'],
    ['s001-2025', 'it is made of S001, which is among the first that are tried; take other words'],
    [
      '9876543210',
      'it is made of 9876543210, which is among the first that are tried; take other words',
    ],
    [
      'asha-rao-1',
      'it is made of Asha Rao, which is among the first that are tried; take other words',
    ],
  ] as const) {
    expect(await signIn(mess, 'S001', code, secret)).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: --new-secret-file: ${why}\n`,
    });
  }
  expect((await signIn(mess, 'S001', code, SECRET)).code).toBe(0);
});

test('a new code ends the secret and the sessions; who left signs in too', async () => {
  const mess = await createCoded();
  await signIn(mess, 'S001', await codeOf(mess, 'S001'), SECRET);
  const session = await readFile(mess.sessionPath, 'utf8');
  await trySignIn(mess);
  await mess.do('student remove S001 --on 2025-05-31');
  const again = await codeOf(mess, 'S001');
  expect(await signIn(mess, 'S001', SECRET)).toEqual(WRONG);
  await mess.file(mess.sessionPath.split('/').at(-1) ?? '', session, 0o600);
  expect((await mess('whoami')).code).toBe(4);
  passMs(mess, SECOND_MS);
  expect((await signIn(mess, 'S001', again, 'another mango')).code).toBe(0);
  expect((await signIn(mess, 'S001', 'another mango')).code).toBe(0);
});

test('codes of a branch go to a file of its owner alone, for those without a secret', async () => {
  const mess = await createCoded();
  await signIn(mess, 'S001', await codeOf(mess, 'S001'), SECRET);
  await trySignIn(mess);
  await mess.do('student remove S004 --on 2025-05-31');
  const path = join(mess.home, 'codes.csv');
  expect(await mess('student', 'codes', '--branch', 'cse', '--output', path)).toEqual({
    code: 0,
    stdout: '',
    stderr: `Written to ${path}.\n`,
  });
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const [head, row = '', ...rest] = (await readFile(path, 'utf8')).split('\n');
  expect([head, rest]).toEqual(['id,name,branch,code,expires_at', ['']]);
  expect(row).toMatch(/^S003,सीता देवी,CSE,[0-9A-HJKMNP-TV-Z]{10},2025-06-04T06:30:00.000Z$/);
  const all = await mess.json<Code[]>('student', 'codes');
  expect(all.map(({ id }) => id)).toEqual(['S002', 'S003']);
  expect(new Set(all.map(({ code }) => code)).size).toBe(2);
  // The newer one takes the place of that of the file.
  expect(await signIn(mess, 'S003', row.split(',')[3] ?? '', SECRET)).toEqual(WRONG);
  passMs(mess, SECOND_MS);
  expect((await signIn(mess, 'S003', all[1]?.code ?? '', SECRET)).code).toBe(0);
  await trySignIn(mess);
  expect(await mess.json('student', 'codes', '--branch', 'CSE')).toEqual([]);
  // That nobody is without a secret is good news, which a mistyped branch is not to read as.
  expect(await mess('student', 'codes', '--branch', 'CES')).toEqual({
    code: 3,
    stdout: '',
    stderr:
      'error: There is no branch CES.\nhint: is it CSE? mess student list shows the branches\n',
  });
  expect((await mess('student', 'codes', '--branch', 'CSE')).stdout).toBe(
    'Nobody on the roll is without a secret.\n',
  );
});

test('the mess says how students sign in; the other way is refused', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  const early = await mess('student', 'code', 'S001');
  expect(early.stderr).toContain('mess settings --student-sign-in code');
  expect(await signIn(mess, 'S001', early.stdout.trim(), SECRET)).toEqual({
    code: 4,
    stdout: '',
    stderr:
      'error: Students of this mess sign in with their phone number.\n' +
      'hint: mess student login ID, with --phone-stdin where nobody can be asked\n',
  });
  const changed = await mess('settings', '--student-sign-in', 'CODE');
  expect(changed.stdout).toBe('Changed: student sign-in phone → code.\n');
  expect((await mess('settings', '--student-sign-in', 'face')).code).toBe(2);
  expect(await tryStudentSignIn(mess, 'S001', '9876543210')).toMatchObject({
    code: 4,
    stderr: expect.stringContaining('error: Students of this mess sign in with a secret'),
  });
  // Refused before it is counted.
  expect(mess.rows('select * from sign_in_attempts')).toEqual([]);
  expect((await signIn(mess, 'S001', early.stdout.trim(), SECRET)).code).toBe(0);
  expect((await mess('student', 'login', 'S001')).stderr).toBe(
    'error: The secret is missing.\nhint: give --secret-stdin or --secret-file FILE\n',
  );
  const file = await mess.file('own', SECRET, 0o600);
  expect((await mess('student', 'login', 'S001', '--secret-file', file)).code).toBe(0);
  for (const other of [['--secret-stdin'], ['--phone-stdin']]) {
    const both = await mess('student', 'login', 'S001', '--secret-file', file, ...other);
    expect(both.code).toBe(2);
  }
});

test('a student has to wait after wrong secrets, and nobody else does', async () => {
  const mess = await createCoded();
  await signIn(mess, 'S001', await codeOf(mess, 'S001'), SECRET);
  const login = ['student', 'login', 'S001', '--secret-stdin'];
  expect(await signIn(mess, 'S001', 'wrong secret')).toEqual(WRONG);
  expect((await signIn(mess, 'S001', SECRET)).stderr).toContain('try again in 1 second');
  const elsewhere = mess.with({ place: () => 'asha@phone', stdin: SECRET });
  expect((await elsewhere(...login)).code).toBe(0);
});

test('a manager makes codes, a clerk does not', async () => {
  const mess = await createCoded();
  await signInAs(mess, 'clerk');
  expect((await mess('student', 'code', 'S001')).code).toBe(5);
  expect((await mess('student', 'codes')).code).toBe(5);
  await trySignIn(mess);
  await signInAs(mess, 'manager');
  expect((await mess('student', 'code', 'S001')).code).toBe(0);
  expect((await mess('student', 'code', 'S999')).code).toBe(3);
});
