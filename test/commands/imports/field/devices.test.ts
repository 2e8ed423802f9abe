import { expect, test } from 'vitest';
import { createFieldMess, readField } from '../../../support/records/files/field.ts';
import {
  figures,
  importBytes,
  importRoll,
  outcome,
} from '../../../support/records/files/import-file.ts';

test('the log of a device without a header: its columns are asked for, then it is read', async () => {
  const mess = await createFieldMess('1', '2', '17');
  const log = await readField('F1/1_attlog.dat');
  expect(await importBytes(mess, log)).toEqual({
    code: 6,
    stdout: '',
    stderr: [
      'a.csv:1: no line names the columns, and this one is a row; --columns student_id,timestamp,_ may name them (1 2026-09-01 08:01:11 1 0 1 0)',
      'error: a.csv has 1 mistake: header missing. Nothing was written.',
      'hint: name the columns of the file: --columns student_id,timestamp,_; else correct the file and import it again',
      '',
    ].join('\n'),
  });
  expect(await importBytes(mess, log, '--columns', 'student_id,timestamp,_,_')).toEqual({
    code: 0,
    stdout:
      'a.csv: 80 rows: 3 new, 0 changed, 0 unchanged (import 1).\nRead as: punches, utf-8, tab, September 2026.\n',
    stderr: '',
  });
  expect(figures(mess)).toEqual(['1 2026-09 30', '17 2026-09 30', '2 2026-09 20']);
});

test('AC-No. is the id of a student', async () => {
  const mess = await createFieldMess('1', '2');
  const options = ['--ignore-unknown', '--date-format', 'M/D/YYYY h:mm A'];
  expect(await outcome(mess, await readField('F2/AttLogs.csv'), ...options)).toBe(
    '0 a.csv: 75 rows: 2 new, 0 changed, 0 unchanged (import 1).',
  );
  expect(figures(mess)).toEqual(['1 2026-09 30', '2 2026-09 15']);
});

test('a row of totals at the end is passed over, and said', async () => {
  const mess = await createFieldMess('1', '2');
  const file = await readField('F5/register-totals.csv');
  expect(await importBytes(mess, file, '--ignore-unknown')).toEqual({
    code: 0,
    stdout:
      'a.csv: 2 rows: 2 new, 0 changed, 0 unchanged (import 1).\nRead as: register, utf-8, comma, without line 4 below the table, September 2026.\nMarks: P 56 present, A 4 absent.\n',
    stderr: '',
  });
  expect(figures(mess)).toEqual(['1 2026-09 26', '2 2026-09 30']);
});

test('="021" is the text 021, and the other rows are checked', async () => {
  const mess = await createFieldMess();
  const ids = await readField('F9/roll-quoted-ids.csv');
  const { code, stderr } = await importRoll(mess, ids, '--partial');
  expect([code, stderr.split('\n')[0]]).toEqual([
    6,
    expect.stringMatching(/^a\.csv:3: Roll No: not an id;.*\('022\)$/),
  ]);
  expect(await mess.json('student', 'show', '021')).toMatchObject({ name: 'Latha' });
  const phones = await readField('F9/roll-phones.csv');
  await importRoll(mess, phones, '--partial');
  expect(await mess.json('student', 'show', 'A7')).toMatchObject({ phone: '9800000010' });
  expect((await importRoll(mess, await readField('F9/roll.csv'))).code).toBe(0);
  const after = await importBytes(mess, await readField('F9/attendance-after-excel.csv'));
  expect(after.stderr.split('\n').slice(0, 3)).toEqual([
    'a.csv:2: Roll No: no such student; is it 007? (7)',
    'a.csv:3: Roll No: no such student; is it 012? (12)',
    'a.csv:4: Roll No: a spreadsheet took the id for a number; format the column as text (2.10012E+11)',
  ]);
});

test('the same punch several times is one day', async () => {
  const mess = await createFieldMess('1');
  expect(await outcome(mess, await readField('F13/repeats.csv'))).toBe(
    '0 a.csv: 150 rows: 1 new, 0 changed, 0 unchanged (import 1).',
  );
  expect(figures(mess)).toEqual(['1 2026-09 30']);
});

test('staff on the same device: a line for each, and a way to pass them over', async () => {
  const mess = await createFieldMess('1', '2');
  const log = await readField('F15/with-staff.csv');
  expect((await importBytes(mess, log)).stderr.split('\n')).toEqual([
    'a.csv:4: Roll No: no such student (900): 30 rows, lines 4, 8, 12, 16, 20 …',
    'a.csv:5: Roll No: no such student (901): 30 rows, lines 5, 9, 13, 17, 21 …',
    'error: a.csv has 60 mistakes: unknown student. Nothing was written.',
    'hint: for those who are no students: --not-students 900,901; else correct the file and import it again, or take its good rows with --partial',
    '',
  ]);
  expect(await importBytes(mess, log, '--not-students', '900,901', '--dry-run')).toEqual({
    code: 0,
    stdout: [
      'a.csv: 120 rows: 2 new, 0 changed, 0 unchanged, 60 passed over. Dry run: nothing was written.',
      'Read as: punches, utf-8, comma, September 2026.',
      'Passed over: 60 rows of 2 who are no students.',
      '',
    ].join('\n'),
    stderr: '',
  });
  const staff = await mess.file('staff.txt', '\ufeff900, Cook\r\n\r\n901\r\n');
  expect(await importBytes(mess, log, '--not-students', staff, '--quiet')).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  });
  expect(figures(mess)).toEqual(['1 2026-09 30', '2 2026-09 30']);
});
