import { execFile } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { createHome, createMess } from '../support/mess.ts';
import {
  createMessNow,
  openTerminal,
  type ProcessResult,
  runMess,
  runShell,
  startMess,
} from '../support/process.ts';
import { createBilledMay } from '../support/records/month.ts';
import { insertStudents, manyStudents } from '../support/records/students.ts';
import { openFile } from '../support/sqlite/file.ts';
import { OWNER, PASSWORD } from '../support/template.ts';

const ADMINS = [
  'ID      Role   Status',
  '──────  ─────  ───────',
  'warden  owner  enabled',
  '',
].join('\n');
const COLORED_ADMINS = ADMINS.replace(/.+\n.+/, (head) => {
  const [titles, rule] = head.split('\n');
  return `\u001b[1m${titles}\u001b[22m\n\u001b[2m${rule}\u001b[22m`;
});

function answered(stdout: string): ProcessResult {
  return { code: 0, signal: null, stdout, stderr: '' };
}

/** A device that is always full. */
function openFull(): number {
  const full = openSync('/dev/full', 'w');
  onTestFinished(() => closeSync(full));
  return full;
}

test('ends by itself after success', async () => {
  const { home } = await createMessNow();
  expect(await runMess(home, ['admin', 'list'])).toEqual(answered(ADMINS));
});

test('ends by itself, with 9, where there is no mess to open', async () => {
  const home = await createHome();
  const mess = await createMess();
  const garbage = await mess.file(
    'garbage',
    'not a database, but longer than its header'.repeat(9),
  );
  const folder = join(home, 'folder');
  await mkdir(folder);
  const cases = [
    [garbage, `${garbage} is not the database of a mess.`, 'name another one with --db PATH'],
    [folder, `${folder} is a folder, not the database of a mess.`, 'name the file with --db PATH'],
    [
      join(home, 'none'),
      `There is no mess at ${join(home, 'none')}.`,
      'mess init, or where one was lost: mess db restore FILE',
    ],
  ] as const;
  for (const [path, sentence, hint] of cases) {
    expect(await runMess(home, ['bill', 'list', '--db', path])).toEqual({
      ...answered(''),
      code: 9,
      stderr: `error: ${sentence}\nhint: ${hint}\n`,
    });
  }
  expect(await readdir(home)).toEqual(['folder']);
});

test('ends by itself, with 9, where the mess is damaged or of another version', async () => {
  const mess = await createMess();
  const cases = [
    ['newer', "update knex_migrations set name = '999-x'", 'was made by a newer mess'],
    ['damaged', undefined, 'is damaged or not a database.'],
  ] as const;
  for (const [name, change, sentence] of cases) {
    const path = join(mess.home, name);
    await copyFile(mess.databasePath, path);
    if (change === undefined) {
      // The header stays, so that it is the database itself that finds out.
      const bytes = await readFile(path);
      await writeFile(path, bytes.fill(0xff, 100));
    } else {
      const db = openFile(path);
      db.exec(change);
      db.close();
    }
    const { code, signal, stdout, stderr } = await runMess(mess.home, ['status', '--db', path]);
    expect({ code, signal, stdout }).toEqual({ code: 9, signal: null, stdout: '' });
    expect(stderr).toContain(`error: ${path} ${sentence}`);
  }
});

test('a pipe in place of the database is refused, not waited for', {
  timeout: 30_000,
}, async () => {
  const home = await createHome();
  const pipe = join(home, 'pipe');
  await promisify(execFile)('mkfifo', [pipe]);
  const { code, stderr } = await runMess(home, ['bill', 'list', '--db', pipe]);
  expect(code).toBe(9);
  expect(stderr).toContain(`error: ${pipe} `);
});

test('ends by itself, with 9, when a migration fails, and leaves nothing', async () => {
  const home = await createHome();
  // The limit of 20 KiB a file stops the database in the middle of its migrations.
  const init = 'ulimit -f 20; mess init --admin warden --password-stdin';
  const { code, signal, stdout, stderr } = await runShell(home, init, { stdin: PASSWORD });
  expect({ code, signal, stdout }).toEqual({ code: 9, signal: null, stdout: '' });
  expect(stderr).toMatch(/^error: [^\n]+\nhint: [^\n]+\n$/);
  expect(await readdir(home)).toEqual([]);
});

