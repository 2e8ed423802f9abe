import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { TestMess } from '../../support/mess.ts';
import {
  createFour,
  figures,
  importBytes,
  outcome,
} from '../../support/records/files/import-file.ts';

const STUDENTS = [
  'S001,Asha Rao',
  'S002,Vikram Shah',
  'S003,सीता देवी',
  'S004,Dev Anand',
  'S005,"Nair, ""Eka"""',
];

/** The five of STUDENTS, one who left before May, and one who joins after it. */
async function createRoll(): Promise<TestMess> {
  const mess = await createFour();
  const args = ['--name', 'Nair, "Eka"', '--branch', 'CSE', '--phone', '9876543219'];
  expect((await mess('student', 'add', 'S005', ...args)).code).toBe(0);
  await mess.do(
    'student add S006 --name Gone --branch CSE --phone 9876543219',
    'student remove S006 --on 2025-04-30',
    'student add S007 --name Later --branch CSE --phone 9876543219 --joined 2025-06-01',
  );
  return mess;
}

const template = async (mess: TestMess, ...options: string[]) =>
  (await mess('attendance', 'template', '--month', '2025-05', ...options)).stdout;

const ALL_BLANK = '0 a.csv: 5 rows: 0 new, 0 changed, 0 unchanged, 5 blank. Nothing changed.';

test('monthly: everybody on the roll in the month; filled in it imports', async () => {
  const mess = await createRoll();
  const sheet = await template(mess);
  expect(sheet).toBe(
    [
      'student_id,name,days_present,month',
      ...STUDENTS.map((student) => `${student},,2025-05`),
      '',
    ].join('\n'),
  );
  expect(await outcome(mess, sheet)).toBe(ALL_BLANK);
  const filled = sheet.replaceAll(/^(S00[135].*),,2025-05$/gm, '$1,28.5,2025-05');
  expect(await outcome(mess, filled)).toBe(
    '0 a.csv: 5 rows: 3 new, 0 changed, 0 unchanged, 2 blank (import 1).',
  );
  expect(figures(mess)).toEqual(['S001', 'S003', 'S005'].map((id) => `${id} 2025-05 28.5`));
});

test('register: a cell for each day of the month; filled in it imports', async () => {
  const mess = await createRoll();
  const sheet = await template(mess, '--layout', 'register');
  const days = Array.from({ length: 31 }, (_, index) => index + 1);
  expect(sheet).toBe(
    [
      `student_id,name,${days.join(',')},month`,
      ...STUDENTS.map((student) => `${student}${','.repeat(32)}2025-05`),
      '',
    ].join('\n'),
  );
  expect(await outcome(mess, sheet)).toBe(ALL_BLANK);
  const filled = sheet.replace(/^(S001,Asha Rao),.*$/m, `$1${',P'.repeat(30)},H,2025-05`);
  expect(await outcome(mess, filled)).toBe(
    '0 a.csv: 5 rows: 1 new, 0 changed, 0 unchanged, 4 blank (import 1).',
  );
  expect(figures(mess)).toEqual(['S001 2025-05 30.5']);
});

test.each([
  ['2023-02', 28],
  ['Feb 2024', 29],
  ['06/2025', 30],
])('register of %s: %i days', async (month, last) => {
  const mess = await createFour();
  const args = ['attendance', 'template', '--month', month, '--layout', 'register'];
  const [header = ''] = (await mess(...args)).stdout.split('\n');
  expect(header.split(',').slice(-2)).toEqual([String(last), 'month']);
});

test('as it comes back from a spreadsheet with semicolons and decimal commas', async () => {
  const mess = await createFour();
  const sheet = await template(mess);
  const filled = sheet
    .replace(/^(S001.*),,2025-05$/m, '$1,28.5,2025-05')
    .replaceAll(',', ';')
    .replaceAll('.', ',')
    .replaceAll('2025-05', 'May-25')
    .replaceAll('\n', '\r\n');
  expect(filled.split('\r\n')[1]).toBe('S001;Asha Rao;28,5;May-25');
  expect(await importBytes(mess, `\ufeff${filled}`)).toEqual({
    code: 0,
    stdout:
      'a.csv: 4 rows: 1 new, 0 changed, 0 unchanged, 3 blank (import 1).\nRead as: monthly, utf-8, semicolon, May 2025.\n',
    stderr: '',
  });
  expect(figures(mess)).toEqual(['S001 2025-05 28.5']);
});

test('what is recorded stays where the sheet is left empty', async () => {
  const mess = await createFour();
  await mess.do('attendance record S002 --month 2025-05 --days 20');
  expect(
    await outcome(mess, (await template(mess)).replace(/^(S001.*),,2025-05$/m, '$1,0,2025-05')),
  ).toContain(': 1 new, 0 changed, 0 unchanged, 3 blank');
  expect(figures(mess)).toEqual(['S001 2025-05 0', 'S002 2025-05 20']);
});

test('to a file, as JSON, and what is missing', async () => {
  const mess = await createFour();
  const path = `${mess.home}/may.csv`;
  await mess.do(`attendance template --month 2025-05 --output ${path}`);
  expect(await readFile(path, 'utf8')).toBe(await template(mess));
  const document = await mess.json<unknown[]>('attendance', 'template', '--month', '2025-05');
  expect(document[0]).toEqual({ studentId: 'S001', name: 'Asha Rao', month: '2025-05' });
  expect((await mess('attendance', 'template')).code).toBe(2);
  const layout = ['--month', '2025-05', '--layout', 'punches'];
  expect((await mess('attendance', 'template', ...layout)).code).toBe(2);
});
