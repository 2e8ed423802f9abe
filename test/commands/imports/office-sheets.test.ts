import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createMess, type TestMess } from '../../support/mess.ts';
import { figures, importBytes, stored } from '../../support/records/files/import-file.ts';
import { trySignIn } from '../../support/records/sign-in.ts';

const sheet = (name: string) =>
  readFile(new URL(`../../../fixtures/offices/${name}.csv`, import.meta.url), 'utf8');

/** Asha is 1 and Bilal 2, a day after the last of the sheets. */
async function createTwo(): Promise<TestMess> {
  const mess = await createMess();
  mess.now = new Date('2026-10-01T06:30:00Z');
  expect((await trySignIn(mess)).code).toBe(0);
  await mess.do(
    'student add 1 --name Asha --branch CSE --phone 9876543210',
    'student add 2 --name Bilal --branch ECE --phone 9876543211',
  );
  return mess;
}

async function importSheet(name: string, ...options: string[]) {
  const mess = await createTwo();
  const { code, stdout, stderr } = await importBytes(mess, await sheet(name), ...options);
  return { mess, code, lines: stdout.trimEnd().split('\n').slice(1), stderr };
}

describe('a month that the sheet does not say', () => {
  const register = 'Attendance Register for October 2026\nRoll No,1,2\n1,P,P\n2,P,A\n';
  const sentence =
    'The title or the name of a.csv says October 2026, and it is taken for August 2026.';

  test('is said, and asked about at a terminal', async () => {
    const mess = await createTwo();
    const file = join(mess.home, 'a.csv');
    await writeFile(file, register);
    const line = ['attendance', 'import', file, '--month', '2026-08'];
    const refused = await mess.with({ answers: [false] })(...line);
    expect(refused.code).toBe(130);
    expect(refused.stderr).toContain(sentence.replace('a.csv', file));
    expect(figures(mess)).toEqual([]);
    expect((await importBytes(mess, register, '--month', '2026-08')).stderr).toContain(sentence);
    expect(figures(mess)).toEqual(['1 2026-08 2', '2 2026-08 1']);
  });

  test('is no doubt where it is the same, or none', async () => {
    const mess = await createTwo();
    const said = async (text: string, month: string) =>
      (await importBytes(mess, text, '--month', month)).stderr;
    expect(await said(register.replace('October', 'August'), '2026-08')).not.toContain('taken for');
    expect(await said(register.replace(/^.*\n/, ''), '2026-09')).not.toContain('taken for');
  });
});

