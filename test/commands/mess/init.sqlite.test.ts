import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { attachMess, createHome, createMess } from '../../support/mess.ts';
import { runMess } from '../../support/process.ts';
import { PASSWORD } from '../../support/template.ts';

test('init makes a mess that only its user can read, and leaves nothing else behind', async () => {
  const home = await createHome();
  const mess = attachMess(home);
  const init = mess.with({ stdin: `${PASSWORD}\n` });
  const { code, stdout, stderr } = await init(
    'init',
    '--name',
    'Ganga Mess',
    '--currency',
    'npr',
    '--timezone',
    'Asia/Kathmandu',
    '--admin',
    'warden',
    '--password-stdin',
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe(
    `Ganga Mess is set up (NPR, Asia/Kathmandu) in ${mess.databasePath}.\n` +
      'Sign in with: mess admin login warden\n',
  );
  expect(await readdir(home)).toEqual(['mess.db']);
  expect((await stat(mess.databasePath)).mode & 0o777).toBe(0o600);
  const header = await readFile(mess.databasePath);
  expect(header.toString('latin1', 68, 72)).toBe('mess');
  // Bytes 18 and 19 say that the journal is a write-ahead log.
  expect([header[18], header[19]]).toEqual([2, 2]);
  expect(mess.rows('select id, role, disabled_at from admins')).toEqual([
    { id: 'warden', role: 'owner', disabled_at: null },
  ]);
  expect(mess.rows('select actor_kind, command, subject, before from audit_entries')).toEqual([
    { actor_kind: 'database', command: 'init', subject: 'Ganga Mess', before: null },
  ]);
});

test('a mess that --db places is one to sign in to there, a restored one too', async () => {
  const mess = attachMess(await createHome());
  const [place, copy] = [join(mess.home, 'a mess.db'), join(mess.home, 'copy.db')];
  const init = ['init', '--admin', 'warden', '--timezone', 'UTC', '--password-stdin'];
  const withPassword = mess.with({ stdin: `${PASSWORD}\n` });
  expect((await withPassword('--db', place, ...init)).stdout).toContain(
    `Sign in with: mess admin login warden --db '${place}'\n`,
  );
  await withPassword('admin', 'login', 'warden', '--db', place, '--password-stdin');
  const backup = join(mess.home, 'a.backup');
  expect((await mess('db', 'backup', backup, '--db', place)).code).toBe(0);
  expect((await mess('db', 'restore', backup, '--db', copy)).stderr).toBe(
    `Sessions are not in a backup. Sign in with: mess admin login ID --db ${copy}\n`,
  );
});

test('a password is hashed by bcrypt at cost 12', async () => {
  const mess = attachMess(await createHome());
  // In a process, which has nothing quicker.
  const init = ['init', '--admin', 'warden', '--timezone', 'UTC', '--password-stdin'];
  expect(await runMess(mess.home, init, { stdin: PASSWORD })).toMatchObject({ code: 0 });
  expect(mess.rows('select password_hash as hash from admins')).toEqual([
    { hash: expect.stringMatching(/^\$2b\$12\$.{53}$/) },
  ]);
});

test('a second init is a conflict and changes nothing', async () => {
  const mess = await createMess();
  const before = await readFile(mess.databasePath);
  const { code, stderr } = await mess.with({ stdin: PASSWORD })(
    'init',
    '--admin',
    'thief',
    '--password-stdin',
  );
  expect(code).toBe(8);
  expect(stderr).toContain(`There is a mess at ${mess.databasePath} already.`);
  expect(await readFile(mess.databasePath)).toEqual(before);
});

test('before init every command says so; nothing is created', async () => {
  const home = await createHome();
  const mess = attachMess(home);
  const commands = [
    'status',
    'whoami',
    'student list',
    'bill list',
    'expenses show S1',
    'admin list',
  ];
  for (const line of commands) {
    const { code, stdout, stderr } = await mess(...line.split(' '));
    expect([line, code, stdout]).toEqual([line, 9, '']);
    expect(stderr).toBe(
      `error: There is no mess at ${mess.databasePath}.\nhint: mess init, or where one was lost: mess db restore FILE\n`,
    );
  }
  expect(await readdir(home)).toEqual([]);
});

test('a person is asked for what is missing', async () => {
  const mess = attachMess(await createHome());
  const answers = [
    '',
    'war den',
    'warden',
    'India',
    'asia/kathmandu',
    'rupees',
    '',
    'short',
    PASSWORD,
    'another one here',
    PASSWORD,
    PASSWORD,
  ];
  const { code, stderr } = await mess.with({ answers })('init');
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: [
      '? What is the mess called?',
      '? Your id as admin (like warden)',
      '> not an id; use 1 to 32 letters, digits and . _ / - and begin with a letter or digit',
      '? Your id as admin (like warden)',
      '? Time zone',
      '> not a time zone; write it like Asia/Kolkata',
      '? Time zone',
      '? Currency',
      '> not a currency code; write it like INR, EUR or NPR',
      '? Currency',
      '? New password of warden (at least 12 characters)',
      '> use at least 12 characters',
      '? New password of warden (at least 12 characters)',
      '? The same again',
      'The two are not the same. Once more:',
      '? New password of warden (at least 12 characters)',
      '? The same again',
      '',
    ].join('\n'),
  });
  // What is usual in Nepal.
  expect(mess.rows('select value from settings order by value')).toEqual([
    { value: 'Asia/Kathmandu' },
    { value: 'Mess' },
    { value: 'NPR' },
  ]);
});

