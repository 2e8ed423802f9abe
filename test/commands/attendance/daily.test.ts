import { describe, expect, test } from 'vitest';
import type { TestMess } from '../../support/mess.ts';
import {
  createFour,
  figures,
  importBytes,
  withoutHome,
} from '../../support/records/files/import-file.ts';
import { connectPast } from '../../support/server/connection.ts';

const call = (mess: TestMess, date: string, ...options: string[]) =>
  mess('attendance', 'today', '--date', date, ...options);

const verified = async (mess: TestMess) => (await mess('db', 'verify')).code === 0;

/** The four of a mess that calls its roll, on the last of May. */
async function createMarked(): Promise<TestMess> {
  const mess = await createFour();
  await mess.do(
    'attendance today --date 2025-05-30 --absent S002',
    'attendance today --date 2025-05-31 --absent S002,s003 --half S004',
  );
  return mess;
}

describe('calling the roll', () => {
  test('the days of a month are the sum of its marks', async () => {
    const mess = await createFour();
    expect(await call(mess, '2025-05-30', '--absent', 'S002')).toEqual({
      code: 0,
      stdout: 'Marked 2025-05-30: 3 present, 1 absent (S002).\n',
      stderr: '',
    });
    expect(await call(mess, '2025-05-31', '--absent', 'S002,s003', '--half', 'S004')).toEqual({
      code: 0,
      stdout:
        'Marked 2025-05-31: 1 present, 1 there half of the day (S004), 2 absent (S002, S003).\n',
      stderr: '',
    });
    expect(figures(mess)).toEqual([
      'S001 2025-05 2',
      'S002 2025-05 0',
      'S003 2025-05 1',
      'S004 2025-05 1.5',
    ]);
    expect(await verified(mess)).toBe(true);
  });

  test('a day that is marked again is replaced, and the same again changes nothing', async () => {
    const mess = await createMarked();
    const entries = () => mess.rows('select * from audit_entries').length;
    expect((await call(mess, '2025-05-31', '--absent', 'S001')).stdout).toBe(
      'Marked 2025-05-31: 3 present, 1 absent (S001).\n',
    );
    expect(figures(mess)).toEqual([
      'S001 2025-05 1',
      'S002 2025-05 1',
      'S003 2025-05 2',
      'S004 2025-05 2',
    ]);
    const before = entries();
    expect((await call(mess, '2025-05-31', '--absent', 'S001')).stdout).toBe(
      'Nothing changed: 2025-05-31 is marked so already: 3 present, 1 absent (S001).\n',
    );
    expect(entries()).toBe(before);
    expect(await verified(mess)).toBe(true);
  });

  test('with --only the others stay as they are marked', async () => {
    const mess = await createMarked();
    expect((await call(mess, '2025-05-31', '--only', '--present', 'S002')).stdout).toBe(
      'Marked 2025-05-31: 2 present, 1 there half of the day (S004), 1 absent (S003).\n',
    );
    expect(figures(mess)[1]).toBe('S002 2025-05 1');
    // Of a day that is not marked, nobody else is.
    await mess.do('attendance today --date 2025-05-29 --only --present S001');
    expect(figures(mess)).toEqual([
      'S001 2025-05 3',
      'S002 2025-05 1',
      'S003 2025-05 1',
      'S004 2025-05 1.5',
    ]);
    expect(await call(mess, '2025-05-29', '--only')).toMatchObject({ code: 2 });
    expect(await verified(mess)).toBe(true);
  });

  test('a day is taken back, and the first of a month with its figures', async () => {
    const mess = await createMarked();
    expect(await call(mess, '2025-05-31', '--clear')).toEqual({
      code: 0,
      stdout: 'Taken back: the roll call of 2025-05-31, of 4 students.\n',
      stderr: '',
    });
    expect(figures(mess)).toEqual([
      'S001 2025-05 1',
      'S002 2025-05 0',
      'S003 2025-05 1',
      'S004 2025-05 1',
    ]);
    expect(await call(mess, '2025-05-31', '--clear')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('No roll was called on 2025-05-31.'),
    });
    await mess.do('attendance away S001 --from 2025-05-29 --to 2025-05-29');
    await mess.do('attendance today --date 2025-05-30 --clear');
    expect(figures(mess)).toEqual([]);
    expect(await mess.json('attendance', 'days', '--month', '2025-05')).toMatchObject([
      { date: '2025-05-29', studentId: 'S001', away: true },
    ]);
    expect(await verified(mess)).toBe(true);
  });

  test('its days are listed of a student, or of a month that is named without its option', async () => {
    const mess = await createMarked();
    const of = async (...words: string[]) =>
      (await mess.json<{ studentId: string }[]>('attendance', 'days', ...words)).map(
        ({ studentId }) => studentId,
      );
    const all = [...'1234', ...'1234'].map((digit) => `S00${digit}`);
    for (const month of ['2025-05', '05/2025', 'May 2025', 'may', '5']) {
      expect(await of(month)).toEqual(all);
    }
    expect(await of('s002', 'may')).toEqual(['S002', 'S002']);
    await mess.do('student add 5 --name "Five Odd" --branch CSE --phone 9876543210');
    expect(await of('5', '--month', '2025-05')).toEqual([]);
    expect((await mess('attendance', 'days', '5')).stderr).toContain('--month is missing.');
    expect((await mess('attendance', 'days', 'S9', 'may')).code).toBe(3);
  });

  test('a bill warns of days that were forgotten', async () => {
    const mess = await createFour();
    for (let day = 3; day <= 31; day++) {
      const date = `2025-05-${String(day).padStart(2, '0')}`;
      if (day !== 9) await mess.do(`attendance today --date ${date} --all-present`);
    }
    const { stderr } = await mess('bill', 'register', '--month', '2025-05', '--total', '60000');
    expect(stderr).toBe(
      'warning: May 2025 is marked day by day, and these days are not: 1, 2, 9.\n',
    );
  });

  test('only who is on the roll that day is marked', async () => {
    const mess = await createFour();
    await mess.do(
      'student edit S001 --joined 2025-05-31',
      'student remove S002 --on 2025-05-29',
      'attendance today --date 2025-05-30 --all-present',
    );
    expect(figures(mess)).toEqual(['S003 2025-05 1', 'S004 2025-05 1']);
    expect(await call(mess, '2025-05-30', '--absent', 'S001')).toMatchObject({
      code: 8,
      stderr: expect.stringContaining(
        'S001 was not on the roll on 2025-05-30: joined on 2025-05-31.',
      ),
    });
    expect(await call(mess, '2025-05-30', '--absent', 'S9')).toMatchObject({ code: 3 });
  });

  test('today is the day of the mess; a day to come is refused, and nothing said is a usage error', async () => {
    const mess = await createFour();
    expect((await mess('attendance', 'today', '--all-present')).stdout).toBe(
      'Marked 2025-06-01: 4 present.\n',
    );
    expect(await call(mess, '2025-06-02', '--all-present')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--date: 2025-06-02 is still to come'),
    });
    expect(await mess('attendance', 'today')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error: Who was absent is missing.\n' +
        'hint: give --absent IDS, --half IDS, --all-present or --file FILE\n',
    });
    // Spaces behind commas, as people write a list.
    const spaced = ['--absent', 'S001,', 'S002', '--half', 'S003,', 'S004,'];
    expect((await call(mess, '2025-05-31', ...spaced)).stdout).toBe(
      'Marked 2025-05-31: 0 present, 2 there half of the day (S003, S004), 2 absent (S001, S002).\n',
    );
    expect(await call(mess, '2025-05-31', '--absent', ',')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--absent: not an id; '),
    });
    const twice = ['attendance', 'today', '--absent', 'S001', '--half', 'S001'];
    expect(await mess(...twice)).toMatchObject({ code: 2 });
  });

  test('at a terminal it asks for both lists, with what is marked already', async () => {
    const mess = await createMarked();
    const answers = ['S001', 'S003 S004'];
    const asked = mess.with({ answers });
    expect(await asked('attendance', 'today', '--date', '2025-05-31')).toEqual({
      code: 0,
      stdout:
        'Marked 2025-05-31: 1 present, 2 there half of the day (S003, S004), 1 absent (S001).\n',
      stderr:
        '? Who was absent on 2025-05-31? (S002 S003)\n? Who was there half of the day? (S004)\n',
    });
  });

  test('a closed month, and a stale bill, as with any other attendance', async () => {
    const mess = await createMarked();
    await mess.do('bill register --month 2025-05 --total 60000');
    const { stderr } = await call(mess, '2025-05-31', '--all-present');
    expect(stderr).toContain('The bill of May 2025 was made before this change.');
    await mess.do(
      'bill revise --month 2025-05 --reason marks --yes',
      'month close --month 2025-05',
    );
    expect(await call(mess, '2025-05-31', '--absent', 'S001')).toMatchObject({ code: 8 });
  });
});

