import { chmod, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listCommands } from '../support/commands.ts';
import { attachMess, createHome, createMess, type TestMess } from '../support/mess.ts';
import { addMay } from '../support/records/month.ts';

/** What may stand behind the words, without descriptions. */
async function complete(mess: TestMess, shell: string, ...words: string[]): Promise<string[]> {
  const { code, stdout, stderr } = await mess('__complete', shell, ...words);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split('\t')[0] ?? '');
}

test('commands, options and choices are completed without a mess, from the tree of commands', async () => {
  const mess = attachMess(await createHome());
  expect(await complete(mess, 'zsh', 'b')).toEqual(['bill', 'books']);
  expect(await complete(mess, 'zsh', 'bill', 're')).toEqual(['register', 'revise']);
  expect(await complete(mess, 'zsh', '--db', 'x', 'bill', 'reg')).toEqual(['register']);
  expect(await complete(mess, 'zsh', 'bill', 'register', '--per')).toEqual(['--per-head']);
  expect(await complete(mess, 'zsh', 'bill', 'list', '--js')).toEqual(['--json']);
  expect(await complete(mess, 'zsh', 'bill', 'list', '--format', 'c')).toEqual(['csv']);
  expect(await complete(mess, 'zsh', 'bill', 'list', '--format=c')).toEqual(['--format=csv']);
  expect(await complete(mess, 'bash', 'bill', 'list', '--format', '=', 'c')).toEqual(['csv']);
  expect(await complete(mess, 'fish', 'help', 'bill', 'ex')).toEqual(['explain']);
  expect(await complete(mess, 'fish', 'help', 'exit')).toEqual(['exit-codes']);
  expect(await complete(mess, 'fish', 'completion', '')).toEqual(['bash', 'zsh', 'fish']);
  expect(await complete(mess, 'zsh', 'student', 'import', '')).toEqual([':files']);
  expect(await complete(mess, 'zsh', 'bill', 'list', '-o', '')).toEqual([':files']);
  expect(await complete(mess, 'zsh', 'config', 'get', '')).toEqual([
    ...['database', 'smtp', 'smtp-password-file', 'mail-from'],
  ]);
  expect(await complete(mess, 'zsh', 'config', 'set', 'database', '')).toEqual([':files']);
  expect(await complete(mess, 'zsh', 'settings', '--timezone', 'asia/kol')).toEqual([
    'Asia/Kolkata',
  ]);
  expect(await complete(mess, 'zsh', 'settings', '--date-format', 'dd')).toEqual([
    'DD/MM/YYYY',
    'DD-MM-YYYY',
    'DD.MM.YYYY',
  ]);
  expect(await complete(mess, 'zsh', 'init', '--currency', 'in')).toEqual(['INR']);
  expect(await complete(mess, 'zsh', 'purchase', 'heads', 'add', 'Eggs', '--kind=')).toEqual([
    '--kind=dividing',
    '--kind=fixed',
  ]);
  expect(await complete(mess, 'zsh', 'admin', 'token', 'create', 'x', '--may', 'bills,b')).toEqual([
    'bills,backup',
  ]);
  expect(await complete(mess, 'zsh', 'nosuch', '')).toEqual([]);
  for (const { path, command } of await listCommands()) {
    const words = path.split(' ');
    expect(await complete(mess, 'zsh', ...words)).toContain(words.at(-1));
    const options = await complete(mess, 'zsh', ...words, '--');
    for (const { long } of command.options)
      expect([path, options]).toEqual([path, expect.arrayContaining([long])]);
  }
  expect(await readdir(mess.home)).toEqual([]);
});

test('ids, months and heads come from the database, for whoever may see them', async () => {
  const mess = await createMess();
  await addMay(mess);
  expect(await complete(mess, 'zsh', 'student', 'show', 's00')).toEqual([
    'S001',
    'S002',
    'S003',
    'S004',
  ]);
  expect((await mess('__complete', 'zsh', 'bill', 'explain', 'S001')).stdout).toBe(
    'S001\tAsha Rao\n',
  );
  expect(await complete(mess, 'zsh', 'expenses', 'show', 'S009')).toEqual([]);
  expect(await complete(mess, 'zsh', 'bill', 'show', '')).toEqual(['this', 'previous', '2025-05']);
  expect(await complete(mess, 'zsh', 'bill', 'show', '-m', '2')).toEqual(['2025-05']);
  expect(await complete(mess, 'bash', 'purchase', 'add', '--head', 'Meat\\ a')).toEqual([
    'Meat and fish',
  ]);
  expect(await complete(mess, 'zsh', 'admin', 'edit', '')).toEqual(['warden']);
  await mess.do('student add S0_1 --name "Odd One" --branch CSE --phone 9876543210');
  expect(await complete(mess, 'zsh', 'student', 'show', 'S0_')).toEqual(['S0_1']);
  // A student sees nobody but themselves.
  await mess.with({ stdin: '9876543210' })('student', 'login', 'S001', '--phone-stdin');
  expect(await complete(mess, 'zsh', 'student', 'show', '')).toEqual([]);
});

