import { expect, test } from 'vitest';
import { createMess } from '../support/mess.ts';
import {
  createFour,
  figures,
  importBytes,
  importRoll,
} from '../support/records/files/import-file.ts';
import { importPurchases } from '../support/records/purchases.ts';

// The clock stands at 1 June 2025, noon in Kolkata.

const NOTHING =
  'hint: correct the file and import it again, or take its good rows with --partial\n';

test('two-digit years that come out in the future are mistakes that say so', async () => {
  const mess = await createMess();
  const roll = [
    'id,name,branch,phone,joined,left',
    'A1,Devi,CSE,9800000004,12/06/98,',
    'A2,Eshan,CSE,9800000005,12/06/68,',
    'A3,Farah,CSE,9800000006,12/06/50,',
    'A4,Gopal,CSE,9800000007,03/04/24,05/06/25',
    '',
  ].join('\n');
  expect(await importRoll(mess, roll, '--date-format', 'DD/MM/YY')).toMatchObject({
    code: 6,
    stderr:
      'a.csv:4: joined: read as 2050-06-12: 2050-06-12 is in the future (12/06/50)\n' +
      `error: a.csv has 1 mistake: in the future. Nothing was written.\n${NOTHING}`,
  });
});

test('joining dates in the future, before 1950 and after the leaving', async () => {
  const mess = await createMess();
  const roll = [
    'id,name,branch,phone,joined,left',
    'C1,Jaya,CSE,9800000010,2062-01-01,',
    'C2,Kiran,CSE,9800000011,2024-05-01,2023-05-01',
    'C3,Lata,CSE,9800000012,1949-12-31,',
    'C4,Mani,CSE,9800000013,2025-07-01,',
    '',
  ].join('\n');
  expect((await importRoll(mess, roll)).stderr).toBe(
    'a.csv:2: joined: 2062-01-01 is in the future (2062-01-01)\n' +
      'a.csv:3: id: cannot leave before joining on 2024-05-01 (C2)\n' +
      'a.csv:4: joined: 1949-12-31 is before 1950 (1949-12-31)\n' +
      'a.csv:5: joined: 2025-07-01 is in the future; --unlikely takes it all the same (2025-07-01)\n' +
      'error: a.csv has 4 mistakes: in the future (2), left before joined, long ago. Nothing was written.\n' +
      NOTHING,
  );
  await importRoll(mess, roll, '--unlikely', '--partial');
  expect(mess.rows('select id from students')).toEqual([{ id: 'C4' }]);
  const add = ['student', 'add', 'D', '--name', 'D', '--branch', 'B', '--phone', '9800000020'];
  expect(await mess(...add, '--joined', '2062-01-01', '--unlikely')).toMatchObject({
    code: 2,
    stderr: 'error: --joined: 2062-01-01 is in the future\n',
  });
  expect(await mess(...add, '--joined', '2025-06-10')).toMatchObject({
    code: 8,
    stderr: expect.stringContaining('2025-06-10 is in the future.\nhint: check it'),
  });
  expect((await mess(...add, '--joined', '2025-06-10', '--unlikely')).code).toBe(0);
  // What is recorded already is no mistake of a file that says it again.
  expect((await importRoll(mess, `${roll.split('\n')[0]}\n${roll.split('\n')[4]}\n`)).code).toBe(0);
});

test('attendance of a month to come, and of one long before all that is recorded', async () => {
  const mess = await createFour();
  const row = (month: string) => `student_id,month,days_present\nS001,${month},3\n`;
  expect((await importBytes(mess, row('2025-07'), '--unlikely')).stderr).toBe(
    'a.csv:2: month: July 2025 is in the future (2025-07)\n' +
      `error: a.csv has 1 mistake: in the future. Nothing was written.\n${NOTHING}`,
  );
  expect((await importBytes(mess, row('2015-05'))).stderr).toContain(
    'a.csv:2: month: May 2015 is long before anything is recorded; --unlikely takes it all the same (2015-05)\n',
  );
  expect((await importBytes(mess, row('2023-06'))).code).toBe(0);
  expect((await importBytes(mess, row('2021-06'))).code).toBe(0);
  expect((await importBytes(mess, row('2025-06'))).code).toBe(0);
  expect((await importBytes(mess, row('2015-05'), '--unlikely')).code).toBe(0);
  const record = (month: string) => [
    'attendance',
    'record',
    'S002',
    '--month',
    month,
    '--days',
    '1',
  ];
  expect(await mess(...record('2025-07'), '--unlikely')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('error: July 2025 is in the future.\n'),
  });
  expect((await mess(...record('1999-07'))).code).toBe(8);
  expect((await mess(...record('1999-07'), '--unlikely')).code).toBe(0);
});

test('a punch later than now', async () => {
  const mess = await createFour();
  const log =
    'student_id,timestamp\nS001,2025-06-01 08:00\nS001,2025-06-02 08:00\nS002,2125-06-01 08:00\n';
  expect((await importBytes(mess, log)).stderr).toContain(
    'a.csv:3: timestamp: is later than now (2025-06-02 08:00)\n' +
      'a.csv:4: timestamp: June 2125 is in the future (2125-06-01 08:00)\n',
  );
  await importBytes(mess, log, '--to', '2025-06-01');
  expect(figures(mess)).toEqual(['S001 2025-06 1']);
});

test('a purchase of another century, and one of days to come', async () => {
  const mess = await createMess();
  const sheet = (date: string) => `date,head,amount\n${date},Milk,5\n`;
  for (const [date, message] of [
    ['1925-05-01', '1925-05-01 is before 2000'],
    ['2125-05-01', '2125-05-01 is in the future'],
    ['2025-06-02', '2025-06-02 is in the future; --unlikely takes it all the same'],
    [
      '2015-05-01',
      'May 2015 is long before anything is recorded; --unlikely takes it all the same',
    ],
  ] as const) {
    expect((await importPurchases(mess, sheet(date))).stderr).toContain(
      `a.csv:2: date: ${message} (${date})\n`,
    );
  }
  for (const century of ['1925-05-01', '2125-05-01']) {
    expect((await importPurchases(mess, sheet(century), '--unlikely')).code).toBe(6);
  }
  expect((await importPurchases(mess, sheet('2025-06-02'), '--unlikely')).code).toBe(0);
  // It stands there, and a sheet that has it still is none the worse.
  expect((await importPurchases(mess, sheet('2025-06-02'), '--again', '--dry-run')).code).toBe(6);
  expect((await importPurchases(mess, `${sheet('2025-06-02')}2025-05-31,Milk,7\n`)).code).toBe(0);
});

test('what came in wrongly is taken out until nothing of it is left', async () => {
  const mess = await createFour();
  const before = [await mess.json('status'), await mess.json('month', 'list')];
  await mess.do(
    'attendance record S001 --month 2015-05 --days 3 --unlikely',
    'purchase add --date 2015-05-01 --head Milk --amount 5 --unlikely',
    'bill register --month 2015-05 --total 5 --absent-if-missing',
    'bill void --month 2015-05 --reason mistyped --yes',
    'purchase void 1 --reason mistyped --yes',
    'attendance clear S001 --month 2015-05',
  );
  expect([await mess.json('status'), await mess.json('month', 'list')]).toEqual(before);
  expect((await mess('bill', 'history', '--month', '2015-05')).code).toBe(0);
});