describe('a file of a day', () => {
  test('has everybody', async () => {
    const mess = await createFour();
    const path = await mess.file(
      'day.csv',
      'Roll No,Name,Status\ns001,A,P\nS002,B,a\nS003,C,H\nS004,D,1\n',
    );
    expect((await call(mess, '2025-05-31', '--file', path)).stdout).toBe(
      'Marked 2025-05-31: 2 present, 1 there half of the day (S003), 1 absent (S002).\n',
    );
  });

  test('names each mistake, and then nothing is written', async () => {
    const mess = await createFour();
    const path = await mess.file(
      'day.csv',
      'student_id,mark\nS001,P\nS001,A\nS9,P\nS002,x\nS003,\n',
    );
    expect(await call(mess, '2025-05-31', '--file', path)).toEqual({
      code: 6,
      stdout: '',
      stderr:
        `${path}:1: not in the file, though on the roll that day (S004)\n` +
        `${path}:3: named before (S001)\n` +
        `${path}:4: not on the roll that day (S9)\n` +
        `${path}:5: mark: not a mark of this mess; --mark x=MEANING (present, half, absent, off), or once for all: mess attendance marks set x MEANING (x)\n` +
        `${path}:6: mark: the mark is missing\n` +
        `error: ${path} has 5 mistakes: bad mark, duplicate, missing, missing student, unknown student. Nothing was written.\n` +
        'hint: correct the file and give it again\n',
    });
    expect(figures(mess)).toEqual([]);
  });

  test('is read as the options say that its mistakes name', async () => {
    const mess = await createFour();
    const text = 'student_id,mark,note\nS001,P,caf\u00e9\nS002,A,\nS003,P,\nS004,H,\n';
    const path = await mess.file('day.csv', Buffer.from(text, 'latin1'));
    const give = (...options: string[]) => call(mess, '2025-05-31', '--file', path, ...options);
    expect((await give()).stderr).toContain('or try --encoding windows-1252');
    const encoding = ['--encoding', 'windows-1252'];
    expect((await give(...encoding)).stderr).toContain('--ignore-unknown passes over it (note)');
    expect((await give(...encoding, '--ignore-unknown')).stdout).toBe(
      'Marked 2025-05-31: 2 present, 1 there half of the day (S004), 1 absent (S002).\n',
    );
    expect(await call(mess, '2025-05-31', '--all-present', ...encoding)).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error: --encoding says how a file is read, and there is none.\nhint: give --file FILE\n',
    });
  });
});

