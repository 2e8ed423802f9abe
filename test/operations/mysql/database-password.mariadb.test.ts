import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createDatabase } from '../../support/clone.ts';
import {
  attachMess,
  createHome,
  createMess,
  type Result,
  type TestMess,
} from '../../support/mess.ts';
import { createMessNow, runMess } from '../../support/process.ts';
import { PASSWORD } from '../../support/template.ts';

const LIST = ['bill', 'list', '--json'];
const DONE: Result = { code: 0, stdout: '[]\n', stderr: '' };

function passwordOf(mess: TestMess): string {
  return mess.database.kind === 'mysql' ? mess.database.password : '';
}

/** Where the address holds no password. */
function withoutPassword(mess: TestMess, more: Record<string, string> = {}) {
  return { MESS_HOME: mess.home, MESS_DATABASE_URL: mess.label, ...more };
}

test('a password on the command line is not used, and printed nowhere', async () => {
  const mess = await createMess();
  const address = mess.label.replace('@', ':sesame@');
  for (const flags of [[], ['--json'], ['--verbose']]) {
    const { code, stdout, stderr } = await mess('bill', 'list', '--db', address, ...flags);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('--db: a password on the command line can be read by others');
    expect(stderr).toContain(mess.label);
    expect(stderr).not.toContain('sesame');
  }
  // Nor of one that cannot be understood, wherever it stands.
  for (const bad of ['mysql://u:sesame@h', 'mysql://u:sesame@h:99999/n', 'mysql://u:ses%ame@h/n']) {
    const given = await mess('bill', 'list', '--db', bad, '--verbose');
    expect(given).toMatchObject({ code: 2, stderr: expect.not.stringContaining('sesame') });
    const env = { MESS_HOME: mess.home, MESS_DATABASE_URL: bad };
    const set = await mess.with({ env })('bill', 'list', '--verbose');
    expect(set).toMatchObject({ code: 9, stderr: expect.not.stringContaining('sesame') });
  }
});

test('a password that the server refuses is printed nowhere', async () => {
  const mess = await createMess();
  const env = { MESS_HOME: mess.home, MESS_DATABASE_URL: mess.label.replace('@', ':sesame@') };
  const { code, stderr } = await mess.with({ env })('bill', 'list', '--verbose');
  expect(code).toBe(9);
  // With the trace that --verbose asks for.
  expect(stderr).toContain('at ');
  expect(stderr).not.toContain('sesame');
});

test('the file of the password is read where only its owner can', async () => {
  const mess = await createMess();
  const file = await mess.file('password', `${passwordOf(mess)}\n`, 0o600);
  const env = withoutPassword(mess, { MESS_DATABASE_PASSWORD_FILE: file });
  const list = () => mess.with({ env })(...LIST);
  expect(await list()).toEqual(DONE);
  await chmod(file, 0o644);
  expect(await mess.with({ env })('bill', 'list')).toEqual({
    code: 9,
    stdout: '',
    stderr: `error: MESS_DATABASE_PASSWORD_FILE: ${file} can be read by others, so it is no place for a secret.\nhint: chmod 600 ${file}\n`,
  });
  await chmod(file, 0o600);
  expect(await list()).toEqual(DONE);
  const nowhere = withoutPassword(mess, { MESS_DATABASE_PASSWORD_FILE: join(mess.home, 'none') });
  expect(await mess.with({ env: nowhere })('bill', 'list')).toEqual({
    code: 9,
    stdout: '',
    stderr: `error: MESS_DATABASE_PASSWORD_FILE: There is no file ${join(mess.home, 'none')}.\nhint: check the path\n`,
  });
});

test('config.json with a password is refused when others can read it, without one it is not', async () => {
  const mess = await createMess();
  const config = join(mess.home, 'config.json');
  expect(await mess(...LIST)).toEqual(DONE);
  await chmod(config, 0o640);
  expect(await mess('bill', 'list')).toEqual({
    code: 9,
    stdout: '',
    stderr:
      `error: The config file ${config} holds a password and can be read by others.\n` +
      `hint: chmod 600 ${config}\n`,
  });
  await chmod(config, 0o600);
  expect(await mess(...LIST)).toEqual(DONE);

  const password = await mess.file('password', passwordOf(mess), 0o600);
  await mess.file('config.json', JSON.stringify({ database: mess.label }));
  await chmod(config, 0o644);
  const env = { MESS_HOME: mess.home, MESS_DATABASE_PASSWORD_FILE: password };
  expect(await mess.with({ env })(...LIST)).toEqual(DONE);
});

const REFUSED = (mess: TestMess) =>
  `error: The server refuses the user or the password of ${mess.label}.\n` +
  'hint: put the password in a file that only you can read, and its path in MESS_DATABASE_PASSWORD_FILE\n';

test('at a terminal it is asked for once, when the server refuses', async () => {
  const mess = await createMess();
  const env = withoutPassword(mess);
  const asked = `? Password for ${mess.label}\n`;
  expect(await mess.with({ env, answers: [passwordOf(mess)] })('bill', 'list')).toEqual({
    code: 0,
    stdout: 'No bills.\n',
    stderr: asked,
  });
  // Not again when it was wrong, nor where nobody is to be asked.
  const wrong = mess.with({ env, answers: ['wrong', passwordOf(mess)] });
  expect(await wrong('bill', 'list')).toEqual({
    code: 9,
    stdout: '',
    stderr: asked + REFUSED(mess),
  });
  const given = { ...env, MESS_DATABASE_URL: mess.label.replace('@', ':wrong@') };
  const refused = { code: 9, stdout: '', stderr: REFUSED(mess) };
  expect(await mess.with({ env: given, answers: [passwordOf(mess)] })('bill', 'list')).toEqual({
    code: 0,
    stdout: 'No bills.\n',
    stderr: `? Refused; another password for ${mess.label}\n`,
  });
  expect(await mess.with({ env: given })('bill', 'list')).toEqual(refused);
  const noInput = mess.with({ env, answers: [passwordOf(mess)] });
  expect(await noInput('bill', 'list', '--no-input')).toEqual(refused);
});

test('a command that connects twice asks once', async () => {
  const mess = attachMess(await createHome(), await createDatabase());
  const answers = [passwordOf(mess), PASSWORD, PASSWORD];
  const init = [
    'init',
    '--admin',
    'warden',
    '--name',
    'Ganga Mess',
    '--timezone',
    'Asia/Kolkata',
    '--currency',
    'INR',
  ];
  const { code, stderr } = await mess.with({ env: withoutPassword(mess), answers })(...init);
  expect(code).toBe(0);
  expect(stderr.match(/\? Password for /g)).toHaveLength(1);
});

test('the process ends by itself after a success, and after each failure to connect', async () => {
  const mess = await createMessNow();
  const url = mess.databaseUrl;
  const list = (address: string) =>
    runMess(mess.home, ['bill', 'list', '--quiet'], { env: { MESS_DATABASE_URL: address } });
  const cases = [
    [url, 0],
    [url.replace(/:[^:@]*@/, '@'), 9],
    [`${url}nosuch`, 9],
    [url.replace('127.0.0.1', 'nosuch.invalid'), 9],
    [`${url}?tls=on`, 9],
    [`${url}?socket=/nowhere/s`, 9],
  ] as const;
  const results = await Promise.all(cases.map(([address]) => list(address)));
  expect(results.map(({ code, signal, stdout }) => ({ code, signal, stdout }))).toEqual(
    cases.map(([, code]) => ({ code, signal: null, stdout: '' })),
  );
});
