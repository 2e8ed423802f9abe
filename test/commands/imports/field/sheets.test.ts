import { expect, test } from 'vitest';
import { createFieldMess, readField } from '../../../support/records/files/field.ts';
import { figures, importBytes, importRoll } from '../../../support/records/files/import-file.ts';
import { trySignIn } from '../../../support/records/sign-in.ts';

/** Imports a file of `test/field/` in November 2026, into a mess with four students. */
async function importField(path: string, ...options: string[]) {
  const mess = await createFieldMess('1', '2', '3', '17');
  mess.now = new Date('2026-11-02T06:30:00Z');
  await trySignIn(mess);
  const { code, stdout, stderr } = await importBytes(mess, await readField(path), ...options);
  return { code, stdout, stderr, figures: figures(mess) };
}

test.each([
  ['F1/with-header.dat', ['--ignore-unknown'], ['1 2026-09 30', '17 2026-09 30', '2 2026-09 20']],
  [
    'F2/AttLogs-renamed.csv',
    ['--ignore-unknown', '--date-format', 'M/D/YYYY h:mm A'],
    ['1 2026-09 30', '2 2026-09 15'],
  ],
  [
    'F2/AttLogs-renamed2.csv',
    ['--ignore-unknown', '--date-format', 'M/D/YYYY h:mm A'],
    ['1 2026-09 30', '2 2026-09 15'],
  ],
  ['F5/monthly-attendance-sheet-H.csv', ['--mark', 'H=off'], ['1 2026-09 26', '2 2026-09 17']],
  ['F5/register-totals.csv', [], ['1 2026-09 26', '2 2026-09 30']],
  ['F21/minute24.csv', ['--date-format', 'DD/MM/YYYY HH:mm:ss'], ['1 2026-09 3']],
  ['F21/minute24-12h.csv', ['--date-format', 'DD/MM/YYYY hh:mm:ss A'], ['1 2026-02 1']],
  ['F21/minute24-nosec.csv', ['--date-format', 'DD/MM/YYYY HH:mm'], ['1 2026-09 1']],
  ['F21/minute24-iso.csv', [], ['1 2026-09 1']],
  ['F38/absent-with-time.csv', [], ['2 2026-09 10']],
  ['F38/date-time-emptytime.csv', [], ['2 2026-09 10']],
  ['F38/erpnext-attendance-date.csv', [], ['1 2026-09 30', '2 2026-09 10']],
  ['F38/erpnext-daily.csv', [], ['1 2026-09 30', '2 2026-09 9.5']],
  ['F38/erpnext-daily.csv', ['--ignore-unknown'], ['1 2026-09 30', '2 2026-09 9.5']],
  ['F38/summary-half-days.csv', ['--ignore-unknown'], ['1 2026-09 22', '2 2026-09 28']],
  [
    'F4/first-twelve-days-mdy.csv',
    ['--date-format', 'M/D/YYYY h:mm A'],
    ['1 2026-10 12', '2 2026-10 12'],
  ],
  [
    'F4/whole-month-mdy.csv',
    ['--date-format', 'M/D/YYYY h:mm A'],
    ['1 2026-10 31', '2 2026-10 31'],
  ],
])('%s %j comes to what is right', async (path, options, right) => {
  const { code, figures: found } = await importField(path, ...options);
  expect({ code, found }).toEqual({ code: 0, found: right });
});

/** What is said of it, without how it ends. */
async function refusal(path: string, ...options: string[]) {
  const { code, stderr, figures: found } = await importField(path, ...options);
  expect({ code, found }).toEqual({ code: 6, found: [] });
  return stderr;
}

test('columns of a device: the id is known, and the others are passed over if somebody says so', async () => {
  const said = await refusal('F2/AttLogs.csv', '--date-format', 'M/D/YYYY h:mm A');
  expect(said).toContain('a.csv:1: Exception: unknown column; --ignore-unknown passes over it');
  expect(said).not.toMatch(/AC-No|did you mean/);
});

test('dates that fit two forms: both are named, with the dates that come of each', async () => {
  expect(await refusal('F4/first-twelve-days-mdy.csv')).toContain(
    'more than one form fits: as D/M/YYYY h:mm A 10 January to 10 December 2026, as M/D/YYYY h:mm A 1 to 12 October 2026',
  );
  expect(
    await refusal('F4/first-twelve-days-mdy.csv', '--date-format', 'D/M/YYYY h:mm A'),
  ).toContain('December 2026 is in the future');
  expect(await refusal('F4/whole-month-mdy.csv')).toContain('try --date-format "M/D/YYYY h:mm A"');
  expect(await refusal('F21/minute24.csv')).toContain(
    'as DD/MM/YYYY HH:mm:ss 1 to 3 September 2026',
  );
});

