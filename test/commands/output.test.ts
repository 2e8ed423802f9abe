import { readdir, readFile, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createMess } from '../support/mess.ts';
import { addFourStudents, addMay, createBilledMay } from '../support/records/month.ts';

const SHOW = ['attendance', 'show', '--month', '2025-05'];

describe('--output', () => {
  test('the extension decides the format, and --format goes before it', async () => {
    const mess = await createMess();
    await addMay(mess);
    const write = async (name: string, ...options: string[]) => {
      const path = join(mess.home, name);
      const result = await mess(...SHOW, '--output', path, ...options);
      expect(result).toEqual({ code: 0, stdout: '', stderr: `Written to ${path}.\n` });
      return readFile(path, 'utf8');
    };
    const csv = (await mess(...SHOW, '--format', 'csv')).stdout;
    const json = (await mess(...SHOW, '--json')).stdout;
    const table = (await mess(...SHOW)).stdout;
    expect(await write('a.csv')).toBe(csv);
    expect(await write('a.JSON')).toBe(json);
    expect(await write('a')).toBe(table);
    expect(await write('a.txt')).toBe(table);
    expect(await mess(...SHOW, '--output', '-')).toMatchObject({ code: 0, stdout: table });
    expect(await write('b.json', '--format', 'csv')).toBe(csv);
    expect((await readdir(mess.home)).filter((name) => name.includes('.new-'))).toEqual([]);
  });

  test('a file that is there is replaced only after a yes, and asked for before anything else', async () => {
    const mess = await createMess();
    await addMay(mess);
    const path = await mess.file('bill.csv', 'precious');
    const words = ['bill', 'register', '--month', '2025-05', '--total', '9', '--output', path];
    const refused = await mess(...words);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(`${path} is there already. Replace it?`);
    expect((await mess.with({ answers: [false] })(...words)).code).toBe(130);
    expect(mess.rows('select * from bills')).toEqual([]);
    expect(await readFile(path, 'utf8')).toBe('precious');
    expect((await mess(...words, '--yes')).code).toBe(0);
    expect(await readFile(path, 'utf8')).toContain('student_id,name,branch');
  });

  test('a form that mess does not write is refused, and names those it does', async () => {
    const mess = await createMess();
    expect(await mess(...SHOW, '--output', 'bill.pdf')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error: --output bill.pdf: mess writes .csv, .json and .txt here, and no .pdf.\nhint: .txt has the table that people read\n',
    });
  });

  test('with --quiet an answer that is asked for by its format is printed', async () => {
    const mess = await createMess();
    expect(await mess('admin', 'list', '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
    const { stdout } = await mess('admin', 'list', '--quiet', '--json');
    expect(JSON.parse(stdout)).toEqual([{ id: 'warden', role: 'owner', disabled: false }]);
  });

  test('with --quiet the file is written all the same', async () => {
    const mess = await createMess();
    await addFourStudents(mess);
    const path = join(mess.home, 'roll.json');
    await mess('student', 'list', '--quiet', '--output', path);
    expect(JSON.parse(await readFile(path, 'utf8'))).toHaveLength(4);
  });

  test('where no file can be is found before anything is changed', async () => {
    const mess = await createMess();
    const file = await mess.file('plain', '');
    const dangling = join(mess.home, 'dangling');
    await symlink('/nowhere/at/all', dangling);
    const cases = [
      ['', '--output: the name of the file is empty.'],
      [mess.home, 'it is a folder.'],
      [join(file, 'a.csv'), 'there is no folder'],
      [join(mess.home, 'nosuch', 'a.csv'), 'there is no folder'],
      [dangling, 'it is a link to nothing.'],
    ] as const;
    for (const [path, sentence] of cases) {
      const add = ['student', 'add', 'S1', '--name', 'A', '--branch', 'B', '--phone', '9876543210'];
      const { code, stderr } = await mess(...add, '--output', path);
      expect([code, stderr.includes(sentence)], `${path}: ${stderr}`).toEqual([2, true]);
    }
    expect(mess.rows('select * from students')).toEqual([]);
  });

  test('a link to a file stays a link', async () => {
    const mess = await createMess();
    const target = await mess.file('target.csv', 'old');
    const link = join(mess.home, 'link.csv');
    await symlink(target, link);
    expect((await mess('student', 'list', '--output', link, '--yes')).code).toBe(0);
    expect(await readFile(target, 'utf8')).toBe(
      'id,name,branch,phone,joined,left,email,takes_messages\n',
    );
  });

  test('a link to a device is written through, not replaced', async () => {
    const mess = await createMess();
    const path = join(mess.home, 'null');
    await symlink('/dev/null', path);
    expect((await mess('student', 'list', '--output', path)).code).toBe(0);
    expect((await stat(path)).isCharacterDevice()).toBe(true);
  });
});

test('every read has a table, CSV and JSON', async () => {
  const mess = await createBilledMay();
  const reads = [
    'student list',
    'student show S001',
    'attendance show --month 2025-05',
    'status',
    'bill show --month 2025-05',
    'bill list',
    'expenses show S001',
    'admin list',
    'whoami',
  ];
  for (const read of reads) {
    const words = read.split(' ');
    expect((await mess(...words)).stdout.length, read).toBeGreaterThan(0);
    const csv = (await mess(...words, '--format', 'csv')).stdout.trimEnd().split('\n');
    expect(csv.length, read).toBeGreaterThan(1);
    expect(JSON.parse((await mess(...words, '--format', 'json')).stdout), read).toBeTypeOf(
      'object',
    );
  }
});

test('an unknown format, and two that exclude each other', async () => {
  const mess = await createMess();
  expect((await mess('bill', 'list', '--format', 'xml')).stderr).toContain(
    'Allowed choices are table, csv, json, html, pdf, hledger, beancount.',
  );
  const add = ['student', 'add', 'S1', '--name', 'A', '--branch', 'B', '--phone', '9876543210'];
  expect((await mess(...add, '--json', '--format', 'csv')).code).toBe(2);
  expect(mess.rows('select * from students')).toEqual([]);
});

test('with --json an error is a document on standard error, and nothing else is there', async () => {
  const mess = await createMess();
  for (const words of [
    ['student', 'show', 'S9', '--json'],
    ['--format=json', 'student', 'show', 'S9'],
  ]) {
    const { code, stdout, stderr } = await mess(...words);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(JSON.parse(stderr)).toEqual({
      error: {
        code: 'not_found',
        reason: 'unknown_student',
        exitCode: 3,
        message: 'There is no student S9.',
        details: null,
        hint: 'mess student list --all',
      },
    });
  }
  const usage = await mess('bill', 'register', '--month', 'x', '--json');
  expect(JSON.parse(usage.stderr).error).toMatchObject({ code: 'usage', exitCode: 2 });
  const warned = await mess(
    'bill',
    'register',
    '--month',
    '2025-07',
    '--total',
    '1',
    '--json',
    '--dry-run',
  );
  expect(JSON.parse(warned.stderr).error.exitCode).toBe(6);
});

test('with --json warnings are in the document, not on standard error', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  const { stdout, stderr } = await mess(
    'bill',
    'register',
    '--month',
    '2025-07',
    '--fixed',
    '1',
    '--json',
    '--dry-run',
  );
  expect(stderr).toBe('');
  expect(JSON.parse(stdout).warnings[0]).toBe('July 2025 is in the future.');
});

test('a narrow terminal gets narrow tables, a pipe the whole text', async () => {
  const mess = await createMess();
  const name = 'Venkatanarasimharajuvaripeta Subrahmanyeswara Rao';
  await mess.do(`student add S001 --name "${name}" --branch "Computer Science" --phone 9876543210`);
  expect((await mess('student', 'list')).stdout).toContain(name);
  const { stdout } = await mess.with({ columns: 60, env: { MESS_HOME: mess.home, NO_COLOR: '1' } })(
    'student',
    'list',
  );
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
  expect(stdout).toContain('…');
});