describe('one row a student and day', () => {
  test.each([
    [
      'daily-status',
      ['1 2026-09 30', '2 2026-09 9.5'],
      'Present 39 present, Absent 20 absent, Half Day 1 half a day',
    ],
    ['daily-absent-clock-in', ['2 2026-09 10'], 'Absent 20 absent, Clock In 10 present'],
    [
      'daily-attendance-date',
      ['1 2026-09 30', '2 2026-09 10'],
      'Present 40 present, Absent 20 absent',
    ],
  ])('%s', async (name, expected, marks) => {
    const { mess, code, lines, stderr } = await importSheet(name);
    expect({ code, lines, stderr }).toEqual({
      code: 0,
      lines: ['Read as: daily, utf-8, comma, September 2026.', `Marks: ${marks}.`],
      stderr: '',
    });
    expect(figures(mess)).toEqual(expected);
  });

  test('a date and an empty time is no punch', async () => {
    const { mess, code } = await importSheet('punches-empty-time');
    expect(code).toBe(0);
    expect(figures(mess)).toEqual(['2 2026-09 10']);
  });

  const DAILY = 'Roll No,Date,Status\n';

  test('a row that is there twice counts once, and two that differ are mistakes of both', async () => {
    const mess = await createTwo();
    const good = `${DAILY}1,2025-05-01,P\n1,2025-05-01,present\n2,2025-05-01,P\n`;
    expect((await importBytes(mess, good)).code).toBe(0);
    expect(figures(mess)).toEqual(['1 2025-05 1', '2 2025-05 1']);
    const bad = `${good}1,2025-05-02,P\n1,2025-05-02,H\n`;
    const { code, stderr } = await importBytes(mess, bad, '--partial', '--replace');
    expect({ code, said: stderr.split('\n').slice(1, 4) }).toEqual({
      code: 6,
      said: [
        'a.csv:5: Date: 1 is present here, and something else on line 6 (2025-05-02)',
        'a.csv:6: Date: 1 is half here, and something else on line 5 (2025-05-02)',
        'error: a.csv has 2 mistakes: contradiction, and 2 good rows of the same students are rejected with them. Nothing was written.',
      ],
    });
    expect(figures(mess)).toEqual(['1 2025-05 1', '2 2025-05 1']);
  });

  test('an empty status is passed over, and leave counts nothing', async () => {
    const mess = await createTwo();
    const text = `${DAILY}1,2025-05-01,P\n1,2025-05-02,\n1,2025-05-31,On Leave\n`;
    expect((await importBytes(mess, text)).stdout).toContain(
      '3 rows: 1 new, 0 changed, 0 unchanged, 1 blank',
    );
    expect(figures(mess)).toEqual(['1 2025-05 1']);
  });

  test('a clock-in beside the word that somebody was absent', async () => {
    const mess = await createTwo();
    const text = 'Roll No,Date,Clock In,Absent\n1,2025-05-01,08:00,True\n2,2025-05-01,08:00,No\n';
    const { code, stderr } = await importBytes(mess, text);
    expect({ code, said: stderr.split('\n')[0] }).toEqual({
      code: 6,
      said: 'a.csv:2: Absent: absent, and yet Clock In (True)',
    });
  });

  test('dates alone are no punches, but may be said to be days present', async () => {
    const mess = await createTwo();
    const text = 'Roll No,Date\n1,2025-05-01\n1,2025-05-02\n2,2025-05-31\n';
    expect((await importBytes(mess, text)).stderr).toBe(
      [
        'a.csv:2: Date: a date without a time is no punch, 3 rows; with a column of marks, such as Status, it is a daily file, and if each row is a day present: --layout daily (2025-05-01)',
        'error: a.csv has 1 mistake: bare date. Nothing was written.',
        'hint: if each row is a day present: --layout daily; else correct the file and import it again, or take its good rows with --partial',
        '',
      ].join('\n'),
    );
    expect((await importBytes(mess, text, '--layout', 'daily')).code).toBe(0);
    expect(figures(mess)).toEqual(['1 2025-05 2', '2 2025-05 1']);
    // Of days without marks any other column may say more of them.
    const more = text.replace('Date\n', 'Date,Kind\n').replaceAll(/(-\d\d)\n/g, '$1,x\n');
    const options = ['--layout', 'daily', '--ignore-unknown'];
    expect((await importBytes(mess, more, ...options)).stderr).toContain(
      'a.csv:1: Kind: not understood, and it may decide who was present; called "_Kind" in the file it is passed over (Kind)',
    );
  });
});