test('a day in each of twelve months is refused when they are over, too', async () => {
  const mess = await createFieldMess('1', '2');
  mess.now = new Date('2027-01-05T06:30:00Z');
  await trySignIn(mess);
  const log = await readField('F4/first-twelve-days-mdy.csv');
  const { code, stderr } = await importBytes(mess, log, '--date-format', 'D/M/YYYY h:mm A');
  expect({ code, figures: figures(mess) }).toEqual({ code: 6, figures: [] });
  expect(stderr).toContain('a day or two in each of 12 months, 10 January to 10 December 2026.');
});

test('an hour of 24 is no time', async () => {
  expect(await refusal('F21/hour24.csv', '--date-format', 'DD/MM/YYYY HH:mm:ss')).toContain(
    'a.csv:2: Timestamp: does not have the form of --date-format (02/09/2026 24:05:00)\n',
  );
});

test('H for everybody on a day is asked about, and other marks are counted as it is said', async () => {
  expect(await refusal('F5/monthly-attendance-sheet-H.csv')).toContain(
    'everybody has H on 6, 13, 20, 27 September 2026, so it may be a holiday and not half a day; --mark H=off',
  );
  const holiday = await importField('F5/monthly-attendance-sheet-H.csv', '--mark', 'H=holiday');
  expect(holiday.stdout).toContain('Marks: P 43 present, A 9 absent, H 8 off (not counted).\n');
  const unknown = await refusal('F5/register-WO-HL.csv');
  expect(unknown.split('\n').slice(0, 3)).toEqual([
    expect.stringMatching(
      /^a\.csv:2: day 15: not a mark of this mess; --mark HL=MEANING .*\(HL\)$/,
    ),
    expect.stringMatching(/^a\.csv:3: day 17: not a mark of this mess; --mark L=MEANING .*\(L\)$/),
    'error: a.csv has 2 mistakes: bad mark. Nothing was written.',
  ]);
  const marks = ['--mark', 'HL=half', '--mark', 'L=absent'];
  const read = await importField('F5/register-WO-HL.csv', ...marks);
  expect([read.stdout.split('\n')[2], ...read.figures]).toEqual([
    'Marks: P 47 present, WO 8 off (not counted), HL 1 half a day, WOP 1 present, HD 1 half a day, ½P 1 half a day, L 1 absent.',
    '1 2026-09 25.5',
    '2 2026-09 24',
  ]);
});

test('meals are no days, and may be written as days; quarters of a day are', async () => {
  expect(await refusal('F26/meals.csv')).toBe(
    [
      'a.csv:2: No of Days: 61.5 days present, but September 2026 has 30 (61.5)',
      'a.csv:3: No of Days: 58 days present, but September 2026 has 30 (58)',
      'error: a.csv has 2 mistakes: too many days. Nothing was written.',
      'hint: if the figures are meals, write days: 61 meals at two a day are 30.5; else correct the file and import it again, or take its good rows with --partial',
      '',
    ].join('\n'),
  );
  const mess = await createFieldMess('1', '2', '3');
  const { code, stderr } = await importBytes(
    mess,
    await readField('F26/quarters.csv'),
    '--partial',
  );
  expect({ code, stderr, figures: figures(mess) }).toMatchObject({
    code: 6,
    stderr: expect.stringContaining('a.csv:4: No of Days: not a number of days;'),
    figures: ['1 2026-09 20.25', '2 2026-09 20.75'],
  });
  const slip = await importBytes(mess, 'id,month,days\n1,2026-09,31\n');
  expect(slip.stderr).toContain('hint: correct the file');
});

test('a joining date in the future is named, and the bill says who is on the list and not billed', async () => {
  const mess = await createFieldMess('1', '2');
  const yy = await importRoll(
    mess,
    await readField('F24/roll-yy.csv'),
    '--date-format',
    'DD/MM/YY',
  );
  expect([yy.code, yy.stderr.split('\n')[0]]).toEqual([
    6,
    'a.csv:4: joined: read as 2050-06-12: 2050-06-12 is in the future (12/06/50)',
  ]);
  const future = await importRoll(mess, await readField('F24/future.csv'), '--unlikely');
  expect(future.stderr.split('\n').slice(0, 2)).toEqual([
    'a.csv:2: joined: 2062-01-01 is in the future (2062-01-01)',
    'a.csv:3: id: cannot leave before joining on 2024-05-01 (C2)',
  ]);
  const both = await readField('F24/roll-two-cols.csv');
  expect((await importRoll(mess, both, '--date-format', 'DD/MM/YYYY')).code).toBe(0);
  expect(await mess.json('student', 'show', 'B1')).toMatchObject({
    joined: '2024-04-03',
    left: '2025-06-13',
  });
  await mess.do(
    'student add N1 --name Late --branch B --phone 9800000099 --joined 2026-10-03 --unlikely',
    'attendance record 1 --month 2026-09 --days 30',
  );
  const bill = ['bill', 'register', '--month', '2026-09', '--fixed', '400', '--absent-if-missing'];
  expect((await mess(...bill)).stderr).toContain('N1');
});
