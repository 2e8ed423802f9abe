import { chmod, mkdir, readdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createHome, createMess } from '../support/mess.ts';
import { run } from '../support/run.ts';
import { OWNER, PASSWORD } from '../support/template.ts';

// What Windows lacks is handed in as lacking: owners, modes, the places of the XDG specification.
const WINDOWS = { platform: 'win32' } as const;

test('files without owner and mode are trusted: session, password, token, config', async () => {
  const mess = await createMess();
  const windows = mess.with(WINDOWS);
  await chmod(mess.sessionPath, 0o666);
  expect(await mess('whoami')).toMatchObject({ code: 4 });
  expect(await windows('whoami', '--format', 'csv')).toMatchObject({ code: 0, stderr: '' });

  const passwordFile = await mess.file('password', `${PASSWORD}\n`, 0o666);
  const signIn = ['admin', 'login', OWNER, '--password-file', passwordFile];
  expect(await windows(...signIn)).toMatchObject({ code: 0 });

  const token = join(mess.home, 'cron.token');
  expect(await windows('admin', 'token', 'create', 'cron', '--output', token)).toMatchObject({
    code: 0,
  });
  await chmod(token, 0o666);
  const env = { MESS_HOME: mess.home, MESS_TOKEN_FILE: token };
  expect(await mess.with({ ...WINDOWS, env })('whoami')).toMatchObject({ code: 0 });
  expect(await mess.with({ env })('whoami')).toMatchObject({ code: 9 });
});

test('a session file that is a link is refused there too', async () => {
  const mess = await createMess();
  await rename(mess.sessionPath, `${mess.sessionPath}.target`);
  await symlink(`${mess.sessionPath}.target`, mess.sessionPath);
  const result = await mess.with(WINDOWS)('whoami');
  expect(result).toMatchObject({ code: 4, stderr: expect.stringContaining('is a link') });
});

test('a config file with a password needs no mode', async () => {
  const home = await createHome();
  const database = 'mysql://mess:secret@127.0.0.1:1/mess';
  await writeFile(join(home, 'config.json'), JSON.stringify({ database }), { mode: 0o644 });
  const status = (options: object) =>
    run(['db', 'status'], { env: { MESS_HOME: home }, now: () => new Date(0), ...options });
  expect((await status({})).stderr).toContain('can be read by others');
  expect((await status(WINDOWS)).stderr).toContain('127.0.0.1:1');
});

test.each([
  ['the folders Windows names', { LOCALAPPDATA: 'local', APPDATA: 'roaming' }, 'local', 'roaming'],
  ['the usual ones in the home', {}, 'AppData/Local', 'AppData/Roaming'],
])('the mess is kept in %s', async (_, variables, local, roaming) => {
  const home = await createHome();
  const named = Object.entries(variables).map(([name, folder]) => [name, join(home, folder)]);
  const env = { HOME: home, XDG_DATA_HOME: join(home, 'xdg'), ...Object.fromEntries(named) };
  const start = { env, now: () => new Date('2025-06-01T06:00:00Z'), ...WINDOWS };
  const init = ['init', '--admin', OWNER, '--password-stdin'];
  const made = await run(init, { ...start, stdin: PASSWORD });
  expect(made.stdout).toContain(join(home, local, 'mess', 'mess.db'));
  expect(
    await run(['admin', 'login', OWNER, '--password-stdin'], { ...start, stdin: PASSWORD }),
  ).toMatchObject({ code: 0 });
  const kept = await readdir(join(home, local, 'mess'));
  expect(kept).toEqual(expect.arrayContaining(['mess.db', 'session.json']));
  await mkdir(join(home, roaming, 'mess'), { recursive: true });
  await writeFile(join(home, roaming, 'mess', 'config.json'), '{"nonsense": 1}');
  expect((await run(['whoami'], start)).stderr).toContain('unknown key "nonsense"');
});