describe('what decides presence is never passed over', () => {
  test.each([
    ['Roll No,Month,Days,Half', '1,2025-05,20,4', '1 2025-05 22'],
    ['Roll No,Month,Present,Half Days,Absent', '1,2025-05,20,4,7', '1 2025-05 22'],
    ['Roll No,Month,Present,Leave,Total Days', '1,2025-05,20,11,31', '1 2025-05 20'],
  ])('%s', async (header, row, figure) => {
    const mess = await createTwo();
    expect((await importBytes(mess, `${header}\n${row}\n`)).code).toBe(0);
    expect(figures(mess)).toEqual([figure]);
  });

  test('monthly-half-days', async () => {
    const { mess, code } = await importSheet('monthly-half-days');
    expect(code).toBe(0);
    expect(figures(mess)).toEqual(['1 2026-09 22', '2 2026-09 28']);
  });

  test('half days that are among the days present already do not add up', async () => {
    const mess = await createTwo();
    const text = 'Roll No,Month,Present,Half Days,Absent\n1,2025-05,24,4,7\n';
    const { code, stderr } = await importBytes(mess, text);
    expect({ code, said: stderr.split('\n')[0] }).toEqual({
      code: 6,
      said: 'a.csv:2: present 24, half days 4, absent 7 come to more than 31 days',
    });
  });

  test.each([
    ['Roll No,Month,Present,Late Days', '1,2025-05,20,4', 'Late Days'],
    ['Roll No,timestamp,Absence', '1,2025-05-01 08:00,True', 'Absence'],
    ['Roll No,Month,1,2,Total Off', '1,2025-05,P,P,3', 'Total Off'],
  ])('%s', async (header, row, column) => {
    const mess = await createTwo();
    const before = stored(mess);
    const text = `${header}\n${row}\n`;
    const { code, stderr } = await importBytes(mess, text, '--ignore-unknown', '--partial');
    expect({ code, said: stderr.split('\n')[0] }).toEqual({
      code: 6,
      said: `a.csv:1: ${column}: not understood, and it may decide who was present; called "_${column}" in the file it is passed over (${column})`,
    });
    expect(stored(mess)).toEqual(before);
    const renamed = text.replace(column, `_${column}`);
    expect((await importBytes(mess, renamed)).code).toBe(0);
  });

  test('the state of a punch is coming or going, and nothing else', async () => {
    const mess = await createTwo();
    const text = 'Roll No,Date Time,State\n1,2025-05-01 08:00,C/In\n1,2025-05-01 20:00,C/Out\n';
    expect((await importBytes(mess, text)).code).toBe(0);
    const denied = `${text}2,2025-05-01 08:00,Denied\n`;
    expect((await importBytes(mess, denied, '--ignore-unknown')).stderr).toContain(
      'a.csv:4: State: neither In nor Out, so it may decide who was present; called "_State" in the file it is passed over (Denied)',
    );
  });

  test('sums of a register that are called by their marks', async () => {
    const mess = await createTwo();
    const text = 'Roll No,Month,1,2,3,P,HD,A\n1,2025-05,P,P,HD,2,1,0\n2,2025-05,P,A,HD,1,1,1\n';
    expect((await importBytes(mess, text, '--mark', 'HD=half')).code).toBe(0);
    expect(figures(mess)).toEqual(['1 2025-05 2.5', '2 2025-05 1.5']);
  });

  test('what a register says itself of its marks must agree', async () => {
    const mess = await createTwo();
    const text = 'Roll No,Month,1,2,3,Total Present\n1,2025-05,P,H,P,2.5\n2,2025-05,P,H,A,1\n';
    const { code, stderr } = await importBytes(mess, text, '--mark', 'H=half');
    expect({ code, said: stderr.split('\n')[0] }).toEqual({
      code: 6,
      said: 'a.csv:3: Total Present: the marks come to 1.5, and Total Present says 1, which they come to with H as off; if the column is right: --mark H=off; else called "_Total Present" in the file it is passed over (1)',
    });
    const renamed = text.replace('Total', '_Total');
    expect((await importBytes(mess, renamed, '--mark', 'H=half')).code).toBe(0);
    expect(figures(mess)).toEqual(['1 2025-05 2.5', '2 2025-05 1.5']);
  });
});

