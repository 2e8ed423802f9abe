import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backUp } from '../../support/books/backup.ts';
import { createMess, type TestMess } from '../../support/mess.ts';
import { addMay, createBilledMay, MAY_CSV, signInAs } from '../../support/records/month.ts';
import { HOUR_MS, MINUTE_MS, passMs, trySignIn } from '../../support/records/sign-in.ts';
import { PASSWORD, START } from '../../support/template.ts';

const DAY_MS = 24 * HOUR_MS;

const UNKNOWN =
  'error: This mess does not know the service token: it was revoked, or is of another one.\n' +
  'hint: an owner makes another one: mess admin token create NAME --output FILE\n';

async function createToken(mess: TestMess, name = 'cron', ...options: string[]): Promise<string> {
  const create = ['admin', 'token', 'create', name, ...options];
  return (await mess.json<{ token: string }>(...create)).token;
}

/** Runs commands as a program that holds the token. */
function holding(mess: TestMess, token: string) {
  const env = { MESS_HOME: mess.home, MESS_TOKEN: token };
  return {
    env,
    run: (line: string, stdin = '') => mess.with({ env, stdin })(...line.split(' ')),
  };
}

test('create, list, revoke', async () => {
  const mess = await createMess();
  expect(await mess('admin', 'token', 'list')).toEqual({
    code: 0,
    stdout: 'No service tokens.\n',
    stderr: '',
  });
  const created = await mess('admin', 'token', 'create', 'cron');
  expect(created).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^mess_[\w-]{43}\n$/),
    stderr:
      'This is the service token cron, until 2026-07-06; it is not shown again. Keep it in a file that only you can read, and use it with MESS_TOKEN_FILE=FILE\n',
  });
  const quiet = await mess('admin', 'token', 'create', 'Door/2', '--expires', '1d', '--quiet');
  expect(quiet).toMatchObject({ code: 0, stdout: expect.stringMatching(/^mess_/), stderr: '' });
  expect(quiet.stdout).not.toBe(created.stdout);
  const third = await mess('admin', 'token', 'create', 'a', '--expires', '30 days', '--json');
  expect(third.stderr).toBe('');
  expect(JSON.parse(third.stdout)).toEqual({
    name: 'a',
    token: expect.stringMatching(/^mess_/),
    may: ['bills', 'import', 'read'],
    createdAt: '2025-06-01T06:30:00.000Z',
    expiresAt: '2025-07-01T06:30:00.000Z',
  });

  const taken = await mess('admin', 'token', 'create', 'CRON');
  expect(taken).toEqual({
    code: 8,
    stdout: '',
    stderr:
      'error: There is a service token cron already.\n' +
      'hint: take another name, or first mess admin token revoke cron\n',
  });
  for (const days of ['0d', '401d', '400', '-1d', '1.5d', '1y', '']) {
    const { code, stderr } = await mess('admin', 'token', 'create', 'x', '--expires', days);
    expect([days, code]).toEqual([days, 2]);
    expect(stderr).toContain('--expires: not a time of 1d to 400d (days)');
  }
  expect((await mess('admin', 'token', 'create', 'a name')).code).toBe(2);
  expect((await mess('admin', 'token', 'create')).code).toBe(2);

  passMs(mess, DAY_MS);
  expect((await trySignIn(mess)).code).toBe(0);
  expect((await mess('admin', 'token', 'list')).stdout).toBe(
    [
      'Name    May                  Created     Last used  Expires     Status',
      '──────  ───────────────────  ──────────  ─────────  ──────────  ───────',
      'Door/2  bills, import, read  2025-06-01  never      2025-06-02  expired',
      'a       bills, import, read  2025-06-01  never      2025-07-01  valid',
      'cron    bills, import, read  2025-06-01  never      2026-07-06  valid',
      '',
    ].join('\n'),
  );
  const door = {
    name: 'Door/2',
    may: ['bills', 'import', 'read'],
    createdAt: '2025-06-01T06:30:00.000Z',
    lastUsedAt: null,
    expiresAt: '2025-06-02T06:30:00.000Z',
    status: 'expired',
  };
  const listed = await mess.json<unknown[]>('admin', 'token', 'list');
  expect([listed.length, listed[0]]).toEqual([3, door]);
  expect((await mess('admin', 'token', 'list', '--format', 'csv')).stdout).toBe(
    'name,may,created_at,last_used_at,expires_at,status\n' +
      'Door/2,bills import read,2025-06-01T06:30:00.000Z,,2025-06-02T06:30:00.000Z,expired\n' +
      'a,bills import read,2025-06-01T06:30:00.000Z,,2025-07-01T06:30:00.000Z,valid\n' +
      'cron,bills import read,2025-06-01T06:30:00.000Z,,2026-07-06T06:30:00.000Z,valid\n',
  );

  // Without a question, so that it is quick where it has to be.
  expect((await mess('admin', 'token', 'revoke', 'Cron')).stdout).toBe(
    'Revoked the service token cron.\n',
  );
  expect(await mess.json('admin', 'token', 'revoke', 'door/2')).toEqual(door);
  expect(await mess('admin', 'token', 'revoke', 'cron')).toEqual({
    code: 3,
    stdout: '',
    stderr: 'error: There is no service token cron.\nhint: mess admin token list\n',
  });
  expect(await holding(mess, created.stdout.trim()).run('whoami')).toEqual({
    code: 4,
    stdout: '',
    stderr: UNKNOWN,
  });
  // The name is free again.
  await createToken(mess, 'cron');
});