test('so do branches, tokens, import profiles, and the numbers of purchases and imports', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do(
    'admin token create nights --may backup',
    'import-profiles add "Main gate" --layout punches',
    'purchase heads hide Rent',
    ...[1, 2, 3].map((day) => `purchase add --date 2025-05-0${day} --amount ${day} --head Milk`),
    'purchase void 2 --reason mistyped --yes',
  );
  expect(await complete(mess, 'zsh', 'student', 'list', '--branch', '')).toEqual([
    'CSE',
    'ECE',
    'ME',
  ]);
  expect(await complete(mess, 'zsh', 'admin', 'token', 'revoke', 'n')).toEqual(['nights']);
  expect(await complete(mess, 'zsh', 'admin', 'token', 'create', '')).toEqual([]);
  for (const words of [
    ['attendance', 'import', 'x', '--profile', ''],
    ['purchase', 'import', '--profile', 'm'],
    ['import-profiles', 'edit', ''],
    ['import-profiles', 'remove', 'main'],
  ]) {
    expect([words, await complete(mess, 'zsh', ...words)]).toEqual([words, ['Main gate']]);
  }
  expect(await complete(mess, 'zsh', 'import-profiles', 'add', '')).toEqual([]);
  expect(await complete(mess, 'zsh', 'purchase', 'void', '1', '')).toEqual(['3', '1']);
  expect((await mess('__complete', 'zsh', 'purchase', 'edit', '3')).stdout).toBe(
    '3\t2025-05-03 Milk 3.00\n',
  );
  expect(await complete(mess, 'zsh', 'purchase', 'edit', 'x')).toEqual([]);
  expect(await complete(mess, 'zsh', 'purchase', 'heads', 'unhide', '')).toEqual(['Rent']);
  expect(await complete(mess, 'zsh', 'purchase', 'heads', 'hide', 'ren')).toEqual([]);
  expect(await complete(mess, 'zsh', 'purchase', 'heads', 'hide', 'mi')).toEqual(['Milk']);
  expect((await mess('__complete', 'zsh', 'attendance', 'undo', '')).stdout).toBe('1\tstdin\n');
  expect(await complete(mess, 'zsh', 'attendance', 'today', '--absent', 'S001,s00')).toEqual([
    'S001,S002',
    'S001,S003',
    'S001,S004',
  ]);
  const spaced = ['attendance', 'today', '--absent', 'S001,', 'S002', '--half', 'S003,'];
  expect(await complete(mess, 'zsh', ...spaced, 's004')).toEqual(['S004']);
  expect(await complete(mess, 'zsh', ...spaced, '--on')).toEqual(['--only']);
  expect(await complete(mess, 'zsh', 'audit', 'list', '--by', '')).toEqual(['warden']);
});

test('nobody signed in, and whatever fails, is silence; nothing is written', async () => {
  const mess = await createMess();
  await addMay(mess);
  mess.now = new Date(mess.now.getTime() + 10 * 60_000);
  const before = mess.rows('select * from sessions');
  const entries = mess.rows('select * from audit_entries');
  expect(await complete(mess, 'zsh', 'student', 'show', 'S001')).toEqual(['S001']);
  expect(mess.rows('select * from sessions')).toEqual(before);
  expect(mess.rows('select * from audit_entries')).toEqual(entries);
  const elsewhere = (db: string) => complete(mess, 'zsh', '--db', db, 'student', 'show', 'S001');
  expect(await elsewhere(join(mess.home, 'nosuch'))).toEqual([]);
  expect(await elsewhere(await mess.file('garbage', 'no database'))).toEqual([]);
  expect(await elsewhere('mysql://nobody@127.0.0.1:1/none')).toEqual([]);
  await chmod(mess.sessionPath, 0o644);
  expect(await complete(mess, 'zsh', 'student', 'show', 'S001')).toEqual([]);
  await chmod(mess.sessionPath, 0o600);
  await mess.do('admin logout');
  expect(await complete(mess, 'zsh', 'student', 'show', 'S001')).toEqual([]);
  expect((await mess('__complete')).code).toBe(0);
});

test('a mess of an older version is not brought up to date by a key', async () => {
  const mess = await createMess();
  await addMay(mess);
  mess.rows(
    'delete from knex_migrations where id = (select max(id) from knex_migrations) returning id',
  );
  expect(await complete(mess, 'zsh', 'student', 'show', 'S001')).toEqual([]);
  expect((await readdir(mess.home)).filter((name) => name.includes('before'))).toEqual([]);
});

test('the hidden command is named nowhere', async () => {
  const mess = attachMess(await createHome());
  expect((await mess('--help')).stdout).not.toContain('__complete');
  expect(await complete(mess, 'zsh', '_')).toEqual([]);
  expect(await readFile('docs/commands.md', 'utf8')).not.toContain('__complete');
});
