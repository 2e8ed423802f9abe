import { expect, test } from 'vitest';
import { plant } from '../../support/books/planted.ts';
import { createMess, type TestMess } from '../../support/mess.ts';
import { addMay } from '../../support/records/month.ts';

/**
 * May with a bill, and past the program another figure than the one it was made of: whatever compares
 * the bill finds it stale.
 */
async function createHiddenChange(register: string): Promise<TestMess> {
  const mess = await createMess();
  await addMay(mess);
  await mess.do(
    'student edit S004 --joined 2025-04-10',
    'purchase add --date 2025-05-02 --head Milk --amount 500',
    `bill register --month 2025-05 ${register}`,
  );
  plant(mess, [
    `update attendance set days_hundredths = 100
     where student_no = (select no from students where id = 'S001')`,
  ]);
  return mess;
}

interface Listed {
  readonly month: string;
  readonly stale: boolean;
}

async function isCompared(mess: TestMess): Promise<boolean> {
  const isStale = (bills: readonly Listed[]) =>
    bills.some(({ month, stale }) => month === '2025-05' && stale);
  const listed = isStale(await mess.json('bill', 'list'));
  expect(isStale(await mess.json('month', 'list'))).toBe(listed);
  const { openMonths } = await mess.json<{ openMonths: Listed[] }>('status');
  expect(isStale(openMonths)).toBe(listed);
  return listed;
}

async function importStudents(mess: TestMess, ...rows: readonly string[]): Promise<void> {
  const stdin = ['id,name,branch,phone,joined', ...rows, ''].join('\n');
  const options = ['--on-conflict', 'update', '--unlikely'];
  expect(await mess.with({ stdin })('student', 'import', '-', ...options)).toMatchObject({
    code: 0,
  });
}

type Work = (mess: TestMess) => Promise<void>;
const does =
  (...lines: string[]): Work =>
  (mess) =>
    mess.do(...lines);
const ADD = '--name "Ravi" --branch CSE --phone 9876543217';

const UNTOUCHED: readonly (readonly [string, Work])[] = [
  ['nothing is done', does()],
  ['what was recorded is recorded again', does('attendance record S002 --month 2025-05 --days 28')],
  ['another month is recorded', does('attendance record S002 --month 2025-06 --days 28')],
  ['somebody leaves within the month', does('student remove S002 --on 2025-05-01')],
  ['somebody leaves later', does('student remove S002 --on 2025-06-10', 'student restore S002')],
  ['a name and an id are mended', does('student edit S002 --name Vik --id A1')],
  ['the day of joining is another one of the month', does('student edit S004 --joined 2025-05-31')],
  ['a day of joining becomes known', does('student edit S003 --joined 2025-01-01')],
  ['somebody comes without a date', does(`student add S005 ${ADD}`)],
  ['somebody comes later', does(`student add S005 ${ADD} --joined 2025-06-01`)],
  [
    'a file brings others later, and names',
    (mess) =>
      importStudents(mess, 'S006,Nila,ME,9876543219,2025-06-02', 'S002,Vik,ECE,9876543211,'),
  ],
  ['a purchase of another month', does('purchase add --date 2025-06-01 --head Milk --amount 1')],
  ['a head is renamed', does('purchase heads rename Milk Dairy')],
  ['another month is billed', does('bill register --month 2025-06 --fixed 1 --early')],
];

const TOUCHED: readonly (readonly [string, Work])[] = [
  ['attendance is recorded', does('attendance record S002 --month 2025-05 --days 27')],
  [
    'somebody gets a first figure',
    does(`student add S005 ${ADD}`, 'attendance record S005 --month 2025-05 --days 0'),
  ],
  [
    'a figure goes, and stays in the history alone',
    async (mess) => {
      await mess.do('attendance record S002 --month 2025-06 --days 3');
      plant(mess, [
        `insert into attendance_history (month, student_no, changed_by, days_hundredths, replaced_by)
         select month, student_no, changed_by, days_hundredths,
           (select max(sequence) from audit_entries)
         from attendance where month = '2025-05' and student_no = 2`,
        "delete from attendance where month = '2025-05' and student_no = 2",
      ]);
    },
  ],
  [
    'attendance is imported, and with it another month',
    async (mess) => {
      const stdin = 'student_id,month,days_present\nS002,2025-05,27\nS002,2025-06,3\n';
      expect(await mess.with({ stdin })('attendance', 'import', '-')).toMatchObject({ code: 0 });
    },
  ],
  ['somebody left before the month', does('student remove S002 --on 2025-04-30')],
  ['he comes back', does('student remove S002 --on 2025-04-30', 'student restore S002')],
  ['somebody had not joined yet', does('student edit S004 --joined 2025-06-01')],
  [
    'somebody who was there comes onto the roll',
    does(`student add S005 ${ADD} --joined 2025-05-31`),
  ],
  [
    'somebody comes, and is known to have been there afterwards',
    does(`student add S005 ${ADD}`, 'student edit S005 --joined 2025-05-01'),
  ],
  ['a file says so', (mess) => importStudents(mess, 'S006,Nila,ME,9876543219,2025-05-02')],
  [
    'a file has another day of joining',
    (mess) =>
      importStudents(
        mess,
        'S002,Vikram Shah,ECE,9876543211,',
        'S004,Dev Anand,ME,+9779812345678,2025-06-01',
      ),
  ],
];

test.each(UNTOUCHED)('a bill is not compared where %s', async (_, work) => {
  const mess = await createHiddenChange('--total 90000');
  await work(mess);
  expect(await isCompared(mess)).toBe(false);
  expect(await mess.json('bill', 'show', '--month', '2025-05')).toMatchObject({ stale: true });
});

test.each(TOUCHED)('a bill is compared where %s', async (_, work) => {
  const mess = await createHiddenChange('--total 90000');
  await work(mess);
  expect(await isCompared(mess)).toBe(true);
});

test('purchases touch a bill that is made up of them, and no other', async () => {
  const buy = 'purchase add --date 2025-05-31 --head Milk --amount 1';
  const given = await createHiddenChange('--total 90000');
  await given.do(buy, 'purchase void 1 --reason twice --yes');
  expect(await isCompared(given)).toBe(false);
  for (const change of [buy, 'purchase void 1 --reason twice --yes']) {
    const mess = await createHiddenChange('--from-purchases');
    expect(await isCompared(mess)).toBe(false);
    await mess.do(change);
    expect(await isCompared(mess)).toBe(true);
  }
});

test('of a revision who was left out for want of a date is found', async () => {
  const mess = await createMess();
  await addMay(mess);
  await mess.do(
    'bill register --month 2025-05 --total 90000',
    `student add S005 ${ADD}`,
    'bill revise --month 2025-05 --total 80000 --reason cheaper --yes',
  );
  expect(await mess.json('bill', 'list')).toMatchObject([{ revision: 2, stale: false }]);
  await mess.do('student edit S005 --joined 2024-01-01');
  expect(await mess.json('bill', 'list')).toMatchObject([{ changed: { students: ['S005'] } }]);
});

test('a month is not closed over a bill that was changed past the program', async () => {
  const mess = await createHiddenChange('--total 90000');
  expect(await mess('month', 'close', '--month', '2025-05')).toMatchObject({ code: 8 });
});
