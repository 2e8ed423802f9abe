import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { unquoteFormula } from '../../src/domain/values/spreadsheet.ts';
import { visible } from '../../src/domain/values/text.ts';
import { createMess, type TestMess } from '../support/mess.ts';
import {
  ESCAPE,
  expectSafe,
  HOSTILE,
  NAMES,
  SHOWN_ESCAPE,
  UNSAFE,
} from '../support/records/hostile.ts';
import { insertStudents } from '../support/records/students.ts';

const idOf = (index: number) => `S${String(index + 1).padStart(3, '0')}`;

/** Everybody is called, and studies, something hostile. */
async function createHostileMess(): Promise<TestMess> {
  const mess = await createMess();
  const students = NAMES.map((name, index) => ({ id: idOf(index), name, branch: name }));
  insertStudents(mess, students);
  return mess;
}

/** Three days for each of them, but for the last. */
async function importMay(mess: TestMess): Promise<void> {
  const rows = NAMES.slice(1).map((_, index) => `${idOf(index)},2025-05,3\n`);
  const stdin = `student_id,month,days_present\n${rows.join('')}`;
  expect(await mess.with({ stdin })('attendance', 'import', '-')).toMatchObject({ code: 0 });
}

test('a table shows what a terminal would obey', async () => {
  const mess = await createHostileMess();
  const { code, stdout, stderr } = await mess('student', 'list');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expectSafe(stdout);
  const rows = stdout.split('\n').slice(2, -1);
  expect(rows.map((row) => row.split(/ {2,}/))).toEqual(
    HOSTILE.map(([, shown], index) => [idOf(index), shown, shown, '9876543210']),
  );
});

test('so does every other answer for people, and every warning', async () => {
  const mess = await createHostileMess();
  await importMay(mess);
  const bill = await mess('bill', 'register', '--month', '2025-05', '--total', '74000');
  expect(bill.stderr).toMatch(/^warning: .*\n$/);
  const answers = [bill];
  for (const line of [
    'student show S001',
    'student show S010',
    'attendance show --month 2025-05',
    'attendance record S003 --month 2025-04 --days 4',
    'bill show --month 2025-05',
    'expenses show S001',
    'student remove S002',
    'student restore S002',
    'status',
  ]) {
    answers.push(await mess(...line.split(' ')));
  }
  for (const { code, stdout, stderr } of answers) {
    expect(code).toBe(0);
    expectSafe(stdout);
    expectSafe(stderr);
  }
  const [, show] = answers;
  expect(show?.stdout).toContain('Name            \\x1b[31mred\\x1b[0m\n');
});

test('an id that no parser took is shown in tables and warnings as well', async () => {
  const mess = await createMess();
  insertStudents(mess, [
    { id: 'S1', name: 'Asha' },
    { id: ESCAPE, name: 'Vikram' },
  ]);
  await mess.do('attendance record S1 --month 2025-05 --days 3');
  const { code, stdout, stderr } = await mess(
    ...'bill register --month 2025-05 --total 100'.split(' '),
  );
  expect(code).toBe(0);
  expect(stdout).toContain(`\n${SHOWN_ESCAPE}  Vikram `);
  expect(stderr).toBe(
    'warning: No attendance is recorded in May 2025 for 1 on the roll: ' +
      `${SHOWN_ESCAPE} Vikram.\n`,
  );
});

test('nothing unsafe is left where a narrow terminal cuts a table', async () => {
  const mess = await createHostileMess();
  const env = { MESS_HOME: mess.home, NO_COLOR: '1' };
  for (let columns = 20; columns <= 120; columns += 7) {
    const { stdout } = await mess.with({ env, columns })('student', 'list');
    expect(stdout).not.toMatch(UNSAFE);
    // Each begins its line; what there is no room for goes on below.
    expect(stdout.match(/^S\d/gm)).toHaveLength(HOSTILE.length);
  }
});

test('JSON has the very names, without one raw character that a terminal would obey', async () => {
  const mess = await createHostileMess();
  await importMay(mess);
  for (const line of [
    'student list --json',
    'attendance show --month 2025-05 --json',
    'bill register --month 2025-05 --total 74000 --json',
  ]) {
    const { code, stdout, stderr } = await mess(...line.split(' '));
    expect({ line, code, stderr }).toEqual({ line, code: 0, stderr: '' });
    expectSafe(stdout);
    const document = JSON.parse(stdout);
    const people: { name: string }[] = document.shares ?? document;
    expect(people.map(({ name }) => name)).toEqual(NAMES);
  }
});

