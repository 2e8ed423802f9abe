import { expect, test } from 'vitest';
import {
  createOriginal,
  done,
  storedByTakeOver,
  takeOver,
  UNCHANGED,
} from '../../support/books/original.ts';
import { createMess } from '../../support/mess.ts';
import { addAdmin } from '../../support/records/sign-in.ts';

test('what was changed here since stays as it is, and is named', async () => {
  const mess = await createMess();
  const original = await createOriginal();
  await takeOver(mess, original);
  await mess.do(
    'student edit 20CS024 --name "Arjun K. Nair"',
    'student edit 20EC007 --id 20EC070',
    'attendance record 20EC070 --month 2025-03 --days 29',
    'bill void --month 2025-03 --reason wrong --yes',
    'bill void --month 2025-04 --reason wrong --yes',
    'bill register --month 2025-04 --total 16000',
  );
  await mess.with({ stdin: 'another good password' })(
    'admin',
    'passwd',
    'office',
    '--password-stdin',
  );
  const before = storedByTakeOver(mess);
  expect(await takeOver(mess, original)).toEqual(
    done(
      [
        ...UNCHANGED.slice(0, 4),
        'Students                 6    0          4       2      0         0',
        'Months of attendance    16    0         15       1      0         0',
        'Bills                    3    0          3       0      0         0',
        'Shares of bills         17    0         17       0      0         0',
        'Admins                   1    0          0       1      0         0',
        ...UNCHANGED.slice(9),
      ],
      'Students who are recorded otherwise stay as they are: 20CS024, 20EC007 (here 20EC070).',
      'Attendance that is recorded otherwise stays as it is: 20EC007 in 2025-03.',
      'The bill of March 2025 was taken over before and is void by now.',
      'The bill of April 2025 was taken over before and is void by now.',
      'Admins who have another password here keep it: office.',
    ),
  );
  expect(storedByTakeOver(mess)).toEqual(before);
});

test('an id that somebody else has by now is a conflict', async () => {
  const mess = await createMess();
  const original = await createOriginal();
  await takeOver(mess, original);
  await mess.do('student edit 20EC007 --id 20EC070');
  await original.run(
    `insert into student values ('20EC070', 'Omar Ali', 'Electronics', '9822033446')`,
  );
  const before = storedByTakeOver(mess);
  expect(await takeOver(mess, original)).toEqual({
    code: 8,
    stdout: '',
    stderr:
      'error: The original has a student 20EC070, and in the mess that is by now the id of somebody else, who was taken over under another one.\n' +
      'hint: mess student edit 20EC070 --id NEW\n',
  });
  expect(storedByTakeOver(mess)).toEqual(before);
});

test('what the mess had before stays as it is', async () => {
  const mess = await createMess();
  await mess.do(
    'student add 20cs011 --name "Meera Pillai" --branch "Computer Science" --phone 9847011223',
    'student add 20ME015 --name "Harpreet Kaur" --branch Mechanical --phone 9815077889 --joined 2024-01-01',
    'student add X1 --name "Only Here" --branch Civil --phone 9815077880',
    'student remove 20ME015 --on 2025-04-20',
    'attendance record 20CS011 --month 2025-03 --days 30',
    'attendance record X1 --month 2025-03 --days 31',
    'attendance record X1 --month 2025-04 --days 30',
    'bill register --month 2025-04 --total 100',
  );
  await addAdmin(mess, 'Office', 'viewer', 'another good password');
  const original = await createOriginal();
  const { stdout, stderr } = await takeOver(mess, original);
  expect(stdout.split('\n').slice(4)).toEqual([
    'Students                 6    4          1       1      0         0',
    'Months of attendance    16   14          0       2      0         0',
    'Bills                    3    2          0       1      0         0',
    'Shares of bills         17   11          0       6      0         0',
    'Admins                   1    0          0       1      0         0',
    '',
  ]);
  expect(stderr.split('\n')).toEqual([
    'warning: Students who are recorded otherwise stay as they are: 20CS011 (here 20cs011).',
    'warning: Attendance that is recorded otherwise stays as it is: 20CS011 in 2025-03.',
    'warning: Attendance of students who had left is not taken: 20ME015 in 2025-05.',
    'warning: April 2025 has another bill in the mess, which stays as it is.',
    'warning: Admins who have another password here keep it: Office.',
    'warning: The bill of April 2025 was made before this change. To take it in: mess bill revise --month 2025-04 --reason TEXT.',
    '',
  ]);
  expect(await mess.json('admin', 'list')).toContainEqual({
    id: 'Office',
    role: 'viewer',
    disabled: false,
  });
  const stale = await mess.json<{ month: string; stale: boolean }[]>('bill', 'list');
  expect(stale.map(({ month, stale }) => [month, stale])).toEqual([
    ['2025-03', false],
    ['2025-04', true],
    ['2025-05', false],
  ]);
  expect((await takeOver(mess, original)).stdout).toContain('Nothing changed.');
});

test('a taken over bill is stale when attendance was changed since, and only then', async () => {
  const mess = await createMess();
  await takeOver(mess, await createOriginal());
  const stale = async () =>
    (await mess.json<{ stale: boolean }>('bill', 'show', '--month', '2025-04')).stale;
  mess.now = new Date(mess.now.getTime() + 60_000);
  await mess.do(
    'student add 21CE009 --name "New One" --branch Civil --phone 9815077880 --joined 2025-01-01',
    'student remove 20ME021 --on 2025-03-31',
    'attendance record 21CE009 --month 2025-04 --days 0',
    'attendance record 20CS024 --month 2025-04 --days 28',
  );
  expect(await stale()).toBe(false);
  const record = (days: string) =>
    mess('attendance', 'record', '20CS024', '--month', '2025-04', '--days', days);
  expect((await record('27')).stderr).toContain('The bill of April 2025 was made before');
  expect(await stale()).toBe(true);
  expect((await record('28')).stderr).toBe('');
  expect(await stale()).toBe(false);
  await mess.do('attendance record 21CE009 --month 2025-04 --days 3');
  expect(await stale()).toBe(true);
});
