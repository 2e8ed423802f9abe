import { expect, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import { createFour, figures, importBytes } from '../../support/records/files/import-file.ts';
import { PASSWORD } from '../../support/template.ts';

// The clock stands at 1 June 2025, noon in Kolkata.

const LOG = 'student_id,timestamp\n';

/** Moves the clock, by which the session ends. */
async function waitUntil(mess: TestMess, now: string): Promise<void> {
  mess.now = new Date(now);
  await mess.with({ stdin: PASSWORD })('admin', 'login', 'warden', '--password-stdin');
}

test('a punch of later today, but for ten minutes by which the clock of a device may be ahead', async () => {
  const mess = await createFour();
  const log = [
    'S001,2025-06-01 12:10:59',
    'S002,2025-06-01 12:11',
    'S003,2025-06-01T06:40:59Z',
    'S004,2025-06-01T06:41:00Z',
  ];
  const text = `${LOG}${log.join('\n')}\n`;
  expect((await importBytes(mess, text)).stderr).toContain(
    'a.csv:3: timestamp: is later than now (2025-06-01 12:11)\n' +
      'a.csv:5: timestamp: is later than now (2025-06-01T06:41:00Z)\n' +
      'error: a.csv has 2 mistakes: in the future. Nothing was written.\n',
  );
  await importBytes(mess, text, '--partial');
  expect(figures(mess)).toEqual(['S001 2025-06 1', 'S003 2025-06 1']);
  expect((await importBytes(mess, text, '--to', '2025-05-31')).stderr).toBe('');
  mess.now = new Date('2025-06-01T06:31:00Z');
  expect((await importBytes(mess, text)).code).toBe(0);
});

test('the ten minutes go over midnight, and over the beginning of the day of the mess', async () => {
  const mess = await createFour();
  await waitUntil(mess, '2025-06-30T18:25:00Z');
  const ahead = (clock: string) => `${LOG}S001,2025-07-01 ${clock}\n`;
  expect((await importBytes(mess, ahead('00:06'))).stderr).toContain(
    'a.csv:2: timestamp: is later than now (2025-07-01 00:06)\n',
  );
  expect((await importBytes(mess, ahead('00:05'))).code).toBe(0);
  await mess.do('settings --day-starts 04:00');
  // Of the evening of 30 June, and yet to come.
  expect((await importBytes(mess, ahead('03:00'))).stderr).toContain(
    'a.csv:2: timestamp: is later than now (2025-07-01 03:00)\n',
  );
  expect(figures(mess)).toEqual(['S001 2025-07 1']);
});

test('another zone, another form, and a time in a column of its own', async () => {
  const mess = await createFour();
  const utc = `${LOG}S001,2025-06-01 06:41\n`;
  expect((await importBytes(mess, utc, '--timezone', 'UTC')).code).toBe(6);
  expect((await importBytes(mess, utc)).code).toBe(0);
  const apart = 'student_id,date,time\nS002,1/6/2025,12:11 PM\nS003,1/6/2025,11:59 AM\n';
  const { stderr } = await importBytes(mess, apart, '--date-format', 'D/M/YYYY h:mm A');
  expect(stderr).toContain('a.csv:2: date: is later than now (1/6/2025 12:11 PM)\nerror: ');
});

test('in a register nobody is present on a day to come; its cells are empty, or say who is off', async () => {
  const mess = await createFour();
  const register = (...rows: string[]) => `student_id,month,1,2,3,5\n${rows.join('\n')}\n`;
  const filled = register(
    'S001,2025-06,P,P,P,H',
    'S002,2025-06,P,,,',
    'S003,2025-06,A,A,,',
    'S004,2025-06,P,,P,',
  );
  expect(await importBytes(mess, filled)).toMatchObject({
    code: 6,
    stderr:
      'a.csv:2: present on 2 to 3, 5 June 2025, still to come (S001)\n' +
      'a.csv:5: present on 3 June 2025, still to come (S004)\n' +
      'error: a.csv has 2 mistakes: in the future. Nothing was written.\n' +
      'hint: correct the file and import it again, or take its good rows with --partial\n',
  });
  await importBytes(mess, filled, '--partial');
  expect(figures(mess)).toEqual(['S002 2025-06 1', 'S003 2025-06 0']);
  await waitUntil(mess, '2025-06-05T06:30:00Z');
  expect((await importBytes(mess, filled)).code).toBe(0);
});

test('the template of the running month is filled in from day to day', async () => {
  const mess = await createFour();
  const { stdout } = await mess(
    'attendance',
    'template',
    '--month',
    '2025-06',
    '--layout',
    'register',
  );
  const first = stdout.replace(/,,/, ',P,');
  expect((await importBytes(mess, stdout)).code).toBe(0);
  expect((await importBytes(mess, first)).code).toBe(0);
  expect(figures(mess)).toEqual(['S001 2025-06 1']);
});

test('the roll of a day long ago is called only if somebody insists', async () => {
  const mess = await createFour();
  const call = ['attendance', 'today', '--date', '2014-06-01', '--all-present'];
  expect(await mess(...call)).toEqual({
    code: 8,
    stdout: '',
    stderr:
      'error: June 2014 is long before anything is recorded.\n' +
      'hint: check it; if it is right, give --unlikely\n',
  });
  const typed = await mess.with({ answers: [false] })(...call);
  expect({ code: typed.code, rows: figures(mess) }).toEqual({ code: 130, rows: [] });
  expect(typed.stderr).toContain('warning: June 2014 is long before anything is recorded.\n');
  expect(await mess(...call, '--unlikely')).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('warning: June 2014 is long before anything is recorded.\n'),
  });
  // By now something is recorded there.
  expect((await mess(...call.with(3, '2014-06-02'))).code).toBe(0);
  expect((await mess(...call.with(3, '2025-06-02'), '--unlikely')).stderr).toBe(
    'error: --date: 2025-06-02 is still to come\n',
  );
});

test('somebody is away long ago, or next year, but hardly in two years', async () => {
  const mess = await createMess();
  await mess.do('student add S1 --name A --branch B --phone 9800000001');
  const away = (from: string, to: string, ...more: string[]) =>
    mess('attendance', 'away', 'S1', '--from', from, '--to', to, ...more);
  expect((await away('2026-05-25', '2026-06-02')).code).toBe(0);
  expect(await away('2026-06-01', '2026-06-03', '--unlikely')).toMatchObject({
    code: 2,
    stderr: 'error: --to: 2026-06-03 is more than a year ahead\n',
  });
  expect(await away('2014-06-01', '2014-06-03')).toMatchObject({
    code: 8,
    stderr: expect.stringContaining('June 2014 is long before anything is recorded.\nhint: check'),
  });
  expect((await away('2014-06-01', '2014-06-03', '--unlikely')).code).toBe(0);
  expect((await away('2014-06-01', '2026-06-03', '--cancel')).code).toBe(2);
  expect((await away('2014-06-01', '2014-06-03', '--cancel')).code).toBe(0);
});