test('of a token whose file another one takes it is said that it is still good', async () => {
  const mess = await createMess();
  const path = join(mess.home, 'a.token');
  const create = (name: string) =>
    mess('admin', 'token', 'create', name, '--output', path, '--yes');
  const use = (name: string) =>
    `Written to ${path}.\nIt is the service token ${name}, until 2026-07-06. Use it with MESS_TOKEN_FILE=${path}\n`;
  expect((await create('cron')).stderr).toBe(use('cron'));
  expect((await create('cron2')).stderr).toBe(
    `${use('cron2')}The service token cron, which was in that file, is still good. To shut it out: mess admin token revoke cron\n`,
  );
  await mess.do('admin token revoke cron2');
  expect((await create('cron3')).stderr).toBe(use('cron3'));
});

test('the secret is stored nowhere, nor copied; each change is recorded', async () => {
  const mess = await createMess();
  const token = await createToken(mess);
  const hash = createHash('sha256').update(token).digest('hex');
  expect(mess.rows('select name_key, name, token_hash from service_tokens')).toEqual([
    { name_key: 'cron', name: 'cron', token_hash: hash },
  ]);
  const backup = await backUp(mess);
  expect(backup).not.toMatch(new RegExp(`${hash}|${token}|service_tokens"`));
  await mess.do('admin token revoke cron');
  const may = ['bills', 'import', 'read'];
  const after = { name: 'cron', may, expiresAt: '2026-07-06T06:30:00.000Z' };
  const entries = mess.rows(
    `select command, actor_id, subject, "before", "after" from audit_entries where command like 'admin token%' order by sequence`,
  );
  expect(entries).toEqual([
    {
      command: 'admin token create',
      actor_id: 'warden',
      subject: 'cron',
      before: null,
      after: JSON.stringify({
        ...after,
        digests: { secret: createHash('sha256').update(hash).digest('hex') },
      }),
    },
    {
      command: 'admin token revoke',
      actor_id: 'warden',
      subject: 'cron',
      before: JSON.stringify(after),
      after: null,
    },
  ]);

  // What a copy does not know does not open it.
  const again = holding(mess, await createToken(mess));
  const copy = join(mess.home, 'copy.db');
  await mess.do(`db copy --to ${copy}`);
  expect(await again.run(`whoami --db ${copy}`)).toEqual({ code: 4, stdout: '', stderr: UNKNOWN });
  expect((await again.run('whoami')).code).toBe(0);
});

