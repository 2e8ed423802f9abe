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
  const { stderr } = await mess(
    ...'attendance import punches.csv --from 02/05/2025 --to 01/05/2025'.split(' '),
  );
  expect(stderr).toBe(
    'error: --from 2025-05-02 is after --to 2025-05-01.\nhint: the first day comes first\n',
  );
});

test('a question shows the form of the mess, and proposes today', async () => {
  const mess = await createMess();
  const answers = ['S9', 'A', 'B', '9876543210', '05/31/2025', ''];
  expect((await mess.with({ answers })('student', 'add')).stderr).toContain(
    '? Joined on (like 31/05/2025, or always)\n' +
      '> not a date; write it like 31/05/2025 or 2025-05-31\n' +
      '? Joined on (like 31/05/2025, or always)\n',
  );
  await mess.do('settings --date-format DD.MM.YYYY');
  const always = ['S8', 'A', 'B', '9876543211', 'Always'];
  expect((await mess.with({ answers: always })('student', 'add')).stderr).toContain(
    '(like 31.05.2025, or always)',
  );
  expect(mess.rows('select id, joined from students order by id')).toEqual([
    { id: 'S8', joined: null },
    { id: 'S9', joined: '2025-06-01' },
  ]);
});

test('the form is a setting, by the time zone until it is set', async () => {
  const mess = await createMess();
  expect((await mess('settings', '--timezone', 'america/new_york')).stdout).toBe(
    'Changed: time zone Asia/Kolkata → America/New_York, date format DD/MM/YYYY → MM/DD/YYYY.\n',
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
