import { execFileSync } from 'node:child_process';
import {
  chmod,
  chown,
  mkdir,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { attachMess, createHome, createMess, type TestMess } from '../support/mess.ts';
import { createMessNow, runShell } from '../support/process.ts';
import { CRON_LINE, previousMonth } from '../support/records/service-token.ts';
import { SESSION_OVER } from '../support/records/sign-in.ts';
import { openFile } from '../support/sqlite/file.ts';
import { PASSWORD } from '../support/template.ts';

const AS_ROOT = process.getuid?.() === 0;

const CREATE = ['admin', 'token', 'create'];

async function createToken(mess: TestMess, name = 'cron'): Promise<string> {
  return (await mess(...CREATE, name, '--quiet')).stdout.trim();
}

/** Who is acting, with these variables set. */
async function whoami(mess: TestMess, env: Record<string, string>) {
  const { code, stdout, stderr } = await mess.with({ env: { MESS_HOME: mess.home, ...env } })(
    'whoami',
    '--format',
    'csv',
  );
  return code === 0 ? stdout.split('\n')[1]?.split(',', 2).join(' ') : { code, stderr };
}

test('MESS_TOKEN_FILE goes before MESS_TOKEN, and that before the session, which is not read', async () => {
  const mess = await createMess();
  const file = await mess.file('a.token', `${await createToken(mess, 'a')}\r\n`, 0o600);
  const b = await createToken(mess, 'b');
  expect(await whoami(mess, {})).toBe('admin warden');
  expect(await whoami(mess, { MESS_TOKEN: '', MESS_TOKEN_FILE: '' })).toBe('admin warden');
  expect(await whoami(mess, { MESS_TOKEN: b, MESS_TOKEN_FILE: '' })).toBe('token b');
  expect(await whoami(mess, { MESS_TOKEN: b, MESS_TOKEN_FILE: file })).toBe('token a');
  const link = join(mess.home, 'link');
  await symlink(file, link);
  expect(await whoami(mess, { MESS_TOKEN_FILE: link })).toBe('token a');

  // Each kind of token is worth nothing in the place of the other.
  const session = JSON.parse(await readFile(mess.sessionPath, 'utf8'));
  expect(await whoami(mess, { MESS_TOKEN: session.token })).toMatchObject({
    code: 4,
    stderr: expect.stringContaining('does not know the service token'),
  });
  await mess.file('session.json', JSON.stringify({ token: b }), 0o600);
  expect(await whoami(mess, {})).toEqual({ code: 4, stderr: SESSION_OVER });
  await mess.file('session.json', 'not even JSON', 0o600);
  expect(await whoami(mess, { MESS_TOKEN: b })).toBe('token b');
});

test('a file that cannot be trusted, or holds no token, is the fault of the configuration', async () => {
  const mess = await createMess();
  const token = await createToken(mess);
  const path = await mess.file('cron.token', `${token}\n`, 0o600);
  const refused = (sentence: string, hint: string) => ({
    code: 9,
    stderr: `error: MESS_TOKEN_FILE: ${sentence}\nhint: ${hint}\n`,
  });
  const ALONE = 'it holds the token alone, as mess admin token create NAME --output FILE writes it';
  const read = () => whoami(mess, { MESS_TOKEN_FILE: path, MESS_TOKEN: token });
  await chmod(path, 0o640);
  expect(await read()).toEqual(
    refused(`${path} can be read by others, so it is no place for a secret.`, `chmod 600 ${path}`),
  );
  await chmod(path, 0o600);
  expect(await read()).toBe('token cron');
  await writeFile(path, '');
  expect(await read()).toEqual(refused(`There is no secret in ${path}: it is empty.`, ALONE));
  await writeFile(path, `${token}\n${token}\n`);
  expect(await read()).toEqual(refused(`There is more than one line in ${path}.`, ALONE));
  await writeFile(path, Buffer.from([0xff]));
  expect(await read()).toEqual(refused(`What ${path} holds is not UTF-8 text.`, ALONE));
  await rm(path);
  expect(await read()).toEqual(refused(`There is no file ${path}.`, 'check the path'));
  await mkdir(path);
  expect(await read()).toEqual(refused(`${path} cannot be read as a file with a secret.`, ALONE));
  await rm(path, { recursive: true });
  execFileSync('mkfifo', [path]);
  expect(await read()).toEqual(refused(`${path} cannot be read as a file with a secret.`, ALONE));
  // A line that is no token is a wrong one; it is not shown.
  const { code, stderr } = await mess.with({
    env: { MESS_HOME: mess.home, MESS_TOKEN: 'sesame' },
  })('bill', 'list', '--verbose');
  expect(code).toBe(4);
  expect(stderr).not.toContain('sesame');
});

test('a token file of another user is not used', async (ctx) => {
  if (!AS_ROOT) ctx.skip('only root can make a file of another user');
  const mess = await createMess();
  const path = await mess.file('cron.token', `${await createToken(mess)}\n`, 0o600);
  await chown(path, 65_534, 65_534);
  expect(await whoami(mess, { MESS_TOKEN_FILE: path })).toMatchObject({
    code: 9,
    stderr: expect.stringContaining(`MESS_TOKEN_FILE: ${path} belongs to another user`),
  });
});

test('--output: a file for one person alone, which MESS_TOKEN_FILE reads', async () => {
  const mess = await createMess();
  const path = join(mess.home, 'cron token');
  for (const [name, umask, also] of [
    ['open', 0, ''],
    [
      'shut',
      0o777,
      'The service token open, which was in that file, is still good. To shut it out: mess admin token revoke open\n',
    ],
  ] as const) {
    // What was there was for all to read; the second time, what the first made.
    if (name === 'open') await mess.file('cron token', 'old', 0o666);
    const before = process.umask(umask);
    try {
      expect(await mess(...CREATE, name, '--output', path, '--yes')).toEqual({
        code: 0,
        stdout: '',
        stderr:
          `Written to ${path}.\n` +
          `It is the service token ${name}, until 2026-07-06. Use it with MESS_TOKEN_FILE='${path}'\n${also}`,
      });
    } finally {
      process.umask(before);
    }
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await whoami(mess, { MESS_TOKEN_FILE: path })).toBe(`token ${name}`);
  }
  const held = await readFile(path, 'utf8');
  expect((await mess(...CREATE, 'third', '--output', path)).code).toBe(2);
  expect((await mess(...CREATE, 'shut', '--output', path, '--yes')).code).toBe(8);
  expect(await readFile(path, 'utf8')).toBe(held);

  // A document is what was asked for, and no token.
  const document = join(mess.home, 'cron.json');
  expect(await mess(...CREATE, 'json', '--output', document, '--quiet')).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  });
  expect((await stat(document)).mode & 0o777).toBe(0o600);
  expect(JSON.parse(await readFile(document, 'utf8'))).toMatchObject({ name: 'json' });
  expect(await whoami(mess, { MESS_TOKEN_FILE: document })).toMatchObject({ code: 9 });
});

