import { expect, test } from 'vitest';
import { createMess } from '../support/mess.ts';
import { addFourStudents } from '../support/records/month.ts';

/** Every option that takes a date; DATE stands where it goes. */
const LINES = [
  'purchase add --amount 5 --head Milk --date DATE',
  'student add S9 --name A --branch B --phone 9876543210 --joined DATE',
  'student edit S001 --joined DATE',
  'student remove S002 --on DATE',
  'audit list --since DATE',
  'attendance import punches.csv --from DATE',
  'attendance import punches.csv --to DATE',
  'attendance away S001 --to 2025-06-20 --from DATE',
  'attendance away S001 --from 2025-06-20 --to DATE',
  'attendance today --all-present --date DATE',
  'purchase edit 1 --date DATE',
];

function withDate(line: string, date: string): string[] {
  return line.split(' ').map((word) => (word === 'DATE' ? date : word));
}

test('a date is read in the form of the mess, and ISO always', async () => {
  const mess = await createMess();
  const dateOf = async (date: string) => {
    const add = withDate('purchase add --amount 5 --head Milk --date DATE', date);
    return (await mess.json<{ date: string }>(...add)).date;
  };
  expect(await dateOf('05/04/2025')).toBe('2025-04-05');
  expect(await dateOf('5.4.2025')).toBe('2025-04-05');
  expect(await dateOf('2025-05-04')).toBe('2025-05-04');
  await mess.do('settings --date-format mm/dd/yyyy');
  expect(await dateOf('05/04/2025')).toBe('2025-05-04');
  expect(await dateOf('2025-04-05')).toBe('2025-04-05');
});

test('a month may have its English name, whatever the form of the mess', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  const joined = async (date: string) =>
    (await mess.json<{ joined: string }>('student', 'edit', 'S001', '--joined', date)).joined;
  expect(await joined('12 Oct 2024')).toBe('2024-10-12');
  await mess.do('settings --date-format mm/dd/yyyy');
  expect(await joined('3  OCTOBER 2024')).toBe('2024-10-03');
  expect(await joined('04-Sept-2024')).toBe('2024-09-04');
  const answers = ['S9', 'A', 'B', '9876543210', '5 April 2025'];
  await mess.with({ answers })('student', 'add');
  expect(mess.rows("select joined from students where id = 'S9'")).toEqual([
    { joined: '2025-04-05' },
  ]);
});

test('a date without its year is refused, and one of several words is to be in quotes', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  const on = async (...words: string[]) => {
    const { code, stderr } = await mess('student', 'remove', 'S001', '--on', ...words);
    return [code, stderr];
  };
  const like = 'write it like 31/05/2025 or 2025-05-31';
  for (const date of ['12 Oct', 'October 12', '11/10', '11-10']) {
    expect(await on(date)).toEqual([2, `error: --on: the year is missing; ${like} (${date})\n`]);
  }
  for (const date of ['12 Okt', 'yesterday', '12 Foo 2025', '12/10/25']) {
    expect(await on(date)).toEqual([2, `error: --on: not a date; ${like} (${date})\n`]);
  }
  expect(await on('31 Feb 2025')).toEqual([
    2,
    'error: --on: February 2025 has 28 days (31 Feb 2025)\n',
  ]);
  expect(await on('12', 'Oct', '2025')).toEqual([
    2,
    'error: mess student remove cannot use: Oct 2025.\n' +
      "hint: a value of several words goes in quotes: --on '12 Oct 2025'\n",
  ]);
  expect(mess.rows('select id from students where "left" is not null')).toEqual([]);
});

test('the other order is refused at every option, and nothing is written', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  await mess.file('punches.csv', 'student_id,timestamp\n');
  const entries = mess.rows('select * from audit_entries');
  for (const line of LINES) {
    const label = /(--\w+) DATE/.exec(line)?.[1];
    const refused = (date: string) => ({
      code: 2,
      stdout: '',
      stderr: `error: ${label}: not a date; write it like 31/05/2025 or 2025-05-31 (${date})\n`,
    });
    expect(await mess(...withDate(line, '05/31/2025')), line).toEqual(refused('05/31/2025'));
    // No order makes a date of it, so no mess needs to be asked.
    const { code, stderr } = await mess(...withDate(line, '31/02/2025'), '--db', 'nowhere.db');
    expect([code, stderr], line).toEqual([
      2,
      `error: ${label}: February 2025 has 28 days (31/02/2025)\n`,
    ]);
  }
  expect(mess.rows('select * from audit_entries')).toEqual(entries);
});