test('does without standard input', async () => {
  const { home } = await createMessNow();
  expect(await runShell(home, 'mess admin list <&-')).toEqual(answered(ADMINS));
  expect(await runShell(home, 'mess attendance import - <&-')).toMatchObject({
    code: 6,
    stderr: expect.stringContaining('stdin:1: the file is empty; '),
  });
});

test('a reader who has seen enough is no error', async () => {
  const mess = await createMessNow();
  insertStudents(mess, manyStudents(2000));
  const read = (format: string, reader: string) =>
    runShell(mess.home, `set -o pipefail; mess student list --format ${format} | ${reader}`);
  expect(await read('json', 'head -1')).toEqual(answered('[\n'));
  expect(await read('csv', 'head -1')).toEqual(
    answered('id,name,branch,phone,joined,left,email,takes_messages\n'),
  );
  const table = await read('table', 'head -1');
  expect(table).toEqual(answered(table.stdout));
  expect(table.stdout).toMatch(/^ID {6}Name +Branch +Phone +Joined +Left\n$/);
  expect(await read('json', 'true')).toEqual(answered(''));
  expect(await runShell(mess.home, 'set -o pipefail; mess --help | true')).toEqual(answered(''));
});

test('an answer that cannot be written is a failure, told in a sentence', async () => {
  const { home } = await createMessNow();
  for (const args of [['admin', 'list'], ['admin', 'list', '--format', 'csv'], ['--help']]) {
    const { code, signal, stderr } = await runMess(home, args, { stdout: openFull() });
    expect({ code, signal }).toEqual({ code: 1, signal: null });
    expect(stderr).toBe(
      'error: The answer could not be written: the disk is full.\n' +
        'hint: what the command changed, if anything, is stored\n',
    );
  }
});

test('the exit code stays what it is when standard error cannot be written', async () => {
  const { home } = await createMessNow();
  const show = await runMess(home, ['student', 'show', 'S9'], { stderr: openFull() });
  expect(show).toMatchObject({ code: 3, stdout: '' });
  await runMess(home, 'student add S1 --name A --branch B --phone 9876543210'.split(' '));
  // Recorded, with a warning: the phone is that of another one.
  const add = 'student add S2 --name C --branch B --phone 9876543210'.split(' ');
  expect(await runMess(home, add, { stderr: openFull() })).toMatchObject({
    code: 0,
    stdout: 'Added S2 (C).\n',
  });
});

test('10,000 students arrive whole at a slow reader', async () => {
  const mess = await createMessNow();
  const students = manyStudents(10_000);
  insertStudents(mess, students);
  // A pipe holds sixteen times as much: whoever writes waits for every piece.
  const slowly = `perl -e 'while (sysread STDIN, $_, 4096) { print; select undef, undef, undef, 0.001 }'`;
  const [json, table] = await Promise.all([
    runShell(mess.home, `set -o pipefail; mess student list --json | ${slowly}`),
    runShell(mess.home, `set -o pipefail; mess student list | ${slowly}`),
  ]);
  expect({ code: json.code, stderr: json.stderr }).toEqual({ code: 0, stderr: '' });
  expect(json.stdout.length).toBeGreaterThan(1_000_000);
  const names = JSON.parse(json.stdout).map(({ name }: { name: string }) => name);
  expect(names).toEqual(students.map(({ name }) => name));
  expect({ code: table.code, stderr: table.stderr }).toEqual({ code: 0, stderr: '' });
  expect(table.stdout.length).toBeGreaterThan(1_000_000);
  const rows = table.stdout.split('\n').slice(2, -1);
  expect(rows).toEqual(students.map(({ id, name }) => `${id}  ${name}  CSE     9876543210`));
});

test('no colour in a pipe, unless it is forced', async () => {
  const { home } = await createMessNow();
  const list = (env: Record<string, string>) => runMess(home, ['admin', 'list'], { env });
  expect(await list({})).toEqual(answered(ADMINS));
  expect(await list({ FORCE_COLOR: '1' })).toEqual(answered(COLORED_ADMINS));
  expect(await list({ FORCE_COLOR: '0' })).toEqual(answered(ADMINS));
  // Node 24 and later warn of this pair themselves.
  expect((await list({ FORCE_COLOR: '1', NO_COLOR: '1' })).stdout).toBe(ADMINS);
  const failing = (env: Record<string, string>) =>
    runMess(home, ['student', 'show', 'S9'], { env });
  expect((await failing({})).stderr).toMatch(/^error: There is no student S9\.\n/);
  expect((await failing({ FORCE_COLOR: '1' })).stderr).toContain('\u001b[31merror:\u001b[39m ');
});