describe('a column Total of a register', () => {
  const sheet = (column: string, ...rows: string[]) =>
    `Roll No,Month,1,2,3,${column}\n${rows.map((row, index) => `${index + 1},2025-05,${row}\n`).join('')}`;

  test('of days present must be what the marks come to, in every row', async () => {
    const mess = await createTwo();
    // The first may have all days there; the second shows that it is of days present.
    const text = sheet('Total', 'P,P,L,3', 'A,L,P,2');
    const { code, stderr } = await importBytes(mess, text, '--mark', 'L=absent', '--partial');
    expect({ code, said: stderr.split('\n').slice(1, 4) }).toEqual({
      code: 6,
      said: [
        'a.csv:2: Total: the marks come to 2, and Total says 3, which they come to with L as present; if the column is right: --mark L=present; else called "_Total" in the file it is passed over (3)',
        'a.csv:3: Total: the marks come to 1, and Total says 2, which they come to with L as present; if the column is right: --mark L=present; else called "_Total" in the file it is passed over (2)',
        'error: a.csv has 2 mistakes: does not add up. Nothing was written.',
      ],
    });
    expect((await importBytes(mess, text, '--mark', 'L=present')).code).toBe(0);
    expect(figures(mess)).toEqual(['1 2025-05 3', '2 2025-05 2']);
  });

  test('names both figures where no mark makes the difference, and a row without marks', async () => {
    const mess = await createTwo();
    const { code, stderr } = await importBytes(mess, sheet('Days', 'P,P,A,1', ',,,2'));
    expect({ code, said: stderr.split('\n').slice(0, 2) }).toEqual({
      code: 6,
      said: [
        'a.csv:2: Days: the marks come to 2, and Days says 1; called "_Days" in the file it is passed over (1)',
        'a.csv:3: Days: the marks come to 0, and Days says 2; called "_Days" in the file it is passed over (2)',
      ],
    });
    expect(figures(mess)).toEqual([]);
  });

  test('may be of all days, of those with a mark, and of working days', async () => {
    const mess = await createTwo();
    for (const text of [
      sheet('Total', 'P,H,P,31', 'P,A,P,31'),
      sheet('Total Days', 'P,H,P,3', 'P,A,,2'),
      sheet('Total Days', 'P,H,WO,2', 'P,A,WO,2'),
    ]) {
      expect((await importBytes(mess, text, '--mark', 'H=half', '--replace')).code).toBe(0);
    }
    expect(figures(mess)).toEqual(['1 2025-05 1.5', '2 2025-05 1']);
  });

  test('is one mistake, however many rows count a mark in another way', async () => {
    const mess = await createTwo();
    const text = sheet('Present Days', 'P,L,A,2', 'L,A,P,2');
    expect((await importBytes(mess, text, '--mark', 'L=absent')).stderr.split('\n')[0]).toBe(
      'a.csv:2: Present Days: the marks come to 1, and Present Days says 2, which they come to with L as present, 2 rows; if the column is right: --mark L=present; else called "_Present Days" in the file it is passed over (2)',
    );
  });

  test('a last row of totals that differs is said, and asked about at a terminal', async () => {
    const mess = await createTwo();
    const text = (sums: string) => `${sheet('Total', 'P,H,A,1.5', 'P,P,A,2')}${sums}\n`;
    const sentence =
      'The row of totals on line 4 of a.csv differs from the marks as they are read: it says 3 on day 1 (2), 1 on day 3 (0).';
    const file = await mess.file('a.csv', text('Total,,3,1.5,1,'));
    const refused = await mess.with({ answers: [false] })('attendance', 'import', file);
    expect(refused.code).toBe(130);
    expect(refused.stderr).toContain(sentence.replace('a.csv', file));
    expect(figures(mess)).toEqual([]);
    for (const sums of ['Total,,2,1.5,0,', 'Total Present,,2,1,0,', 'Total,,2,2,0,']) {
      const { code, stderr } = await importBytes(mess, text(sums), '--replace', '--dry-run');
      expect({ code, isSaid: stderr.includes('totals') }).toEqual({ code: 0, isSaid: false });
    }
    const { code, stderr } = await importBytes(mess, text('Total,,3,1.5,1,'));
    expect({ code, stderr: stderr.split('\n')[0] }).toEqual({
      code: 0,
      stderr: `warning: ${sentence}`,
    });
  });
});

