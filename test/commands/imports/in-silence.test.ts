import { expect, test } from 'vitest';
import {
  createFour,
  figures,
  importBytes,
  importRoll,
} from '../../support/records/files/import-file.ts';
import { PASSWORD } from '../../support/template.ts';

test('whoever has an id like a sum is no row below the table', async () => {
  const mess = await createFour();
  const roll = await importRoll(
    mess,
    'id,name,branch,phone\nSUM01,Neha,CH,9876543220\nAVG-2,Om,CH,9876543221\nTotal,,,2\n',
  );
  expect(roll).toMatchObject({ code: 0, stdout: expect.stringContaining('2 rows: 2 new') });
  const sheet = 'id,month,days\nS001,2025-05,20\nSUM01,2025-05,21\nAVG-2,2025-05,22\nTotal 3,,63\n';
  expect((await importBytes(mess, sheet)).stdout).toContain('without line 5 below the table');
  expect(figures(mess)).toEqual(['AVG-2 2025-05 22', 'S001 2025-05 20', 'SUM01 2025-05 21']);
});

test('a log of which most is at midnight is one of dates, and no figure is taken of it', async () => {
  const mess = await createFour();
  await mess.do('settings --day-starts 04:00');
  const log =
    'Roll No,Date\nS001,2025-05-01 00:00:00\nS001,2025-05-02 00:00:00\nS002,2025-05-01 08:00\n';
  const refused = await importBytes(mess, log);
  expect(refused.stderr).toContain(
    'a.csv:2: Date: 2 of 3 rows are at midnight, so they may be dates, and a date without a time is no punch; with a column of marks, such as Status, it is a daily file, and if each row is a day present: --layout daily (2025-05-01 00:00:00)\n',
  );
  expect((await importBytes(mess, log, '--partial')).code).toBe(6);
  expect(figures(mess)).toEqual([]);
  expect((await importBytes(mess, log, '--layout', 'daily')).code).toBe(0);
  expect(figures(mess)).toEqual(['S001 2025-05 2', 'S002 2025-05 1']);
  const us = 'Roll No,Time\nS003,05/01/2025 12:00 AM\n';
  const form = ['--date-format', 'MM/DD/YYYY hh:mm A'];
  expect((await importBytes(mess, us, ...form)).stderr).toContain('1 of 1 rows are at midnight');
  // Somebody may well come at that minute.
  const night = 'Roll No,Time\nS003,2025-05-03 00:00:00\nS003,2025-05-03 20:00:00\n';
  expect((await importBytes(mess, night)).code).toBe(0);
  expect(figures(mess)).toContain('S003 2025-05 2');
});

test('a clock that shows nothing is nobody there, a word is no time, and who left had come', async () => {
  const mess = await createFour();
  const head = 'Roll No,Date,Clock In,Clock Out\n';
  const times = [
    '8:00,20:00',
    '0:00,0:00',
    '0,0',
    '12:00 AM,',
    '00:00:00,--:--',
    '2025-05-06 08:00,',
  ];
  const rows = times.map((time, index) => `S001,2025-05-0${index + 1},${time}\n`);
  expect((await importBytes(mess, head + rows.join(''))).code).toBe(0);
  expect(figures(mess)).toEqual(['S001 2025-05 2']);
  const wrong = `${head}S002,2025-05-01,,20:00\nS002,2025-05-02,Leave 2,\n`;
  const { code, stderr } = await importBytes(mess, wrong);
  expect(code).toBe(6);
  expect(stderr).toContain(
    'a.csv:2: Clock Out: they left, and did not come; write when they came, or take away when they left (20:00)\n' +
      'a.csv:3: Clock In: not a time; leave it empty where nobody came (Leave 2)\n',
  );
});

/** The log of a device: one punch of each on each of these days of June. */
const logOf = (punches: Readonly<Record<string, readonly number[]>>) =>
  Object.entries(punches)
    .flatMap(([id, days]) => days.map((day) => `${id}\t2025-06-0${day} 08:00:00\t1\n`))
    .join('');

test('the day of a daily sheet is what it says, whenever the day of the mess begins', async () => {
  const mess = await createFour();
  await mess.do('settings --day-starts 04:00');
  const sheet = 'Roll No,Date,Status\nS001,2025-05-01 00:00:00,P\nS001,2025-05-02 00:20:00,P\n';
  expect((await importBytes(mess, sheet)).code).toBe(0);
  expect(figures(mess)).toEqual(['S001 2025-05 2']);
});

test('a device that is emptied every night: the same number of other days is no figure that stays', async () => {
  const mess = await createFour();
  mess.now = new Date('2025-06-09T18:00:00Z');
  await mess.with({ stdin: PASSWORD })('admin', 'login', 'warden', '--password-stdin');
  const columns = ['--columns', 'student_id,timestamp,_'];
  expect((await importBytes(mess, logOf({ S001: [1], S002: [1] }), ...columns)).code).toBe(0);
  const second = await importBytes(mess, logOf({ S001: [2], S002: [2] }), ...columns);
  expect(second.code).toBe(6);
  expect(second.stderr).toContain('S001 lacks 1 June 2025, which the last log had');
  // With the first night before it, it is one log.
  const both = logOf({ S001: [1, 2], S002: [1, 2] });
  expect((await importBytes(mess, both, ...columns)).code).toBe(0);
  expect(figures(mess)).toEqual(['S001 2025-06 2', 'S002 2025-06 2']);
});

test('a log of another gate, of the same days, takes no days from anybody', async () => {
  const mess = await createFour();
  mess.now = new Date('2025-06-09T18:00:00Z');
  await mess.with({ stdin: PASSWORD })('admin', 'login', 'warden', '--password-stdin');
  const columns = ['--columns', 'student_id,timestamp,_'];
  const all = [1, 2, 3, 4, 5, 6, 7];
  const north = logOf({ S001: [1, 2, 3, 4], S002: all });
  const south = logOf({ S001: [5, 6], S002: all });
  expect((await importBytes(mess, north, ...columns)).code).toBe(0);
  const refused = await importBytes(mess, south, ...columns, '--quiet');
  expect(refused.code).toBe(6);
  expect(refused.stderr).toContain('S001 lacks 1 to 4 June 2025, which the last log had');
  expect((await importBytes(mess, north + south, ...columns)).code).toBe(0);
  expect(figures(mess)).toEqual(['S001 2025-06 6', 'S002 2025-06 7']);
});
