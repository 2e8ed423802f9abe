import { lchown, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { appendToLog, type EndedCommand } from '../../src/cli/files/command-log.ts';
import { createMess, type TestMess } from '../support/mess.ts';
import { addFourStudents, MAY_CSV } from '../support/records/month.ts';

interface Line {
  readonly time: string;
  readonly run: string;
  readonly durationMs: number;
  readonly command: string;
}

function withLog(mess: TestMess, log = join(mess.home, 'mess.log')) {
  return { log, env: { MESS_HOME: mess.home, MESS_LOG: log } };
}

async function readLog(log: string): Promise<Line[]> {
  const text = await readFile(log, 'utf8');
  expect(text.endsWith('\n')).toBe(true);
  return text
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line));
}

test('a line for each command says how it ended, and nothing that was typed', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  const { log, env } = withLog(mess);
  const may = await mess.file('may.csv', MAY_CSV);
  const bad = await mess.file('bad.csv', 'student_id,month,days_present\nX9,2025-05,3\n');
  for (const line of [
    `attendance import ${may} --quiet`,
    `attendance import ${bad}`,
    'student list --branch CSE --json',
    '--quiet attendance marks',
    'bill register --month 2025-05 --total 9000 --quiet',
    'bill register --month 2025-05 --total 9000',
    'bill register --month 13 --total 9000',
    'student show S777',
    'admin login warden --password hunter2 --yes',
    'hunter2 bill',
    '--version',
    '__complete bash bill',
  ]) {
    await mess.with({ env })(...line.split(' '));
  }
  const lines = await readLog(log);
  expect(
    lines.map(({ time, run, durationMs, ...rest }) => {
      expect(time).toBe(mess.now.toISOString());
      expect(run).toMatch(/^[0-9a-f-]{36}$/);
      expect(durationMs).toBeGreaterThanOrEqual(0);
      return rest;
    }),
  ).toEqual([
    { command: 'attendance import', rows: 4, exitCode: 0, reason: null },
    { command: 'attendance import', rows: null, exitCode: 6, reason: 'mistakes_in_file' },
    { command: 'student list', rows: 2, exitCode: 0, reason: null },
    { command: 'attendance marks list', rows: expect.any(Number), exitCode: 0, reason: null },
    { command: 'bill register', rows: 4, exitCode: 0, reason: null },
    { command: 'bill register', rows: null, exitCode: 8, reason: 'bill_exists' },
    { command: 'bill register', rows: null, exitCode: 2, reason: 'bad_value' },
    { command: 'student show', rows: null, exitCode: 3, reason: 'unknown_student' },
    { command: 'admin login', rows: null, exitCode: 2, reason: 'unknown_option' },
    { command: 'bill', rows: null, exitCode: 2, reason: 'unknown_command' },
    { command: '', rows: null, exitCode: 0, reason: null },
  ]);
  expect(new Set(lines.map(({ run }) => run)).size).toBe(lines.length);
  const text = await readFile(log, 'utf8');
  expect(text).not.toMatch(/hunter2|S777|CSE|9000|may\.csv|warden/);
  expect((await stat(log)).mode & 0o777).toBe(0o600);
});

test('a log that cannot be written fails no command, and is said once', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  const folder = join(mess.home, 'folder');
  await mkdir(folder);
  const closed = await mess.file('closed.log', '', 0o000);
  const session = await readFile(mess.sessionPath, 'utf8');
  for (const [log, why] of [
    [folder, 'it is a folder'],
    [join(mess.home, 'no', 'mess.log'), 'there is no such file or folder'],
    ['/dev/full', 'it is not a file'],
    [mess.sessionPath, 'it is there already, and is no log of mess'],
    [join(mess.home, 'mess.db'), 'it is there already, and is no log of mess'],
    ...(process.getuid?.() === 0 ? [] : [[closed, 'permission is denied'] as const]),
  ] as const) {
    if (log.endsWith('.db') && mess.database.kind !== 'sqlite') continue;
    const { env } = withLog(mess, log);
    expect(await mess.with({ env })('student', 'edit', 'S001', '--branch', 'CSE'), log).toEqual({
      code: 0,
      stdout: 'Nothing changed: S001 is recorded like that already.\n',
      stderr: `warning: The log ${log} was not written: ${why}.\n`,
    });
    const refused = await mess.with({ env })('student', 'show', 'S9', '--json');
    expect(JSON.parse(refused.stderr).error.exitCode).toBe(3);
  }
  expect(await readFile(mess.sessionPath, 'utf8')).toBe(session);
  await mess.do('db verify');
});

test('a link to a log of the own is followed, and a line that was cut off stays alone', async () => {
  const mess = await createMess();
  const log = join(mess.home, 'real.log');
  await symlink(log, join(mess.home, 'link.log'));
  const { env } = withLog(mess, join(mess.home, 'link.log'));
  expect(await mess.with({ env })('status', '--quiet')).toMatchObject({ code: 0, stderr: '' });
  const [first] = await readLog(log);
  await writeFile(log, `${JSON.stringify(first)}\n{"time":"2025-06-01T06:3`);
  await mess.with({ env })('whoami', '--quiet');
  const [whole, cut, next] = (await readFile(log, 'utf8')).split('\n');
  expect([whole, cut]).toEqual([JSON.stringify(first), '{"time":"2025-06-01T06:3']);
  expect(JSON.parse(next ?? '')).toMatchObject({ command: 'whoami' });
});

test('what another user put there is not written to', async () => {
  const mess = await createMess();
  const ended = JSON.parse(await readExample()) as EndedCommand;
  const isRoot = process.getuid?.() === 0;
  const other = isRoot ? 12_345 : 0;
  // Root may give files away, and whoever is not root looks at the own ones with other eyes.
  const host = { getuid: () => (isRoot ? 0 : (process.getuid?.() ?? 0) + 1) };
  const file = await mess.file('theirs.log', '');
  const link = join(mess.home, 'link.log');
  await symlink(file, link);
  for (const path of isRoot ? [file, link] : []) await lchown(path, other, other);
  expect(appendToLog(file, ended, host)).toBe('it is a file of another user');
  expect(appendToLog(link, ended, host)).toBe('it is a link of another user');
  expect(await readFile(file, 'utf8')).toBe('');
});

/** The line of the manual. */
async function readExample(): Promise<string> {
  const [, line = ''] = /^(\{"time":.*)$/m.exec(await readFile('docs/cron.md', 'utf8')) ?? [];
  return line;
}

test('the manual shows a line as it is written', async () => {
  const mess = await createMess();
  const { log, env } = withLog(mess);
  await mess.with({ env })('status', '--quiet');
  const [line = {}] = await readLog(log);
  expect(Object.keys(JSON.parse(await readExample()))).toEqual(Object.keys(line));
});

test('without MESS_LOG, or with an empty one, there is none', async () => {
  const mess = await createMess();
  const { log } = withLog(mess);
  await mess.with({ env: { MESS_HOME: mess.home, MESS_LOG: '' } })('status', '--quiet');
  await expect(stat(log)).rejects.toThrow('ENOENT');
});