test('a token that could not be told is not left behind', async () => {
  const mess = await createMess();
  for (const name of ['cron', 'cron']) {
    expect(await mess(...CREATE, name, '--output', '/dev/full')).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'error: The answer could not be written to /dev/full: the disk is full.\n' +
        'hint: nothing is left of the service token; make it again\n',
    });
    expect(mess.rows('select * from service_tokens')).toEqual([]);
  }
});

test('a use that cannot be noted, for another writer is busy, fails nothing', async () => {
  const mess = await createMess();
  const token = await createToken(mess);
  const writer = openFile(mess.databasePath);
  onTestFinished(() => {
    writer.close();
  });
  writer.exec('begin immediate');
  expect(await whoami(mess, { MESS_TOKEN: token })).toBe('token cron');
  expect(mess.rows('select last_used_at from service_tokens')).toEqual([{ last_used_at: null }]);
});

test('a session is begun and ended beside a token, with a word about it', async () => {
  const mess = await createMess();
  const token = await createToken(mess);
  await mess.do('student add S1 --name A --branch B --phone 9876543210');
  const env = { MESS_HOME: mess.home, MESS_TOKEN: token };
  const run = (stdin: string, ...args: string[]) => mess.with({ env, stdin })(...args);
  const stderr =
    'warning: Commands act as the service token of MESS_TOKEN as long as that is set.\n';
  expect(await run('', 'admin', 'logout')).toEqual({
    code: 0,
    stdout: 'Signed out warden.\n',
    stderr,
  });
  expect(mess.rows('select * from sessions')).toEqual([]);
  expect(await run('', 'admin', 'logout')).toEqual({
    code: 0,
    stdout: 'Nobody was signed in.\n',
    stderr,
  });
  expect(await whoami(mess, { MESS_TOKEN: token })).toBe('token cron');
  const login = ['login', 'warden', '--password-stdin'];
  expect(await run(PASSWORD, 'admin', ...login)).toEqual({
    code: 0,
    stdout: expect.stringContaining('Signed in as warden (owner)'),
    stderr,
  });
  expect((await run(PASSWORD, 'admin', ...login, '--json')).stderr).toBe('');
  expect(await whoami(mess, {})).toBe('admin warden');
  expect(await run('9876543210', 'student', 'login', 'S1', '--phone-stdin')).toMatchObject({
    code: 0,
    stderr,
  });
  expect(await whoami(mess, { MESS_TOKEN: token })).toBe('token cron');
  expect(await whoami(mess, {})).toBe('student S1');
  // A student has nothing to do with tokens.
  expect((await mess('admin', 'token', 'list')).code).toBe(5);
  await mess.do('student logout');
  expect((await mess('admin', 'token', 'list')).code).toBe(4);
});