test('dates of the mess reach what they are for', async () => {
  const mess = await createMess();
  await addFourStudents(mess);
  await mess.do('student remove S001 --on 31/05/2025', 'student edit S002 --joined 02.05.2025');
  expect(mess.rows('select id, joined, "left" from students order by id').slice(0, 2)).toEqual([
    { id: 'S001', joined: null, left: '2025-05-31' },
    { id: 'S002', joined: '2025-05-02', left: null },
  ]);
  expect(await mess.json('audit', 'list', '--since', '02/06/2025')).toEqual([]);
  expect((await mess.json<unknown[]>('audit', 'list', '--since', '1/6/2025')).length).toBe(8);
});

test.each([
  ...['attendance import punches.csv', 'payment list', 'notify receipt', 'dues show S001'],
  ...['report collection', 'export journal', 'export journal --format beancount'],
])('%s: two days the wrong way round are refused', async (command) => {
  const mess = await createMess();
  const turned = '--from 02/05/2025 --to 01/05/2025';
  expect(await mess(...`${command} ${turned}`.split(' '))).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'error: --from 2025-05-02 is after --to 2025-05-01.\nhint: the earlier one comes first\n',
  });
});

test('a question shows the form of the mess, and proposes today once a month is done', async () => {
  const mess = await createMess();
  const answers = ['S9', 'A', 'B', '9876543210', '31/11/2025', '05/31/2025', ''];
  expect((await mess.with({ answers })('student', 'add')).stderr).toContain(
    '? Joined on (like 31/05/2025, or always)\n' +
      '> November 2025 has 30 days\n' +
      '? Joined on (like 31/05/2025, or always)\n' +
      '> not a date; write it like 31/05/2025 or 2025-05-31\n' +
      '? Joined on (like 31/05/2025, or always)\n',
  );
  await mess.do(
    'month close --month 2025-05 --as-is --reason early',
    'settings --date-format DD.MM.YYYY',
  );
  const today = ['S8', 'A', 'B', '9876543211', ''];
  expect((await mess.with({ answers: today })('student', 'add')).stderr).toContain(
    '(like 31.05.2025, or always)',
  );
  const always = ['S7', 'A', 'B', '9876543212', 'Always'];
  await mess.with({ answers: always })('student', 'add');
  await mess.do(
    'student add S6 --name A --branch B --phone 9876543213 --joined always',
    'student edit S8 --joined Always',
    'student edit S9 --joined 2.5.2025',
  );
  expect(mess.rows('select id, joined from students order by id')).toEqual([
    { id: 'S6', joined: null },
    { id: 'S7', joined: null },
    { id: 'S8', joined: null },
    { id: 'S9', joined: '2025-05-02' },
  ]);
});

test('a day that no month has is said, whatever the form', async () => {
  const mess = await createMess();
  for (const form of ['YYYY-MM-DD', 'MM/DD/YYYY', 'DD/MM/YYYY']) {
    await mess.do(`settings --date-format ${form}`);
    const { code, stderr } = await mess(
      ...'student add S5 --name A --branch B --phone 9876543214 --joined 31/11/2025'.split(' '),
    );
    expect({ code, stderr: stderr.split('\n')[0] }).toEqual({
      code: 2,
      stderr: 'error: --joined: November 2025 has 30 days (31/11/2025)',
    });
  }
  const file = await mess.file('p.csv', 'date,head,amount\n31/11/2024,Milk,5\n30/11/2024,Milk,5\n');
  expect((await mess('purchase', 'import', file, '--date-format', 'DD/MM/YYYY')).stderr).toContain(
    `${file}:2: date: November 2024 has 30 days (31/11/2024)\n`,
  );
});

test('the form is a setting, by the time zone until it is set', async () => {
  const mess = await createMess();
  expect((await mess('settings', '--timezone', 'america/new_york')).stdout).toBe(
    'Changed: time zone Asia/Kolkata → America/New_York, date format DD/MM/YYYY → MM/DD/YYYY, country code 91 → none.\n',
  );
  await mess.do('settings --date-format DD-MM-YYYY', 'settings --timezone Asia/Kolkata');
  expect(await mess.json('settings')).toMatchObject({ dateFormat: 'DD-MM-YYYY' });
  expect(await mess('settings', '--date-format', 'DD/MM/YY')).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'error: --date-format: not one of YYYY-MM-DD, YYYY/MM/DD, DD/MM/YYYY, DD-MM-YYYY, DD.MM.YYYY, MM/DD/YYYY (DD/MM/YY)\n',
  });
});