test('colour in a terminal, unless it is not wanted', async () => {
  const { home } = await createMessNow();
  const show = async (script: string, env: Record<string, string> = {}) => {
    const { code, stdout } = await openTerminal(home, script, { env }).ended;
    expect(code).toBe(0);
    return stdout.replaceAll('\r\n', '\n');
  };
  expect(await show('mess admin list')).toBe(COLORED_ADMINS);
  expect(await show('mess admin list', { NO_COLOR: '1' })).toBe(ADMINS);
  expect(await show('mess admin list', { TERM: 'dumb' })).toBe(ADMINS);
  expect(await show('mess --no-color admin list')).toBe(ADMINS);
  // Each of the two streams is looked at for itself.
  expect(await show('mess admin list | cat')).toBe(ADMINS);
  expect(await show('mess student show S9 | cat')).toContain('\u001b[31merror:\u001b[39m ');
  expect(await show('mess student show S9 2>&1 | cat')).toMatch(/^error: /);
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s ends a running command at once', async (signal) => {
  const mess = await createMessNow();
  await mess.do('student add S1 --name A --branch B --phone 9876543210');
  const { child, ended } = startMess(mess.home, ['attendance', 'import', '-'], { stdin: 'open' });
  // More than fits into the pipe: once it is gone, the command is reading.
  const rows = `student_id,month,days_present\n${'S1,2025-05,3\n'.repeat(60_000)}`;
  await new Promise((resolve) => child.stdin?.write(rows, resolve));
  child.kill(signal);
  const said = 'error: Interrupted. Nothing was changed.\n';
  expect(await ended).toEqual(
    signal === 'SIGTERM'
      ? { code: 143, signal, stdout: '', stderr: '' }
      : { code: 130, signal: null, stdout: '', stderr: said },
  );
  expect(mess.rows('select * from attendance')).toEqual([]);
  expect(await mess('admin', 'list')).toMatchObject({ code: 0, stdout: ADMINS });
});

test('bare mess and a bare noun print help and are no error', async () => {
  const home = await createHome();
  for (const [args, usage] of [
    [[], 'Usage: mess [options] [command]'],
    [['--help'], 'Usage: mess [options] [command]'],
    [['bill'], 'Usage: mess bill [options] [command]'],
    [['bill', '--help'], 'Usage: mess bill [options] [command]'],
    [['help', 'bill'], 'Usage: mess bill [options] [command]'],
  ] as const) {
    const result = await runMess(home, args);
    expect(result).toEqual(answered(result.stdout));
    expect(result.stdout.split('\n')[0]).toBe(usage);
  }
  expect(await readdir(home)).toEqual([]);
});

test('global options stand before, between and after the words of a command', async () => {
  const mess = await createMessNow();
  for (const args of [
    ['--json', 'bill', 'list'],
    ['bill', '--json', 'list'],
    ['bill', 'list', '--json'],
  ]) {
    expect(await runMess(mess.home, args)).toEqual(answered('[]\n'));
  }
});

test('so do they for every command, also those with a value', async () => {
  const mess = await createBilledMay('--total 74000');
  // Away from the database, so that only --db leads there.
  const away = await createHome();
  const run = mess.with({ env: { MESS_HOME: away } });
  const signIn = ['admin', 'login', OWNER, '--password-stdin', '--db', mess.databasePath];
  await mess.with({ env: { MESS_HOME: away }, stdin: PASSWORD })(...signIn);
  const lines = [
    'whoami',
    'status',
    'help exit-codes',
    'admin list',
    'student list --branch CSE',
    'student show S001',
    'attendance show --month 2025-05',
    'attendance record S001 --month 2025-05 --days 30',
    'bill show --month 2025-05',
    'bill list --all',
    'expenses show S001',
  ];
  for (const line of lines) {
    const words = line.split(' ');
    for (const more of [['--json'], ['--format', 'csv'], ['--no-color', '--no-input', '-y']]) {
      const globals = [...more, '--db', mess.databasePath];
      const after = await run(...words, ...globals);
      expect({ line, ...after }).toMatchObject({ line, code: 0, stderr: '' });
      expect(await run(...globals, ...words)).toEqual(after);
      expect(await run(words[0] ?? '', ...globals, ...words.slice(1))).toEqual(after);
    }
  }
});