describe('away', () => {
  test('beforehand it counts nothing, and on the day the student is absent unless named', async () => {
    const mess = await createFour();
    expect(
      await mess('attendance', 'away', 'S001', '--from', '2025-06-01', '--to', '2025-06-03'),
    ).toEqual({
      code: 0,
      stdout: 'S001 (Asha Rao) is away from 2025-06-01 to 2025-06-03: 3 days marked.\n',
      stderr: '',
    });
    expect(figures(mess)).toEqual([]);
    expect((await call(mess, '2025-06-01', '--absent', 'S002')).stdout).toBe(
      'Marked 2025-06-01: 2 present, 1 absent (S002), 1 away (S001).\n',
    );
    expect(figures(mess)).toEqual([
      'S001 2025-06 0',
      'S002 2025-06 0',
      'S003 2025-06 1',
      'S004 2025-06 1',
    ]);
    expect((await call(mess, '2025-06-01', '--present', 'S001')).stdout).toBe(
      'Marked 2025-06-01: 4 present.\n',
    );
    expect(await verified(mess)).toBe(true);
  });

  test('afterwards it takes days back that were marked, and cancelled it gives them again', async () => {
    const mess = await createMarked();
    const away = ['attendance', 'away', 'S001', '--from', '2025-05-29', '--to', '2025-05-30'];
    await mess(...away);
    expect(figures(mess)[0]).toBe('S001 2025-05 1');
    expect((await mess(...away)).stdout).toBe(
      'Nothing changed: S001 (Asha Rao) is marked as away already from 2025-05-29 to 2025-05-30.\n',
    );
    expect((await mess(...away, '--cancel')).stdout).toBe(
      'S001 (Asha Rao) is not away from 2025-05-29 to 2025-05-30 after all: 2 days.\n',
    );
    expect(figures(mess)[0]).toBe('S001 2025-05 2');
    expect(await mess.json('attendance', 'days', 'S001', '--month', '2025-05')).toEqual([
      { date: '2025-05-30', studentId: 'S001', name: 'Asha Rao', days: 1, away: false },
      { date: '2025-05-31', studentId: 'S001', name: 'Asha Rao', days: 1, away: false },
    ]);
    expect(await verified(mess)).toBe(true);
  });

  test.each([
    ['ends before it begins', '2025-06-03', '2025-06-01', '2025-06-01 is before 2025-06-03'],
    ['is longer than a year', '2025-06-03', '2027-06-01', 'is more than 366 days'],
  ])('%s: refused', async (_, from, to, why) => {
    const mess = await createFour();
    const result = await mess('attendance', 'away', 'S001', '--from', from, '--to', to);
    expect(result).toMatchObject({ code: 2, stderr: expect.stringContaining(why) });
  });
});