describe('marks', () => {
  test('H of a holiday and H of half a day in one sheet are told apart in the file alone', async () => {
    const mess = await createTwo();
    const register = 'Roll No,1,2,3\n1,P,H,H\n2,P,H,P\n';
    expect((await importBytes(mess, register, '--month', '2026-09')).stderr.split('\n')[0]).toBe(
      'a.csv:1: everybody has H on 2 September 2026, so it may be a holiday and not half a day; on other days it stands once more; write the holiday with a mark of its own in the file, such as WO; or if it means the same everywhere, --mark H=MEANING (present, half, absent, off), or once for all: mess attendance marks set H MEANING (H)',
    );
  });

  test('H that everybody has on a day is refused until it is said what it means', async () => {
    const text = await sheet('register-H');
    const mess = await createTwo();
    const before = stored(mess);
    expect((await importBytes(mess, text)).stderr).toBe(
      [
        'a.csv:1: everybody has H on 6, 13, 20, 27 September 2026, so it may be a holiday and not half a day; --mark H=off (or present, half, absent), or once for all: mess attendance marks set H off (H)',
        'error: a.csv has 1 mistake: ambiguous mark. Nothing was written.',
        'hint: say what the marks mean, with --mark or once for all with mess attendance marks set; else correct the file and import it again, or take its good rows with --partial',
        '',
      ].join('\n'),
    );
    expect((await importBytes(mess, text, '--partial')).code).toBe(6);
    expect(stored(mess)).toEqual(before);
    const { stdout } = await importBytes(mess, text, '--mark', 'H=holiday');
    expect(stdout).toContain('\nMarks: P 43 present, A 9 absent, H 8 off (not counted).\n');
    expect(figures(mess)).toEqual(['1 2026-09 26', '2 2026-09 17']);
    await mess.do('attendance marks set h half');
    expect((await importBytes(mess, text)).stderr).toContain(
      'warning: Everybody has H (half) on 6, 13, 20, 27 September 2026.\n',
    );
    expect(figures(mess)).toEqual(['1 2026-09 28', '2 2026-09 19']);
  });

  test('those that are none are said once, and known when they are set', async () => {
    const text = await sheet('register-WO-HL');
    const mess = await createTwo();
    const { code, stderr } = await importBytes(mess, text);
    expect({ code, said: stderr.split('\n').slice(0, 3) }).toEqual({
      code: 6,
      said: [
        'a.csv:2: day 15: not a mark of this mess; --mark HL=MEANING (present, half, absent, off), or once for all: mess attendance marks set HL MEANING (HL)',
        'a.csv:3: day 17: not a mark of this mess; --mark L=MEANING (present, half, absent, off), or once for all: mess attendance marks set L MEANING (L)',
        'error: a.csv has 2 mistakes: bad mark. Nothing was written.',
      ],
    });
    await mess.do('attendance marks set HL half', 'attendance marks set L leave');
    const report = JSON.parse((await importBytes(mess, text, '--json')).stdout);
    expect(report.marks).toEqual([
      { mark: 'P', meaning: 'present', count: 47 },
      { mark: 'WO', meaning: 'off', count: 8 },
      { mark: 'HL', meaning: 'half', count: 1 },
      { mark: 'WOP', meaning: 'present', count: 1 },
      { mark: 'HD', meaning: 'half', count: 1 },
      { mark: '½P', meaning: 'half', count: 1 },
      { mark: 'L', meaning: 'absent', count: 1 },
    ]);
    expect(figures(mess)).toEqual(['1 2026-09 25.5', '2 2026-09 24']);
  });

  test('the same file by other marks is another import', async () => {
    const text = await sheet('register-H');
    const mess = await createTwo();
    const give = async (mark: string) => (await importBytes(mess, text, '--mark', mark)).stdout;
    expect(await give('H=off')).toContain('(import 1)');
    expect(await give('h=off')).toContain('imported already');
    expect(await give('H=present')).toContain('0 new, 2 changed');
  });

  test('empty cells of a register are counted with the absent', async () => {
    const mess = await createTwo();
    const text = 'Roll No,Month,1,2,3,4\n1,2025-05,P,P,,\n2,2025-05,P,,A,\n';
    expect((await importBytes(mess, text)).stdout).toContain(
      '\nMarks: P 3 present, empty 2 absent, A 1 absent.\n',
    );
  });

  test('rejected rows have their marks beside them', async () => {
    const mess = await createTwo();
    const path = `${mess.home}/rejects.csv`;
    const text = 'Roll No,Month,1,2\n1,2025-05,P,Q\n2,2025-05,Q,P\n';
    await importBytes(mess, text, '--rejects', path);
    const rejects = await readFile(path, 'utf8');
    expect(rejects.match(/bad_mark/g)).toHaveLength(2);
  });

  test('list, set and remove, in the record of changes', async () => {
    const mess = await createTwo();
    const say = async (...line: string[]) => {
      const { stdout, stderr } = await mess('attendance', 'marks', ...line);
      return stdout + stderr;
    };
    expect(await say('set', 'HL', 'holiday')).toBe('HL means off.\n');
    expect(await say('set', 'hl', 'off')).toBe('Nothing changed: hl means off already.\n');
    expect(await say('set', 'h l', 'half')).toBe('h l means half (it was off).\n');
    expect(await say('set', 'A', 'present')).toBe('A means present (it was absent).\n');
    expect((await mess.json('attendance', 'marks')) as unknown[]).toEqual(
      expect.arrayContaining([
        { mark: 'A', meaning: 'present', own: true },
        { mark: 'h l', meaning: 'half', own: true },
        { mark: 'P', meaning: 'present', own: false },
      ]),
    );
    expect(await say('remove', 'a')).toBe('A means absent again (it was present).\n');
    expect(await say('remove', 'HL')).toBe('h l is no mark any more (it was half).\n');
    expect(await say('remove', 'P')).toBe(
      'error: P means present everywhere; the mess has given it no meaning of its own.\nhint: to give it another meaning: mess attendance marks set MARK MEANING\n',
    );
    expect(await say('set', 'X', 'sometimes')).toContain(
      'error: Meaning: a mark means present, half, absent or off (closed, and nobody is absent) (sometimes)\n',
    );
    const entries = mess.rows('select command, subject from audit_entries').slice(-5);
    expect(entries.map(({ command, subject }) => `${command} ${subject}`)).toEqual([
      'attendance marks set HL',
      'attendance marks set h l',
      'attendance marks set A',
      'attendance marks remove A',
      'attendance marks remove h l',
    ]);
  });

  test('serve the roll call of a day, too', async () => {
    const mess = await createTwo();
    const path = await mess.file('day.csv', 'Roll No,Status\n1,OD\n2,Half Day\n');
    const call = (...more: string[]) =>
      mess('attendance', 'today', '--date', '2025-05-31', '--file', path, ...more);
    expect((await call()).stderr).toContain(
      ':2: Status: not a mark of this mess; --mark OD=MEANING (present, half, absent, off)',
    );
    expect((await call('--mark', 'OD=present')).stdout).toBe(
      'Marked 2025-05-31: 1 present, 1 there half of the day (2).\n',
    );
  });

  test('--mark is for files with marks', async () => {
    const { code, stderr } = await importSheet('monthly-half-days', '--mark', 'H=off');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'error: --mark is for registers and daily files, and a.csv is a monthly file.\nhint: leave --mark out; the layouts are: monthly, register, daily, punches\n',
    });
    const { code: bad, stderr: why } = await importSheet('register-H', '--mark', 'H');
    expect({ bad, why }).toEqual({
      bad: 2,
      why: 'error: --mark: write the mark and its meaning, like WO=off (H)\n',
    });
  });
});