test('CSV has the very names, and quotes what a spreadsheet would run', async () => {
  const mess = await createHostileMess();
  const { code, stdout } = await mess('student', 'list', '--format', 'csv');
  expect(code).toBe(0);
  const [, ...rows] = parse(stdout);
  expect(rows.map((row) => row.map(unquoteFormula))).toEqual(
    NAMES.map((name, index) => [idOf(index), name, name, '9876543210', '', '', '', 'true']),
  );
});

test('the quote stands before a formula, not before a phone number, a number or a date', async () => {
  const mess = await createMess();
  const phone = '+919876543210';
  insertStudents(mess, [
    { id: 'S1', name: '=HYPERLINK("http://x")', branch: '@SUM(1)', phone },
    { id: 'S2', name: '+1+1', branch: '-1-1', phone },
    { id: 'S3', name: '\t=1', branch: "'=x", phone },
    { id: 'S4', name: '-5', branch: '+2.50', phone },
    { id: 'S5', name: phone, branch: '2025-05-31', phone },
    { id: 'S6', name: "'tis", branch: '+91 98765 43210', phone },
    { id: 'S7', name: '-', branch: '=', phone },
  ]);
  const { stdout } = await mess('student', 'list', '--format', 'csv');
  expect(stdout.split('\n')).toEqual([
    'id,name,branch,phone,joined,left,email,takes_messages',
    `S1,"'=HYPERLINK(""http://x"")",'@SUM(1),${phone},,,,true`,
    `S2,'+1+1,'-1-1,${phone},,,,true`,
    `S3,'\t=1,''=x,${phone},,,,true`,
    `S4,-5,+2.50,${phone},,,,true`,
    `S5,${phone},2025-05-31,${phone},,,,true`,
    `S6,'tis,'+91 98765 43210,${phone},,,,true`,
    `S7,'-,'=,${phone},,,,true`,
    '',
  ]);
});

test('attendance goes out as CSV and comes in again unchanged', async () => {
  const mess = await createHostileMess();
  await importMay(mess);
  await mess.do('attendance record S002 --month 2025-05 --days 2.5');
  const path = join(mess.home, 'may.csv');
  const show = ['attendance', 'show', '--month', '2025-05', '--output'];
  expect(await mess(...show, path)).toMatchObject({ code: 0 });
  const before = mess.rows('select * from attendance');
  expect(await mess.json('attendance', 'import', path)).toMatchObject({
    file: path,
    rows: NAMES.length,
    inserted: 0,
    updated: 0,
    unchanged: NAMES.length - 1,
    blank: 1,
    rejected: 0,
    errors: [],
  });
  expect(mess.rows('select * from attendance')).toEqual(before);
  const again = join(mess.home, 'again.csv');
  await mess(...show, again);
  expect(await readFile(again, 'utf8')).toBe(await readFile(path, 'utf8'));
});

test.each([
  ['\\x1b[31mred', '\u001b[31mred'],
  ['bell\\x07', 'bell\u0007'],
  ['tab\\there', 'tab\there'],
  ['c1\\x9b', 'c1\u009b'],
  ['line\\nbreak', 'line\nbreak'],
  ['nul\\x00', 'nul\u0000'],
])('no parser takes the control characters of %s', async (shown, text) => {
  const mess = await createMess();
  const good = { name: 'Asha', branch: 'CSE', phone: '9876543210' };
  const refused = async (id: string, given: Partial<typeof good>) => {
    const options = Object.entries({ ...good, ...given });
    const flags = options.flatMap(([name, value]) => [`--${name}`, value]);
    const { code, stdout, stderr } = await mess('student', 'add', id, ...flags);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expectSafe(stderr);
    return stderr;
  };
  const because = (what: string) =>
    `error: --${what}: the ${what} contains control characters (${shown})\n`;
  expect(await refused('S1', { name: text })).toBe(because('name'));
  expect(await refused('S1', { branch: text })).toBe(because('branch'));
  expect(await refused('S1', { phone: text })).toContain(`(${shown})`);
  expect(await refused(text, {})).toContain(`(${shown})`);
  expect(mess.rows('select * from students')).toEqual([]);
});

test('what is no control character is taken and comes back as it was', async () => {
  const mess = await createMess();
  const names = ['user\u202egpj.exe', '__proto__', '=1+1', '-1-1', '👨‍👩‍👧', 'क्‍ष', 'שלום'];
  for (const [index, name] of names.entries()) {
    const phone = String(9_000_000_000 + index);
    const flags = ['--name', name, '--branch', name, '--phone', phone];
    expect(await mess('student', 'add', idOf(index), ...flags)).toEqual({
      code: 0,
      stdout: `Added ${idOf(index)} (${visible(name)}).\n`,
      stderr: '',
    });
    expect(await mess.json('student', 'show', idOf(index))).toMatchObject({ name, branch: name });
  }
});
