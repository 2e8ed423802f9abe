import { chmod, mkdir, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { attachMess, createHome, createMess, type TestMess } from '../support/mess.ts';
import { signInAs } from '../support/records/month.ts';
import { createCron } from '../support/records/service-token.ts';
import { HOUR_MS, passMs } from '../support/records/sign-in.ts';

const DAY_MS = 24 * HOUR_MS;

interface Check {
  readonly check: string;
  readonly state: string;
  readonly message: string;
  readonly hint: string | null;
}

/** Runs it, and gives its checks by their words. */
async function examine(mess: TestMess, options: Parameters<TestMess['with']>[0] = {}) {
  const { code, stdout } = await mess.with(options)('doctor', '--json');
  const list: Check[] = JSON.parse(stdout);
  const of = (check: string) => list.filter((each) => each.check === check);
  return { code, list, of, states: list.map(({ check, state }) => `${check} ${state}`) };
}

const MACHINE = ['program ok', 'configuration ok', 'session ok'];
const FILE = ['database_file ok', 'disk ok'];

test('a mess in order', async () => {
  const mess = await createMess();
  const isFile = mess.database.kind === 'sqlite';
  await mess.do(`db backup ${join(mess.home, 'a.backup')}`);
  const { code, states, of } = await examine(mess);
  expect([code, states]).toEqual([
    0,
    [
      ...MACHINE,
      ...(isFile ? FILE : []),
      'database ok',
      'tables ok',
      'clock ok',
      'backup ok',
      'messages ok',
      'sign_in ok',
      'tokens ok',
    ],
  ]);
  const [database] = of('database');
  const engine = isFile
    ? /^SQLite \d.* \((better-sqlite3|@photostructure\/sqlite)\)\.$/
    : /^MariaDB \d/;
  const lead = `There is a mess in ${mess.label}, kept by `;
  expect(database?.message.startsWith(lead)).toBe(true);
  expect(database?.message.slice(lead.length)).toMatch(engine);
  expect(await mess('doctor', '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
  const { stdout } = await mess('doctor');
  expect(stdout).toContain('ok         The clock of this machine says 2025-06-01 12:00.\n');
  expect(stdout).toContain('ok         The last backup was made at 2025-06-01 12:00.\n');
  expect(stdout).toContain(
    'ok         warden is signed in.\nok         0 service tokens, none near its end.\n',
  );
});

test('where there is no mess, or no database of one', async () => {
  const mess = attachMess(await createHome());
  expect(await mess('doctor', '--quiet')).toEqual({
    code: 1,
    stdout: expect.stringContaining(
      `wrong      There is no mess at ${mess.databasePath}.\n           hint: mess init, or where one was lost: mess db restore FILE\n`,
    ),
    stderr: 'error: One thing is wrong.\n',
  });
  await mess.file('mess.db', 'something else', 0o600);
  const foreign = await examine(mess);
  expect([foreign.code, foreign.states]).toEqual([1, [...MACHINE, ...FILE, 'database wrong']]);

  await mess.file('config.json', 'no JSON');
  const broken = await examine(mess);
  expect(broken.of('configuration')).toMatchObject([
    { state: 'wrong', message: `The config file ${join(mess.home, 'config.json')} is not JSON.` },
  ]);
  expect(broken.states).toEqual(['program ok', 'configuration wrong', 'session ok']);

  const away = {
    env: { MESS_HOME: mess.home, MESS_DATABASE_URL: 'mysql://a:sesame@127.0.0.1:1/m' },
  };
  const server = await examine(mess, away);
  expect([server.code, server.of('database')]).toMatchObject([1, [{ state: 'wrong' }]]);
  expect(JSON.stringify(server.list)).not.toContain('sesame');
  // A bad value on the command line is that.
  expect((await mess('doctor', '--db', 'postgres://a@b/c')).code).toBe(2);
});

test('a backup that is still to come is doubted', async () => {
  const mess = await createMess();
  const later = '2025-06-02T06:30:00.000Z';
  mess.rows(`insert into last_backup (no, at) values (1, '${later}') returning at`);
  expect((await examine(mess)).of('backup')).toMatchObject([
    {
      state: 'attention',
      message:
        'The last backup is noted for 2025-06-02 12:00, which is still to come: the clock was wrong then, or is now. Check it, and make another backup.',
      hint: 'mess db backup --to FOLDER --keep 14; for every night see mess help cron',
    },
  ]);
  expect((await mess('status')).stdout).toContain(
    '2025-06-02 12:00 (still to come: check the clock)',
  );
});

test('the clock, the backup and the tokens, by their ages', async () => {
  const mess = await createMess();
  await createCron(mess, '--expires', '30d');
  await mess.do(`db backup ${join(mess.home, 'a.backup')}`);
  passMs(mess, -61_000);
  const early = await examine(mess);
  expect([early.code, early.of('clock')]).toMatchObject([
    1,
    [
      {
        state: 'wrong',
        message:
          'The clock of this machine says 2025-06-01 11:58, and the newest change was recorded at 2025-06-01 12:00: one of the two clocks is wrong.',
      },
    ],
  ]);
  passMs(mess, 1_000);
  expect((await examine(mess)).code).toBe(0);

  passMs(mess, 60_000 + 17 * DAY_MS);
  const signIn = ['admin', 'login', 'warden', '--password-file'];
  await mess(...signIn, await mess.file('password', 'correct horse battery', 0o600));
  const later = await examine(mess);
  expect(later.code).toBe(0);
  expect(later.of('backup')).toMatchObject([
    { state: 'attention', message: 'The last backup was made at 2025-06-01 12:00, 17 days ago.' },
  ]);
  expect(later.of('tokens')).toMatchObject([
    { state: 'attention', message: 'The service token cron expires on 2025-07-01.' },
  ]);
  mess.rows('delete from last_backup returning no');
  expect((await examine(mess)).of('backup')).toMatchObject([
    { state: 'attention', message: 'No backup was made of this database yet.' },
  ]);
});

test('who is signed in decides whether the tokens are looked at', async () => {
  const mess = await createMess();
  const cron = await createCron(mess, '--may', 'bills');
  const withToken = await examine(mess, { env: cron.env });
  expect(withToken.of('token')).toMatchObject([{ state: 'ok' }]);
  expect(withToken.of('sign_in')).toMatchObject([
    { message: 'Who is signed in may not see the service tokens.' },
  ]);
  const unknown = await examine(mess, { env: { ...cron.env, MESS_TOKEN: 'mess_unknown' } });
  expect([unknown.code, unknown.of('sign_in')]).toMatchObject([
    1,
    [{ state: 'wrong', hint: expect.stringContaining('mess admin token create') }],
  ]);
  const shown = await mess.file('shown', 'mess_x', 0o644);
  const open = await examine(mess, { env: { MESS_HOME: mess.home, MESS_TOKEN_FILE: shown } });
  expect(open.of('token')).toMatchObject([{ state: 'wrong', hint: `chmod 600 ${shown}` }]);
  expect(open.of('sign_in')).toEqual([]);

  await signInAs(mess, 'viewer');
  expect((await examine(mess)).of('tokens')).toMatchObject([{ state: 'ok' }]);
  await mess.do('admin logout');
  const nobody = await examine(mess);
  expect([nobody.code, nobody.of('tokens')]).toEqual([0, []]);
  expect(nobody.of('sign_in')).toMatchObject([
    { state: 'ok', message: 'Nobody is signed in, so the service tokens were not looked at.' },
  ]);
});

test('a session that others can read is wrong, where files have modes', async () => {
  const mess = await createMess();
  await chmod(mess.sessionPath, 0o644);
  const found = await examine(mess);
  expect([found.code, found.of('session')]).toMatchObject([1, [{ state: 'wrong' }]]);
  expect(found.of('sign_in')).toEqual([]);
  // It is not the one of another database.
  const other = await mess('doctor', '--db', join(mess.home, 'other.db'), '--json');
  expect(JSON.parse(other.stdout)).toContainEqual(
    expect.objectContaining({ check: 'session', state: 'ok' }),
  );
  expect((await examine(mess, { platform: 'win32' })).of('session')).toMatchObject([
    { state: 'ok' },
  ]);
});

test('files that others can reach, and what killed runs left', async () => {
  const mess = await createMess();
  if (mess.database.kind !== 'sqlite') return;
  const path = mess.databasePath;
  const access = async (mode: number, options = {}) => {
    await chmod(path, mode);
    const { code, of } = await examine(mess, options);
    return [code, of('database_file')];
  };
  const hint = `chmod 600 ${path}`;
  expect(await access(0o644)).toMatchObject([0, [{ state: 'attention', hint }]]);
  expect(await access(0o622)).toMatchObject([1, [{ state: 'wrong', hint }]]);
  expect(await access(0o666, { platform: 'win32' })).toMatchObject([0, [{ state: 'ok' }]]);
  expect(await access(0o600)).toMatchObject([0, [{ state: 'ok' }]]);

  const draft = await mess.file('mess.db.new-0123456789ab', '');
  expect((await examine(mess)).of('leftovers')).toEqual([]);
  const old = new Date(Date.now() - HOUR_MS);
  await utimes(draft, old, old);
  for (const name of ['mess.db.before-023', 'mess.db.new-of-mine', 'other.new-0123456789ab']) {
    await writeFile(join(mess.home, name), '');
    await utimes(join(mess.home, name), old, old);
  }
  expect((await examine(mess)).of('leftovers')).toMatchObject([
    { state: 'attention', hint: `rm ${draft}` },
  ]);
  const folder = join(mess.home, 'statements-may.new-0123456789ab-ba9876543210');
  await mkdir(folder);
  expect((await examine(mess)).of('leftovers')).toMatchObject([{ hint: `rm ${draft}` }]);
  await utimes(folder, old, old);
  expect((await examine(mess)).of('leftovers')).toMatchObject([
    {
      message: '2 files and folders were left by runs that were ended before they were done.',
      hint: `rm -r ${draft} ${folder}`,
    },
  ]);
});

test('nothing is changed, also where the tables are of an older mess', async () => {
  const mess = await createMess();
  mess.rows(`delete from knex_migrations where name = '023-last-backup' returning id`);
  const { code, of, states } = await examine(mess);
  const isFile = mess.database.kind === 'sqlite';
  expect([code, of('tables')]).toMatchObject([
    isFile ? 0 : 1,
    [{ state: isFile ? 'attention' : 'wrong', hint: 'mess db migrate' }],
  ]);
  expect(states.filter((state) => /^(backup|sign_in)/.test(state))).toEqual([]);
  expect((await mess('db', 'status')).stdout).toContain('pending: 023-last-backup');
  mess.rows(`insert into knex_migrations (name) values ('999-new') returning id`);
  expect((await examine(mess)).of('tables')).toMatchObject([
    { state: 'wrong', message: 'The tables were made by a newer mess than this one.' },
  ]);
  if (!isFile) return;
  await rename(mess.databasePath, `${mess.databasePath}.away`);
  expect((await examine(mess)).code).toBe(1);
});