describe('below the table', () => {
  const REGISTER = 'Roll No.;Name;1;2;3\n1;Asha;P;P;A\n2;Bilal;P;HD;P\n';

  test.each([
    [";Warden's signature;;;\n", '4'],
    [';Present;2;1;1\nPrepared by;;Checked by;;Warden\n', '4, 5'],
    ['Total;;2;1.5;1\n;Signed: the manager;;;\n', '4, 5'],
  ])('is what nobody was present by: %j', async (below, lines) => {
    const mess = await createTwo();
    const given = ['--month', '2026-09', '--mark', 'HD=half'];
    const { code, stdout, stderr } = await importBytes(mess, REGISTER + below, ...given);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) });
    expect(stdout).toContain(`without line${lines.length > 1 ? 's' : ''} ${lines} below the table`);
    expect(figures(mess)).toEqual(['1 2026-09 2', '2 2026-09 2.5']);
  });

  test('a row with marks and no id is one mistake, and its cells are no marks to be defined', async () => {
    const mess = await createTwo();
    const { code, stderr } = await importBytes(
      mess,
      `${REGISTER};Chitra;6;7;8\n3;Dev;P;P;P\n`,
      ...['--month', '2026-09', '--mark', 'HD=half'],
    );
    expect(code).toBe(6);
    expect(stderr.split('\n').slice(0, 3)).toEqual([
      'a.csv:4: Roll No.: the id is missing',
      'a.csv:5: Roll No.: no such student (3)',
      'error: a.csv has 2 mistakes: missing, unknown student. Nothing was written.',
    ]);
  });
});