test('a token registers bills, imports attendance and reads, and nothing else', async () => {
  const mess = await createBilledMay();
  const cron = holding(mess, await createToken(mess));
  const path = await mess.file('password', PASSWORD, 0o600);
  const READS = [
    'student list',
    'student show S001',
    'attendance show --month 2025-05',
    'bill list',
    'bill show --month 2025-05',
    'expenses show S001',
    'admin list',
    'admin token list',
    'bill history --month 2025-05',
    'bill explain S001 --month 2025-05',
    'month list',
    'attendance imports',
    'attendance template --month 2025-05',
    'status',
    'whoami',
    'db verify',
    'db status',
  ];
  const GRANTED = [
    'attendance import -',
    'bill register --month 2025-05 --total 1 --if-missing',
    'bill register --month 2025-05 --total 1 --if-missing --dry-run',
  ];
  const DENIED = [
    'student add N1 --name N --branch B --phone 9876543210',
    'student import -',
    'student edit S001 --branch ECE',
    'student remove S002 --on 2025-05-31',
    'student restore S002',
    'attendance record S001 --month 2025-05 --days 29',
    'attendance undo 1',
    'bill void --month 2025-05 --reason x --yes',
    'bill revise --month 2025-05 --total 1 --reason x --yes',
    'month close --month 2025-05',
    'month reopen --month 2025-05 --reason x',
    'admin add x --role viewer',
    'admin edit warden --role viewer',
    'admin disable warden',
    'admin enable warden',
    'admin passwd',
    `admin passwd warden --password-file ${path}`,
    'admin token create x',
    'admin token revoke cron',
    `db backup ${join(mess.home, 'a.backup')}`,
    `db copy --to ${join(mess.home, 'a.db')}`,
    'db import-original mysql://root@localhost/x',
  ];
  const codes = async (lines: readonly string[]) => {
    const found: [string, number][] = [];
    for (const line of lines) found.push([line, (await cron.run(line, MAY_CSV)).code]);
    return found;
  };
  const all = (lines: readonly string[], code: number) => lines.map((line) => [line, code]);
  expect(await codes([...READS, ...GRANTED])).toEqual(all([...READS, ...GRANTED], 0));
  const before = mess.rows('select * from audit_entries');
  expect(await codes(DENIED)).toEqual(all(DENIED, 5));
  expect(mess.rows('select * from audit_entries')).toEqual(before);
  expect(await cron.run('attendance record S001 --month 2025-05 --days 29')).toEqual({
    code: 5,
    stdout: '',
    stderr:
      'error: The service token cron may not record attendance.\n' +
      'hint: without MESS_TOKEN_FILE and MESS_TOKEN, sign in as clerk, manager or owner: mess admin login\n',
  });

  expect(await cron.run(`db backup ${join(mess.home, 'a.backup')}`)).toEqual({
    code: 5,
    stdout: '',
    stderr:
      'error: The service token cron may not make backups.\n' +
      'hint: run it without MESS_TOKEN_FILE and MESS_TOKEN; or an owner makes a token that may: mess admin token create NAME --may backup\n',
  });

  await signInAs(mess, 'manager');
  expect((await mess('admin', 'token', 'list')).code).toBe(0);
  expect((await mess('admin', 'token', 'create', 'x')).code).toBe(5);
  expect((await mess('admin', 'token', 'revoke', 'cron')).code).toBe(5);
});

test('a token may what its words say, and no more', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do('settings --accounts-from 2025-05');
  const LINES = {
    bills: 'bill register --month 2025-05 --total 60000 --dry-run',
    import: 'attendance import - --dry-run',
    read: 'status',
    backup: `db backup ${join(mess.home, 'a.backup')} --yes`,
    payments: 'payment record S001 --amount 1 --method cash',
  };
  for (const [may, granted] of [
    ['bills', ['bills']],
    ['import', ['import']],
    ['read', ['read']],
    ['backup', ['backup']],
    ['payments', ['payments']],
    [' Backup, bills,backup', ['bills', 'backup']],
  ] as const) {
    const made = ['admin', 'token', 'create', may.trim().replace(/\W+/g, '-'), '--may', may];
    const { token, may: words } = await mess.json<{ token: string; may: string[] }>(...made);
    expect(words).toEqual(granted);
    const holder = holding(mess, token);
    expect((await holder.run('whoami')).code).toBe(0);
    for (const [right, line] of Object.entries(LINES)) {
      const { code } = await holder.run(line, MAY_CSV);
      expect([may, right, code]).toEqual([
        may,
        right,
        granted.some((each) => each === right) ? 0 : 5,
      ]);
    }
  }
  for (const may of ['', 'all', 'bills,', 'bills read', 'owner']) {
    const { code, stderr } = await mess('admin', 'token', 'create', 'x', '--may', may);
    expect([may, code]).toEqual([may, 2]);
    expect(stderr).toContain('--may: not words of bills, import, read, backup, payments');
  }
});