describe('marks and figures of a month do not mix unasked', () => {
  test('a figure is not marked over, unless insisted on', async () => {
    const mess = await createFour();
    await mess.do('attendance record S001 --month 2025-05 --days 20');
    expect(await call(mess, '2025-05-31', '--all-present')).toMatchObject({
      code: 8,
      stderr: expect.stringContaining(
        'May 2025 has days recorded from a file or by hand, not day by day, of S001.',
      ),
    });
    expect(
      await mess('attendance', 'away', 'S001', '--from', '2025-05-31', '--to', '2025-05-31'),
    ).toMatchObject({ code: 8 });
    expect((await call(mess, '2025-05-31', '--all-present', '--replace')).code).toBe(0);
    expect(figures(mess)[0]).toBe('S001 2025-05 1');
  });

  test('marks are not recorded or imported over, unless insisted on; then they are gone', async () => {
    const mess = await createMarked();
    const record = ['attendance', 'record', 'S001', '--month', '2025-05', '--days', '20'];
    const path = await mess.file(
      'may.csv',
      'student_id,month,days_present\nS001,2025-05,20\nS002,2025-05,21\n',
    );
    expect(await mess(...record)).toMatchObject({
      code: 8,
      stderr: expect.stringContaining('May 2025 is marked day by day, of S001.'),
    });
    expect(await mess('attendance', 'import', path)).toMatchObject({
      code: 8,
      stderr: expect.stringContaining('May 2025 is marked day by day, of S001, S002.'),
    });
    expect(figures(mess).slice(0, 2)).toEqual(['S001 2025-05 2', 'S002 2025-05 0']);
    expect((await mess(...record, '--replace')).code).toBe(0);
    expect((await mess('attendance', 'import', path, '--replace')).code).toBe(0);
    expect(figures(mess).slice(0, 2)).toEqual(['S001 2025-05 20', 'S002 2025-05 21']);
    expect(mess.rows('select distinct student_no from attendance_marks order by 1')).toEqual([
      { student_no: 3 },
      { student_no: 4 },
    ]);
    expect(await verified(mess)).toBe(true);
  });

  test('cleared, both are gone', async () => {
    const mess = await createMarked();
    await mess.do('attendance clear S001 --month 2025-05');
    expect(figures(mess)[0]).toBe('S002 2025-05 0');
    expect(await mess.json('attendance', 'days', 'S001', '--month', '2025-05')).toEqual([]);
    expect(await verified(mess)).toBe(true);
  });
});