test.each([
  [['init'], '--admin is missing.'],
  [['init', '--admin', 'w'], 'The password is missing.'],
  [['init', '--admin', '-w'], '--admin: not an id; '],
  [['init', '--admin', 'w', '--currency', 'rupee'], '--currency: not a currency code; '],
  [['init', '--admin', 'w', '--timezone', 'India'], '--timezone: not a time zone; '],
  [['init', '--admin', 'w', '--password-stdin'], 'password: use at least 12 characters'],
  [['init', '--admin', 'w', '--password', 'x'], "Unknown option '--password'"],
])('%j is exit 2', async (args, sentence) => {
  const home = await createHome();
  const { code, stderr } = await attachMess(home).with({ stdin: 'short\n' })(...args);
  expect(code).toBe(2);
  expect(stderr).toContain(`error: ${sentence}`);
  expect(await readdir(home)).toEqual([]);
});

test('a password longer than bcrypt reads, or with a NUL, is refused', async () => {
  const mess = attachMess(await createHome());
  for (const stdin of ['x'.repeat(73), 'twelve chars\u0000 and more']) {
    const result = await mess.with({ stdin })('init', '--admin', 'w', '--password-stdin');
    expect(result.code).toBe(2);
    expect(result.stderr).toContain('use at most 72 bytes, without control characters');
  }
});

test('the database is found by --db, the environment, the config file, in this order', async () => {
  const mess = await createMess();
  const empty = await createHome();
  const at = (env: Record<string, string>) => mess.with({ env: { MESS_HOME: empty, ...env } });
  const missing = (path: string) => `There is no mess at ${path}.`;
  expect((await at({})('bill', 'list')).stderr).toContain(missing(join(empty, 'mess.db')));
  await writeFile(join(empty, 'config.json'), JSON.stringify({ database: '/nowhere/config.db' }));
  expect((await at({})('bill', 'list')).stderr).toContain(missing('/nowhere/config.db'));
  const url = { MESS_DATABASE_URL: 'sqlite:/nowhere/url.db' };
  expect((await at(url)('bill', 'list')).stderr).toContain(missing('/nowhere/url.db'));
  const given = await at(url)('bill', 'list', '--db', mess.databasePath);
  expect(given.code).toBe(4);
});

test('a relative path in the config file is meant from there', async () => {
  const mess = await createMess();
  await mess.file('config.json', '{"database": "other/mess.db"}');
  const { stderr } = await mess('bill', 'list');
  expect(stderr).toContain(`There is no mess at ${join(mess.home, 'other', 'mess.db')}.`);
});

test('a bad config file is exit 9 and names the fault', async () => {
  const mess = await createMess();
  const path = join(mess.home, 'config.json');
  const faults = [
    ['{', 'is not JSON'],
    ['[]', 'is not a JSON object'],
    ['{"databse": "x"}', 'has the unknown key "databse"'],
    ['{"database": 1}', 'has a database that is not text'],
    [' '.repeat(70_000), 'is not a small plain file'],
  ] as const;
  for (const [content, fault] of faults) {
    await writeFile(path, content);
    const { code, stderr } = await mess('bill', 'list');
    expect(code).toBe(9);
    expect(stderr).toContain(`The config file ${path} ${fault}.`);
  }
});

test('a database mess cannot use is said, and no file is made of it', async () => {
  const mess = await createMess();
  const url = 'postgres://root@localhost/mess';
  const { code, stderr } = await mess('bill', 'list', '--db', url);
  expect([code, stderr]).toEqual([
    2,
    'error: --db: not a database mess can use: postgres:; write PATH, sqlite:PATH or mysql://USER@HOST:PORT/NAME.\n',
  ]);
  const env = { MESS_HOME: mess.home, MESS_DATABASE_URL: url };
  expect((await mess.with({ env })('bill', 'list')).code).toBe(9);
});

test('what is not a mess is not touched', async () => {
  const mess = await createMess();
  for (const content of ['', 'garbage', 'SQLite format 3\u0000'.padEnd(100, '\u0000')]) {
    const path = await mess.file('other.db', content);
    const { code, stderr } = await mess('bill', 'list', '--db', path);
    expect(code).toBe(9);
    expect(stderr).toContain(`${path} is not the database of a mess.`);
    expect(await readFile(path, 'utf8')).toBe(content);
  }
  expect((await mess('bill', 'list', '--db', mess.home)).code).toBe(9);
});

test('a password file is used only when nobody else can read it', async () => {
  const mess = attachMess(await createHome());
  const path = await mess.file('password', `${PASSWORD}\n`);
  await chmod(path, 0o644);
  const args = ['init', '--admin', 'w', '--password-file', path];
  const refused = await mess(...args);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain(`hint: chmod 600 ${path}`);
  await chmod(path, 0o600);
  expect((await mess(...args)).code).toBe(0);
  expect((await mess('admin', 'login', 'w', '--password-file', '/nowhere')).code).toBe(3);
});
