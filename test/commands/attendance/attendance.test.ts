import { describe, expect, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import { addFourStudents, addMay, MAY_CSV } from '../../support/records/month.ts';

const HEADER = 'student_id,month,days_present\n';
const READ_AS_MAY = 'Read as: monthly, utf-8, comma, May 2025.\n';

async function importText(mess: TestMess, text: string, ...options: string[]) {
  const path = await mess.file('a.csv', text);
  const result = await mess('attendance', 'import', path, ...options);
  const strip = (output: string) => output.replaceAll(`${mess.home}/`, '');
  return { ...result, stdout: strip(result.stdout), stderr: strip(result.stderr) };
}

const days = (mess: TestMess) =>
  mess.rows('select month, student_no, days_hundredths from attendance order by 1, 2');

describe('record', () => {
  test('records, replaces, and says when nothing changed', async () => {
    const mess = await createMess();
    await addFourStudents(mess);
    const record = async (n: string) =>
      (await mess('attendance', 'record', 's001', '--month', 'may 2025', '--days', n)).stdout;
    expect(await record('28')).toBe('Recorded: S001 (Asha Rao) was present 28 days in May 2025.\n');
    expect(await record('28.5')).toBe(
      'Recorded: S001 (Asha Rao) was present 28.5 days in May 2025 (it was 28).\n',
    );
    const entries = mess.rows('select * from audit_entries').length;
    expect(await record('28.50')).toBe(
      'Nothing changed: S001 (Asha Rao) has 28.5 days in May 2025 already.\n',
    );
    expect(mess.rows('select * from audit_entries').length).toBe(entries);
    expect(mess.rows('select "before", "after" from audit_entries').at(-1)).toEqual({
      before: '{"days":28}',
      after: '{"days":28.5}',
    });
    expect(mess.rows('select month, days_hundredths from attendance_history')).toEqual([
      { month: '2025-05', days_hundredths: 2800 },
    ]);
  });

  test.each([
    [
      ['S001', '--month', '2025-04', '--days', '31'],
      2,
      '--days: 31 days present, but April 2025 has 30',
    ],
    [['S001', '--month', '2025-13', '--days', '3'], 2, '--month: not a month; '],
    [['S001', '--month', '2025-05', '--days', '-3'], 2, '--days: not a number of days; '],
    [['S001', '--month', '2025-05'], 2, '--days is missing.'],
    [['S001', '--days', '3'], 2, '--month is missing.'],
    [['S999', '--month', '2025-05', '--days', '3'], 3, 'There is no student S999.'],
    [['S004', '--month', '2025-05', '--days', '3'], 8, 'S004 left on 2025-04-30, before May 2025.'],
  ])('%j is exit %i', async (args, code, sentence) => {
    const mess = await createMess();
    await addFourStudents(mess);
    await mess.do('student remove S004 --on 2025-04-30');
    const result = await mess('attendance', 'record', ...args);
    expect([result.code, result.stdout]).toEqual([code, '']);
    expect(result.stderr).toContain(sentence);
    expect(days(mess)).toEqual([]);
  });

  test('this and previous follow the time zone of the mess', async () => {
    const mess = await createMess();
    await addFourStudents(mess);
    // 1 June 2025 in Kolkata, still 31 May in UTC.
    mess.now = new Date('2025-05-31T19:00:00Z');
    await mess.with({ stdin: 'correct horse battery' })(
      'admin',
      'login',
      'warden',
      '--password-stdin',
    );
    await mess.do('attendance record S001 --month previous --days 5');
    expect(mess.rows('select month from attendance')).toEqual([{ month: '2025-05' }]);
  });
});

describe('import', () => {
  test('a clean file is taken, again changes nothing, a new figure replaces', async () => {
    const mess = await createMess();
    await addFourStudents(mess);
    expect(await importText(mess, MAY_CSV)).toEqual({
      code: 0,
      stdout: `a.csv: 4 rows: 4 new, 0 changed, 0 unchanged (import 1).\n${READ_AS_MAY}`,
      stderr: '',
    });
    const before = days(mess);
    const entries = mess.rows('select * from audit_entries').length;
    expect(await importText(mess, MAY_CSV)).toEqual({
      code: 0,
      stdout: `a.csv: 4 rows, imported already on 2025-06-01 12:00 by warden (import 1). Nothing changed.\n${READ_AS_MAY}`,
      stderr: 'To apply it all the same, give --again.\n',
    });
    expect(days(mess)).toEqual(before);
    expect(mess.rows('select * from audit_entries').length).toBe(entries);
    expect((await importText(mess, MAY_CSV.replace('15', '16.5'))).stdout).toBe(
      `a.csv: 4 rows: 0 new, 1 changed, 3 unchanged (import 2).\n${READ_AS_MAY}Changed: S003 15 → 16.5.\n`,
    );
  });

  test('every mistake is named, sorted by line, and then nothing is written', async () => {
    const mess = await createMess();
    await addFourStudents(mess);
    await mess.do('student remove S004 --on 2025-04-30');
    const text = [
      'student_id,month,days_present',
      'S001,2025-05,30',
      'S999,2025-05,many',
      's001,May 2025,30',
      'S002,Mayy,-1',
      'S003,2025-04,31',
      '',
      'S004,2025-05,1',
      `"S0\n03",2025-05,1`,
      `S003,2025-05,${'9'.repeat(80)}`,
      'S003,2025-05',
      '',
    ].join('\r\n');
    const { code, stdout, stderr } = await importText(mess, text);
    expect({ code, stdout }).toEqual({ code: 6, stdout: '' });
    expect(stderr).toBe(
      [
        'a.csv:3: student_id: no such student (S999)',
        'a.csv:3: days_present: not a number of days; write it like 28 or 28.5, with two decimals at most (many)',
        'a.csv:4: student_id: S001 has a row for 2025-05 already, on line 2 (s001)',
        'a.csv:5: month: not a month; write it like 2025-05, 05/2025 or May 2025 (Mayy)',
        'a.csv:5: days_present: not a number of days; write it like 28 or 28.5, with two decimals at most (-1)',
        'a.csv:6: days_present: 31 days present, but April 2025 has 30 (31)',
        'a.csv:8: student_id: S004 left on 2025-04-30; --beyond-membership takes it all the same (S004)',
        'a.csv:9: student_id: not an id; use 1 to 32 letters, digits and . _ / - and begin with a letter or digit (S0\\n03)',
        `a.csv:11: days_present: not a number of days; write it like 28 or 28.5, with two decimals at most (${'9'.repeat(59)}…)`,
        'a.csv:12: the row has 2 cells, the header 3 (S003,2025-05)',
        'error: a.csv has 10 mistakes: bad days (3), bad id, bad month, duplicate row, has left, ragged row, too many days, unknown student. Nothing was written.',
        'hint: correct the file and import it again, or take its good rows with --partial',
        '',
      ].join('\n'),
    );
    expect(days(mess)).toEqual([]);
  });

  test('with --json the mistakes are the document', async () => {
    const mess = await createMess();
    await addFourStudents(mess);
    const text = `${HEADER}S001,2025-05,30\nS009,2025-05,30\n`;
    const { code, stdout, stderr } = await importText(mess, text, '--json');
    expect(code).toBe(6);
    expect(JSON.parse(stdout)).toEqual({
      file: 'a.csv',
      rows: 2,
      inserted: 0,
      updated: 0,
      unchanged: 0,
      blank: 0,
      rejected: 1,
      skipped: 0,
      dryRun: false,
      partial: false,
      import: null,
      alreadyImported: null,
      changed: [],
      readAs: {
        layout: 'monthly',
        encoding: 'utf-8',
        delimiter: 'comma',
        headerLine: null,
        totals: [],
        months: ['2025-05'],
      },
      errors: [
        {
          line: 3,
          column: 'student_id',
          code: 'unknown_student',
          value: 'S009',
          message: 'no such student',
        },
      ],
      warnings: [],
    });
    expect(JSON.parse(stderr)).toEqual({
      error: {
        code: 'invalid',
        reason: 'mistakes_in_file',
        exitCode: 6,
        details: { kinds: { unknown_student: 1 } },
        message: 'a.csv has 1 mistake: unknown student. Nothing was written.',
        hint: 'correct the file and import it again, or take its good rows with --partial',
      },
    });
  });

  test.each([
    ['unknown_student', 'S999,2025-05,1'],
    ['bad_month', 'S001,2025-55,1'],
    ['bad_days', 'S001,2025-05,x'],
    ['too_many_days', 'S001,2025-02,29'],
    ['has_left', 'S004,2025-05,1'],
    ['other_month', 'S001,2025-04,1'],
    ['duplicate_row', 'S001,2025-05,1\nS001,2025-05,1'],
    ['missing', ',2025-05,1'],
    ['ragged_row', 'S001,2025-05,1,2'],
    ['malformed_row', 'S001,"2025-05,1'],
  ])('%s is a code of its own', async (code, rows) => {
    const mess = await createMess();
    await addFourStudents(mess);
    await mess.do('student remove S004 --on 2025-04-30');
    const month = code === 'other_month' ? ['--month', '2025-05'] : [];
    const result = await importText(mess, `${HEADER}${rows}\n`, '--json', ...month);
    const { errors } = JSON.parse(result.stdout);
    expect(errors.map((each: { code: string }) => each.code)).toEqual([code]);
  });

  test('a faulty row is not compared with others', async () => {
    const mess = await createMess();
    await addFourStudents(mess);
    const text = `${HEADER}S001,2025-05,x\nS001,2025-05,30\n`;
    const { stdout } = await importText(mess, text, '--json');
    expect(JSON.parse(stdout).errors).toHaveLength(1);
  });

  test('a blank days cell is passed over, and never 0', async () => {
    const mess = await createMess();
    await addFourStudents(mess);
    const { stdout } = await importText(mess, `${HEADER}S001,2025-05,\nS002,2025-05,0\n`);
    expect(stdout).toBe(
      `a.csv: 2 rows: 1 new, 0 changed, 0 unchanged, 1 blank (import 1).\n${READ_AS_MAY}`,
    );
    expect(mess.rows('select days_hundredths from attendance')).toEqual([{ days_hundredths: 0 }]);
  });

  test('--month for a file without a month column', async () => {
    const mess = await createMess();
    await addFourStudents(mess);
    const text = 'Roll No,Name,Days Present\nS001,Asha,30\n';
    const missing = await importText(mess, text);
    expect(missing.code).toBe(2);
    expect(missing.stderr).toContain('hint: mess attendance import a.csv --month YYYY-MM');
    expect((await importText(mess, text, '--month', 'May 2025')).code).toBe(0);
    expect(mess.rows('select month from attendance')).toEqual([{ month: '2025-05' }]);
  });

  test('a dry run gives the same counts and writes nothing', async () => {
    const mess = await createMess();
    await addFourStudents(mess);
    const { stdout } = await importText(mess, MAY_CSV, '--dry-run');
    expect(stdout).toBe(
      `a.csv: 4 rows: 4 new, 0 changed, 0 unchanged. Dry run: nothing was written.\n${READ_AS_MAY}`,
    );
    expect(days(mess)).toEqual([]);
  });

  test('a header alone is no rows; an empty file, or one without the columns, is an error', async () => {
    const mess = await createMess();
    expect(await importText(mess, HEADER)).toEqual({
      code: 0,
      stdout:
        'a.csv: 0 rows: 0 new, 0 changed, 0 unchanged. Nothing changed.\nRead as: monthly, utf-8, comma.\n',
      stderr: '',
    });
    for (const text of ['', '\n\n']) expect((await importText(mess, text)).code).toBe(6);
    const { code, stderr } = await importText(mess, 'floor,month,days,days_present\n');
    expect(code).toBe(6);
    expect(stderr).toContain(
      'a.csv:1: floor: unknown column; --ignore-unknown passes over it (floor)',
    );
    expect(stderr).toContain(
      'a.csv:1: days_present: a second column for days_present; take one away (days_present)',
    );
    expect(stderr).toContain('a.csv:1: the column student_id is missing from the header');
  });

  test('not UTF-8 is an error that names the line', async () => {
    const mess = await createMess();
    await addFourStudents(mess);
    const bytes = Buffer.concat([
      Buffer.from(`${HEADER}S001,2025-05,30\nS00`),
      Buffer.from([0xe9]),
    ]);
    const path = await mess.file('latin1.csv', bytes);
    const { code, stderr } = await mess('attendance', 'import', path);
    expect(code).toBe(6);
    expect(stderr).toContain(`${path}:3: not UTF-8 text`);
  });

  test('a missing file and a folder are exit 3', async () => {
    const mess = await createMess();
    expect((await mess('attendance', 'import', '/nowhere.csv')).stderr).toContain(
      'There is no file /nowhere.csv.',
    );
    const folder = await mess('attendance', 'import', mess.home);
    expect([folder.code, folder.stderr.includes('is a folder')]).toEqual([3, true]);
  });

  test('standard input, with a byte order mark and any line ends', async () => {
    const mess = await createMess();
    await addFourStudents(mess);
    const stdin = `\ufeff${HEADER.trim()}\rS001,2025-05,1\r\nS002,2025-05,2\nS003,2025-05,3`;
    const { code, stdout } = await mess.with({ stdin })('attendance', 'import', '-');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `stdin: 3 rows: 3 new, 0 changed, 0 unchanged (import 1).\n${READ_AS_MAY}No days for 1 on the roll in May 2025: S004.\n`,
    });
  });

  test('never makes a student', async () => {
    const mess = await createMess();
    expect((await importText(mess, MAY_CSV)).code).toBe(6);
    expect(mess.rows('select * from students')).toEqual([]);
  });
});