describe('marks and figures stay one, whatever comes between', () => {
  const away = (mess: TestMess, id: string, ...more: string[]) =>
    mess('attendance', 'away', id, '--from', '2025-05-31', '--to', '2025-05-31', ...more);

  test('leave that is cancelled, of somebody whose roll was not called', async () => {
    const mess = await createFour();
    await mess.do('attendance away S004 --from 2025-05-30 --to 2025-05-31');
    await call(mess, '2025-05-31', '--only', '--present', 'S001');
    await mess.do('attendance away S004 --from 2025-05-30 --to 2025-05-31 --cancel');
    expect(figures(mess)).toEqual(['S001 2025-05 1']);
    expect(await verified(mess)).toBe(true);
    expect((await call(mess, '2025-05-31', '--clear')).code).toBe(0);
    expect(figures(mess)).toEqual([]);
  });

  test('everybody away on a day that was called, and back again', async () => {
    const mess = await createFour();
    await call(mess, '2025-05-31', '--half', 'S003');
    for (const id of ['S001', 'S002', 'S003', 'S004']) await away(mess, id);
    expect(figures(mess)).toEqual(['S001', 'S002', 'S003', 'S004'].map((id) => `${id} 2025-05 0`));
    for (const id of ['S001', 'S002', 'S003', 'S004']) await away(mess, id, '--cancel');
    expect(figures(mess)).toEqual(['S001', 'S002', 'S003', 'S004'].map((id) => `${id} 2025-05 1`));
    expect(await verified(mess)).toBe(true);
  });

  test('a called day that is taken back leaves no figure of who was away', async () => {
    const mess = await createFour();
    await call(mess, '2025-05-31', '--all-present');
    await away(mess, 'S001');
    await call(mess, '2025-05-31', '--clear');
    await away(mess, 'S001', '--cancel');
    expect(figures(mess)).toEqual([]);
    expect((await call(mess, '2025-05-31', '--all-present')).code).toBe(0);
    expect(await verified(mess)).toBe(true);
  });

  test('an import is not undone under marks, also where both come to the same', async () => {
    const mess = await createFour();
    const path = await mess.file('a.csv', 'student_id,month,days_present\nS001,2025-05,1\n');
    await mess.do(`attendance import ${path}`);
    expect((await call(mess, '2025-05-31', '--all-present', '--replace')).stderr).toBe(
      'warning: The days recorded in May 2025 are replaced by what the marks come to: S001 1 → 1.\n' +
        'If that is wrong: mess attendance today --date 2025-05-31 --only corrects single marks\n',
    );
    expect((await mess('attendance', 'undo', '1')).code).toBe(8);
    expect(await verified(mess)).toBe(true);
  });

  test('an import drops the marks of those alone whose figure changes, and says so', async () => {
    const mess = await createMarked();
    const path = await mess.file(
      'a.csv',
      'student_id,month,days_present\nS001,2025-05,2\nS002,2025-05,9\n',
    );
    expect((await mess('attendance', 'import', path, '--replace')).stderr).toBe(
      'warning: The daily marks of May 2025 are dropped for good, of S002.\n',
    );
    expect(await mess.json('attendance', 'days', 'S001', '--month', '2025-05')).toHaveLength(2);
    expect(await verified(mess)).toBe(true);
  });

  test('the same person is not named twice, whatever the case', async () => {
    const mess = await createFour();
    expect(await call(mess, '2025-05-31', '--absent', 's001', '--half', 'S001')).toMatchObject({
      code: 2,
    });
  });

  test('a day that somebody else marked while the list was open is not overwritten', async () => {
    const mess = await createMarked();
    let asked = 0;
    const several = async () => {
      if (asked++ === 0) await call(mess, '2025-05-31', '--only', '--absent', 'S001');
      return [];
    };
    const prompter = { several, confirm: async () => true };
    expect(await mess.with({ prompter })('attendance', 'today', '--date', '2025-05-31')).toEqual({
      code: 7,
      stdout: '',
      stderr:
        'error: 2025-05-31 was marked, or its roll changed, by somebody else meanwhile. Nothing was written.\n' +
        'hint: look at it again with the same command\n',
    });
    expect(figures(mess)[0]).toBe('S001 2025-05 1');
  });
});