/** The lines of a crontab that `mess help cron` prints, taken apart as cron does. */
function readCrontab(topic: string) {
  const lines = topic.split('\n').map((line) => line.trim());
  const at = lines.findIndex((line) => line.startsWith('15 6 * * * '));
  const environment: string[] = [];
  for (let i = at - 1; /^[A-Z_]+=/.test(lines[i] ?? ''); i--) environment.unshift(lines[i] ?? '');
  const create = lines.find((line) => line.startsWith('mess admin token create')) ?? '';
  const makeFolder = lines.find((line) => line.startsWith('mkdir ')) ?? '';
  const commandOf = (line: string | undefined) => {
    const [, command = ''] = /^\d+ \d+ \* \* \* (.*)$/.exec(line ?? '') ?? [];
    // A % that is not escaped would end the command.
    expect(command).not.toMatch(/(^|[^\\])%/);
    return command.replaceAll('\\%', '%');
  };
  const [command, backup] = [commandOf(lines[at]), commandOf(lines[at + 1])];
  const perHead = commandOf(lines.find((line) => line.includes('--per-head')));
  return { environment, create, makeFolder, command, backup, perHead };
}

test('mess help cron prints what cron can run, whatever the paths hold', async () => {
  const mess = await createMessNow();
  const folder = join(mess.home, "a 100% 'odd' path");
  await mkdir(folder);
  const program = join(folder, 'mess');
  await symlink(resolve('bin/mess.js'), program);
  const quoted = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;
  const topic = await runShell(mess.home, `'${process.execPath}' ${quoted(program)} help cron`);
  expect(topic).toMatchObject({ code: 0, stderr: '' });
  const { environment, create, makeFolder, command, backup, perHead } = readCrontab(topic.stdout);
  expect(environment).toEqual([
    `MESS_HOME=${mess.home}`,
    `MESS_TOKEN_FILE=${join(mess.home, 'cron.token')}`,
  ]);
  expect(command.endsWith(` ${CRON_LINE}`)).toBe(true);
  expect(perHead).toBe(command.replace('--from-purchases', '--per-head 3600'));

  // Done as it says, and run as cron runs it: with its own environment and /bin/sh.
  expect((await mess(...create.split(' ').slice(1))).code).toBe(0);
  const month = previousMonth(mess.now);
  await mess.do(
    'student add S001 --name "Asha Rao" --branch CSE --phone 9876543210',
    `attendance record S001 --month ${month} --days 20`,
    `purchase add --date ${month}-03 --amount 9000 --head Groceries`,
  );
  const bare = ['PATH=/usr/bin:/bin', 'SHELL=/bin/sh', 'HOME=/nowhere', ...environment];
  const asCron = (line: string) =>
    runShell(mess.home, `cd /; env -i ${bare.map(quoted).join(' ')} /bin/sh -c ${quoted(line)}`);
  expect(await asCron(command)).toMatchObject({ code: 0, stdout: '', stderr: '' });
  const registered = await mess.json('bill', 'history', '--month', month);
  expect(registered).toMatchObject([{ month, billed: '9000.00', madeBy: 'cron' }]);
  expect(await runShell(mess.home, makeFolder)).toMatchObject({ code: 0 });
  expect(await asCron(backup)).toMatchObject({ code: 0, stdout: '', stderr: '' });
  const [name] = await readdir(join(mess.home, 'backups'));
  expect(name).toMatch(/^ganga-mess-[0-9a-f]{8}-\d{4}-\d\d-\d\dT\d{6}Z\.backup\.gz$/);
});