describe('show', () => {
  test('everybody on the roll, as a table, JSON, and CSV that imports as it is', async () => {
    const mess = await createMess();
    await addMay(mess);
    await mess.do('student add S005 --name "Eka Nair" --branch CSE --phone 9876543219');
    expect((await mess('attendance', 'show', '--month', '2025-05')).stdout).toBe(
      [
        'Attendance in May 2025',
        '',
        'ID    Name             Days',
        '────  ───────────────  ────',
        'S001  Asha Rao           30',
        'S002  Vikram Shah        28',
        'S003  सीता देवी           15',
        'S004  Dev Anand          30',
        'S005  Eka Nair            -',
        '────  ───────────────  ────',
        '      4 of 5 recorded   103',
        '',
      ].join('\n'),
    );
    const shown = await mess.json<unknown[]>('attendance', 'show', '--month', '2025-05');
    expect(shown.slice(-2)).toEqual([
      { studentId: 'S004', name: 'Dev Anand', days: 30 },
      { studentId: 'S005', name: 'Eka Nair', days: null },
    ]);
    const csv = (await mess('attendance', 'show', '--month', '2025-05', '--format', 'csv')).stdout;
    expect(csv.split('\n').at(-2)).toBe('S005,Eka Nair,2025-05,');
    expect((await importText(mess, csv)).stdout).toBe(
      `a.csv: 5 rows: 0 new, 0 changed, 4 unchanged, 1 blank (import 2). Nothing changed.\n${READ_AS_MAY}No days for 1 on the roll in May 2025: S005.\n`,
    );
  });
});
