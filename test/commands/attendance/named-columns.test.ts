import { expect, test } from 'vitest';
import { readAttendance as read } from '../../support/records/files/field.ts';
import { createFour, expectRefused, importBytes } from '../../support/records/files/import-file.ts';

const DAY = 'S001,2025-05-01,P\nS002,2025-05-01,A\n';
const TAKEN = ['S001 2025-05 1', 'S002 2025-05 0'];

test('a daily file below a title, with names of its own for the date', async () => {
  const [code, readAs, ...figures] = await read(
    `Attendance of May,,\nRoll No,Att Date,Status\n${DAY}`,
  );
  expect([code, readAs, figures]).toEqual([
    0,
    'Read as: daily, utf-8, comma, header on line 2, May 2025.',
    TAKEN,
  ]);
});

test.each([
  [`Roll No,Date,Remark\n${DAY}`, ['--column', 'Remark=status']],
  [`Roll No,When,Status\n${DAY}`, ['--column', 'When=date']],
  [`Roll No,When,Status\n${DAY}`, ['--column', 'When=timestamp', '--layout', 'daily']],
  [DAY, ['--columns', 'student_id,date,status']],
  [`Emp ID,Date,Status,Emp Name,Remarks\n${DAY.replaceAll('\n', ',Asha,late\n')}`, []],
])('the columns of a daily file may be said: %j', async (text, options) => {
  const [code, readAs, ...figures] = await read(text, ...options);
  expect([code, readAs, figures]).toEqual([0, 'Read as: daily, utf-8, comma, May 2025.', TAKEN]);
});

test('a column that may decide is passed over where the person says so of it', async () => {
  const text = 'Roll No,Month,Days,Late Days\nS001,2025-05,20,3\n';
  expect((await importBytes(await createFour(), text, '--ignore-unknown')).code).toBe(6);
  expect(await read(text, '--column', 'Late Days=_')).toEqual([
    0,
    'Read as: monthly, utf-8, comma, May 2025.',
    'S001 2025-05 20',
  ]);
});

test('a column that may decide may be the one that is missing', async () => {
  const text = 'Roll No,Month,Days Attended\nS001,2025-05,20\n';
  const { stderr } = await importBytes(await createFour(), text);
  expect(stderr).toContain("--column 'Days Attended=days_present'");
  expect(await read(text, '--column', 'Days Attended=days_present')).toEqual([
    0,
    'Read as: monthly, utf-8, comma, May 2025.',
    'S001 2025-05 20',
  ]);
});

test('a column that is said to be one of another layout is not passed over', async () => {
  await expectRefused(
    'Roll No,Timestamp,Sum\nS001,2025-05-01 08:00,1\n',
    ['--column', 'Sum=days_present', '--layout', 'punches'],
    'a.csv:1: Sum: no column of the punches layout; --ignore-unknown passes over it (Sum)',
    'error: a.csv has 1 mistake: unknown column. Nothing was written.',
  );
});

test('the corrected state of a punch is looked at as its state is', async () => {
  const log = (state: string) =>
    `AC-No.,Time,State,New State\nS001,2025-05-01 08:00,C/In,\nS002,2025-05-01 08:00,C/In,${state}\n`;
  expect((await read(log('OverTime In'))).slice(0, 4)).toEqual([
    0,
    'Read as: punches, utf-8, comma, May 2025.',
    'S001 2025-05 1',
    'S002 2025-05 1',
  ]);
  const { code, stderr } = await importBytes(await createFour(), log('Denied'));
  expect([code, stderr.split('\n')[0]]).toEqual([
    6,
    expect.stringContaining('a.csv:3: New State: neither In nor Out'),
  ]);
});

test('remarks beside a figure decide nothing, and beside a bare day they may', async () => {
  const figures = 'Roll No,Name of Student,Month,Days,Remarks\nS001,Asha,2025-05,20,late fee\n';
  expect(await read(figures)).toContain('S001 2025-05 20');
  const days = 'Roll No,Date,Remarks\nS001,2025-05-01,on leave\n';
  expect((await read(days, '--layout', 'daily', '--ignore-unknown')).slice(0, 2)).toEqual([
    6,
    'a.csv:1: Remarks: not understood, and it may decide who was present; called "_Remarks" in the file it is passed over (Remarks)',
  ]);
});