test('mess help cron names the mess as it is named here, without a secret', async () => {
  const home = await createHome();
  const mess = attachMess(home);
  const lines = async (env: Record<string, string>, ...args: string[]) => {
    const { code, stdout } = await mess.with({ env: { HOME: home, ...env } })(
      'help',
      'cron',
      ...args,
    );
    expect(code).toBe(0);
    expect(stdout).not.toContain('sesame');
    return readCrontab(stdout).environment;
  };
  const state = join(home, '.local/state/mess');
  const usual = `MESS_TOKEN_FILE=${join(state, 'cron.token')}`;
  expect(await lines({})).toEqual([usual]);
  expect(await lines({ XDG_DATA_HOME: '/data', XDG_CONFIG_HOME: 'not absolute' })).toEqual([
    'XDG_DATA_HOME=/data',
    usual,
  ]);
  expect(await lines({ MESS_HOME: home, MESS_TOKEN_FILE: '/run/t', MESS_TOKEN: 'sesame' })).toEqual(
    [`MESS_HOME=${home}`, 'MESS_TOKEN_FILE=/run/t'],
  );
  const url = 'mysql://app:sesame@db.example.org:3307/mess?ca=/etc/ca.pem';
  const address = 'MESS_DATABASE_URL=mysql://app@db.example.org:3307/mess?ca=/etc/ca.pem';
  expect(await lines({ MESS_DATABASE_URL: url })).toEqual([
    address,
    `MESS_DATABASE_PASSWORD_FILE=${join(state, 'database.password')}`,
    usual,
  ]);
  expect(await lines({ MESS_DATABASE_URL: url, MESS_DATABASE_PASSWORD_FILE: '/run/p' })).toEqual([
    address,
    'MESS_DATABASE_PASSWORD_FILE=/run/p',
    usual,
  ]);
  expect(await lines({ MESS_HOME: home }, '--db', '/srv/other.db')).toEqual([
    'MESS_DATABASE_URL=/srv/other.db',
    `MESS_TOKEN_FILE=${join(home, 'cron.token')}`,
  ]);
  // What a terminal would obey is shown.
  const { stdout } = await mess.with({ env: { MESS_HOME: '/srv/\u001b[31m' } })('help', 'cron');
  expect(stdout).toContain('MESS_HOME=/srv/\\x1b[31m\n');
});
