import { expect, test } from 'vitest';
import { createFour, importBytes } from '../../support/records/files/import-file.ts';

const HEADER = 'student_id,month,days_present\n';
const rows = (month: string, ...ids: string[]) => ids.map((id) => `${id},${month},3\n`).join('');

test('who is on the roll and has no days is named, if most have some', async () => {
  const mess = await createFour();
  const file = HEADER + rows('2025-04', 'S001', 'S002') + rows('2025-05', 'S001', 'S002', 'S003');
  expect(await importBytes(mess, file, '--dry-run')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/\nNo days for 1 on the roll in May 2025: S004\.\n$/),
    stderr: '',
  });
  const path = await mess.file('b.csv', file);
  expect(await mess.json('attendance', 'import', path)).toMatchObject({
    withoutDays: [{ month: '2025-05', count: 1, ids: ['S004'] }],
    warnings: [],
  });
  expect((await importBytes(mess, `${file}\n`, '--quiet')).stdout).toBe('');
});

test('nobody who has days recorded, or is not on the roll in the month', async () => {
  const mess = await createFour();
  await mess.do(
    'attendance record S003 --month 2025-05 --days 5',
    'student remove S004 --on 2025-04-30 --yes',
    'student add S005 --name E --branch B --phone 9800000099 --joined 2025-06-01',
  );
  const file = HEADER + rows('2025-05', 'S001', 'S002');
  expect((await importBytes(mess, file)).stdout).not.toContain('No days');
  const april = HEADER + rows('2025-04', 'S001', 'S002', 'S003');
  expect((await importBytes(mess, april)).stdout).toContain(
    'No days for 1 on the roll in April 2025: S004.',
  );
});

test('of many the first ten are named, of several months the first three', async () => {
  const mess = await createFour();
  const ids = Array.from({ length: 12 }, (_, index) => `T${index + 10}`);
  const roll = ids.map((id, index) => `${id},T,B,98000001${index + 10}\n`).join('');
  await mess.do(`student import ${await mess.file('roll.csv', `id,name,branch,phone\n${roll}`)}`);
  const there = ['S001', 'S002', 'S003', 'S004', ...ids.slice(0, 5)];
  const months = ['2024-12', '2025-01', '2025-02', '2025-03', '2025-04'];
  const file = HEADER + months.map((month) => rows(month, ...there)).join('');
  const { stdout } = await importBytes(mess, file, '--dry-run');
  expect(stdout.split('\n')[2]).toBe(
    'No days for 7 on the roll in December 2024: T15, T16, T17, T18, T19, T20, T21; 7 on the roll in January 2025: T15, T16, T17, T18, T19, T20, T21; 7 on the roll in February 2025: T15, T16, T17, T18, T19, T20, T21; and in 2 other months.',
  );
});