test('what a token does is recorded as done by it', async () => {
  const mess = await createMess();
  await addMay(mess);
  const cron = holding(mess, await createToken(mess));
  const june = MAY_CSV.replaceAll('2025-05', '2025-04');
  expect((await cron.run('attendance import -', june)).code).toBe(0);
  expect((await cron.run('bill register --month 2025-05 --total 60000 --quiet')).code).toBe(0);
  const by = "select command, actor_id from audit_entries where actor_kind = 'token'";
  expect(mess.rows(by)).toEqual([
    { command: 'attendance import', actor_id: 'cron' },
    { command: 'bill register', actor_id: 'cron' },
  ]);
  expect((await mess('attendance', 'imports')).stdout).toMatch(/^ 2 {2}2025-06-01 12:00 {2}cron /m);
  expect(JSON.parse((await cron.run('whoami --json')).stdout)).toEqual({
    kind: 'token',
    id: 'cron',
    role: null,
    expiresAt: '2026-07-06T06:30:00.000Z',
  });
  expect((await cron.run('status')).stdout).toContain(
    'Signed in  cron (service token), until 2026-07-06 12:00 Asia/Kolkata\n',
  );
});

test('last use is noted at most once a minute; the end is warned of, and then it is over', async () => {
  const mess = await createMess();
  const cron = holding(mess, await createToken(mess, 'cron', '--expires', '30d'));
  const lastUse = () => mess.rows('select last_used_at from service_tokens')[0]?.last_used_at;
  const whoami = async (line = 'whoami --quiet') => {
    const { code, stderr } = await cron.run(line);
    return [code, stderr];
  };
  expect(lastUse()).toBe(null);
  expect(await whoami()).toEqual([0, '']);
  expect(lastUse()).toBe('2025-06-01T06:30:00.000Z');
  passMs(mess, MINUTE_MS - 1);
  expect(await whoami()).toEqual([0, '']);
  expect(lastUse()).toBe('2025-06-01T06:30:00.000Z');
  passMs(mess, 1);
  expect(await whoami()).toEqual([0, '']);
  expect(lastUse()).toBe('2025-06-01T06:31:00.000Z');

  const end = START.getTime() + 30 * DAY_MS;
  const at = (beforeEnd: number) => {
    mess.now = new Date(end - beforeEnd);
  };
  const warning = (when: string) =>
    `warning: The service token cron expires on 2025-07-01 (${when}). An owner makes the next one: mess admin token create NAME\n`;
  at(14 * DAY_MS + 1);
  expect(await whoami()).toEqual([0, '']);
  at(14 * DAY_MS);
  expect(await whoami()).toEqual([0, warning('in 14 days')]);
  expect(await whoami('bill list --output /dev/null')).toEqual([
    0,
    `${warning('in 14 days')}Written to /dev/null.\n`,
  ]);
  at(12 * HOUR_MS + 1);
  expect(await whoami()).toEqual([0, warning('tomorrow')]);
  // 18:30 UTC: in the mess's time zone the next day has begun.
  at(12 * HOUR_MS);
  expect(await whoami()).toEqual([0, warning('today')]);
  at(1);
  expect(await whoami()).toEqual([0, warning('today')]);
  expect(await whoami('whoami --json')).toEqual([0, '']);
  const refused = await cron.run('bill void --month 2025-05 --reason x --yes --json');
  expect(JSON.parse(refused.stderr)).toMatchObject({ error: { exitCode: 5 } });
  at(0);
  expect(await whoami()).toEqual([
    4,
    'error: The service token cron has expired.\n' +
      'hint: an owner makes another one: mess admin token create NAME --output FILE\n',
  ]);
});

test('a token that is revoked while a command waits writes nothing', async () => {
  const mess = await createMess();
  await addMay(mess);
  const { env } = holding(mess, await createToken(mess));
  const text = async () => {
    await mess.do('admin token revoke cron');
    return '2025-05';
  };
  expect(await mess.with({ env, prompter: { text } })('bill', 'register', '--total', '9')).toEqual({
    code: 4,
    stdout: '',
    stderr: UNKNOWN,
  });
  expect(mess.rows('select * from bills')).toEqual([]);
});