test('verify finds a figure that its marks do not come to, and one that is missing', async () => {
  const mess = await createMarked();
  const db = connectPast(mess.database);
  db.run('update attendance set days_hundredths = 300 where student_no = 1');
  db.run('delete from attendance where student_no = 3');
  db.run(
    "update attendance_marks set days_hundredths = 70 where student_no = 4 and date like '%-30'",
  );
  db.close();
  const { findings } = await mess
    .with({})('db', 'verify', '--json')
    .then(({ stdout }) => JSON.parse(stdout) as { findings: { message: string }[] });
  expect(findings.map(({ message }) => message)).toEqual([
    '70 hundredths of a day',
    'the marks of 2025-05-30 are not those that entry 7 of the record of changes tells of',
    '3 days, but the marks come to 2',
    '1.5 days, but the marks come to 1.2',
    'there are daily marks, and no figure of the month',
    'the days of 2025-05 are not those that entry 7 of the record of changes tells of',
    'the days of 2025-05 are not those that entry 8 of the record of changes tells of',
  ]);
});

describe('the list of days', () => {
  const days = (mess: TestMess, ...words: string[]) => mess('attendance', 'days', ...words);

  test('says the month, and of each day what was marked', async () => {
    const mess = await createFour();
    await mess.do(
      'attendance away S001 --from 2025-05-31 --to 2025-05-31',
      'attendance today --date 2025-05-31 --absent S002 --half S003',
    );
    expect((await days(mess, 'may')).stdout).toBe(
      [
        'Days marked in May 2025',
        '',
        'Date        Student id  Name         Mark',
        '──────────  ──────────  ───────────  ───────',
        '2025-05-31  S001        Asha Rao     Away',
        '2025-05-31  S002        Vikram Shah  Absent',
        '2025-05-31  S003        सीता देवी     Half',
        '2025-05-31  S004        Dev Anand    Present',
        '',
      ].join('\n'),
    );
  });

  test('where there is none, it says where the figures are from', async () => {
    const mess = await createFour();
    expect((await days(mess, 'may')).stdout).toBe('No day of May 2025 is marked.\n');
    expect((await days(mess, 'S001', 'may')).stdout).toBe('No day of May 2025 is marked.\n');
    await importBytes(mess, 'student_id,month,days_present\nS001,2025-05,7\n');
    await mess.do('attendance record S002 --month 2025-05 --days 1');
    expect((await days(mess, 'may')).stdout).toBe(
      'No day of May 2025 is marked. The days of 2 students are recorded as totals: mess attendance show --month 2025-05\n',
    );
    const ofStudent = async (id: string) => withoutHome(mess, await days(mess, id, 'may')).stdout;
    expect(await ofStudent('S001')).toBe(
      'No day of May 2025 is marked. 7 days are recorded, from import 1 of a.csv; which days they are is not kept.\n',
    );
    expect(await ofStudent('S002')).toBe(
      'No day of May 2025 is marked. 1 day is recorded, as a total; which days they are is not kept.\n',
    );
  });
});
