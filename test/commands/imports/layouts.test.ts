import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { createMess } from '../../support/mess.ts';
import {
  createFour,
  expectRefused,
  figures,
  importBytes,
  stored,
  taken,
} from '../../support/records/files/import-file.ts';
import { trySignIn } from '../../support/records/sign-in.ts';

const fixture = (name: string) => readFile(new URL(`../../../fixtures/${name}`, import.meta.url));

/** Days 1 to 31, or to another. */
const days = (last = 31) => Array.from({ length: last }, (_, index) => index + 1);
const REGISTER = `student_id,month,${days().join(',')}\n`;

/** A row of a register: marks from the first day, and nothing after them. */
const register = (id: string, month: string, marks: readonly string[]) =>
  `${id},${month},${days()
    .map((day) => marks[day - 1] ?? '')
    .join(',')}\n`;

const everyDay = (mark: string, last: number) => days(last).map(() => mark);

describe('the three layouts', () => {
  test('give the same days of the same month', async () => {
    const shown: unknown[] = [];
    for (const [name, readAs, ...options] of [
      ['attendance-2025-06.csv', '14 rows: 14 new', 'monthly, utf-8, comma'],
      ['register-2025-06.csv', '14 rows: 14 new', 'register, utf-8, semicolon'],
      [
        ...(['punches-2025-06.csv', '418 rows: 14 new', 'punches, utf-8, comma'] as const),
        '--date-format',
        'DD/MM/YYYY HH:mm',
      ],
    ] as const) {
      const mess = await createMess();
      mess.now = new Date('2025-07-01T06:30:00Z');
      await trySignIn(mess);
      const roll = await mess.file('roll.csv', await fixture('roll.csv'));
      await mess.do(
        `student import ${roll}`,
        'student add 22CH024 --name "Imran Sheikh" --branch Chemical --phone 9849009924',
      );
      const [as = '', ...more] = options;
      expect(await importBytes(mess, await fixture(name), ...more)).toEqual(
        taken(
          `${readAs}, 0 changed, 0 unchanged (import 1)`,
          `${as}, June 2025`,
          as.startsWith('register') ? 'P 338 present, A 82 absent' : undefined,
        ),
      );
      shown.push(await mess.json('attendance', 'show', '--month', '2025-06'));
    }
    const [monthly, ofRegister, punches] = shown;
    expect(monthly).toHaveLength(14);
    expect(ofRegister).toEqual(monthly);
    expect(punches).toEqual(monthly);
  });

  test.each([
    ['student_id,days,month', 'S001,3,2025-05', 'monthly'],
    ['student_id,month,7', 'S001,2025-05,P', 'register'],
    ['student_id,month,Day 07', 'S001,2025-05,P', 'register'],
    ['Emp ID,Log Time', 'S001,2025-05-07 08:00', 'punches'],
    ['Emp ID,Date,Time', 'S001,2025-05-07,08:00', 'punches'],
  ])('a header of %s', async (header, row, layout) => {
    const mess = await createFour();
    const { code, stdout } = await importBytes(mess, `${header}\n${row}\n`);
    expect({ code, stdout: stdout.split('\n')[1] }).toEqual({
      code: 0,
      stdout: `Read as: ${layout}, utf-8, comma, May 2025.`,
    });
  });

  test('--layout where the header has columns of two', async () => {
    const text = 'student_id,month,1,2,days_present\nS001,2025-05,P,P,30\n';
    await expectRefused(
      text,
      [],
      'a.csv:2: days_present: the marks come to 2, and days_present says 30; called "_days_present" in the file it is passed over (30)',
      'error: a.csv has 1 mistake: does not add up. Nothing was written.',
    );
    const mess = await createFour();
    const options = ['--layout', 'monthly', '--ignore-unknown'];
    expect(await importBytes(mess, text, ...options)).toEqual(
      taken('1 row: 1 new, 0 changed, 0 unchanged (import 1)', 'monthly, utf-8, comma, May 2025'),
    );
    expect(figures(mess)).toEqual(['S001 2025-05 30']);
  });

  test('--layout against the header', async () => {
    const unknown = (cell: string, layout: string) =>
      `a.csv:1: ${cell}: no column of the ${layout} layout; --ignore-unknown passes over it (${cell})`;
    await expectRefused(
      'student_id,month,days_present\nS001,2025-05,1\n',
      ['--layout', 'register'],
      'a.csv:1: no column for a day; a register has columns called 1 to 31',
      'error: a.csv has 1 mistake: missing column. Nothing was written.',
    );
    await expectRefused(
      'student_id,timestamp\nS001,2025-05-01 08:00\n',
      ['--layout', 'monthly'],
      unknown('timestamp', 'monthly'),
      'a.csv:1: the column days_present is missing from the header',
      'error: a.csv has 2 mistakes: missing column, unknown column. Nothing was written.',
    );
  });

  test.each([
    ['student_id,month,days_present\nS001,2025-05,1\n', 'monthly', '--from', '2025-05-01'],
    ['student_id,month,days_present\nS001,2025-05,1\n', 'monthly', '--to', '2025-05-01'],
    [`${REGISTER}${register('S001', '2025-05', ['P'])}`, 'register', '--date-format', 'DD/MM/YYYY'],
    [`${REGISTER}${register('S001', '2025-05', ['P'])}`, 'register', '--timezone', 'UTC'],
  ])('an option that does not fit %#', async (text, layout, flag, value) => {
    const layouts = flag === '--timezone' ? 'punches' : 'punches and daily files';
    const mess = await createFour();
    const before = stored(mess);
    expect(await importBytes(mess, text, flag, value)).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: ${flag} is for ${layouts}, and a.csv is a ${layout} file.\nhint: leave ${flag} out; the layouts are: monthly, register, daily, punches\n`,
    });
    expect(stored(mess)).toEqual(before);
  });
});

describe('a register', () => {
  test('marks in every spelling', async () => {
    const mess = await createFour();
    const whole = ['P', 'p', '1', ' P ', '1.0', '"1,00"'];
    const half = ['H', 'h', '½', '0.5', '.5', '"0,5"', '0.50'];
    const none = ['A', 'a', '0', '0.0', '', ' '];
    const marks = [...whole, ...half, ...none, ...everyDay('A', 11), 'P'];
    expect(marks).toHaveLength(31);
    expect(await importBytes(mess, `${REGISTER}${register('S001', '2025-05', marks)}`)).toEqual({
      ...taken(
        '1 row: 1 new, 0 changed, 0 unchanged (import 1)',
        'register, utf-8, comma, May 2025',
        'A 13 absent, P 4 present, H 2 half a day, "1" 1 present, "1.0" 1 present, "1,00" 1 present, ½ 1 half a day, "0.5" 1 half a day, ".5" 1 half a day, "0,5" 1 half a day, "0.50" 1 half a day, "0" 1 absent, "0.0" 1 absent',
      ),
      stderr: 'warning: a.csv covers only 1 to 17, 20 to 31 May 2025.\n',
    });
    expect(figures(mess)).toEqual(['S001 2025-05 10.5']);
  });

  test('a decimal comma where semicolons delimit, and ½ in windows-1252', async () => {
    const mess = await createFour();
    const text = `student_id;1;2;31\nS001;0,5;½;P\n`;
    const options = ['--encoding', 'windows-1252', '--month', '2025-05'];
    expect((await importBytes(mess, Buffer.from(text, 'latin1'), ...options)).code).toBe(0);
    expect(figures(mess)).toEqual(['S001 2025-05 2']);
  });

  test('absent all month is 0, and a row without a mark is blank', async () => {
    const mess = await createFour();
    const text = `${REGISTER}${register('S001', '2025-05', everyDay('A', 31))}${register('S002', '2025-05', [])}`;
    expect(await importBytes(mess, text)).toEqual(
      taken(
        '2 rows: 1 new, 0 changed, 0 unchanged, 1 blank (import 1)',
        'register, utf-8, comma, May 2025',
        'A 31 absent',
      ),
    );
    expect(figures(mess)).toEqual(['S001 2025-05 0']);
  });

  test('columns in any order, and months of different lengths', async () => {
    const mess = await createFour();
    const header = `${days().reverse().join(',')},month,student_id\n`;
    const row = (id: string, month: string, last: number) =>
      `${days()
        .reverse()
        .map((day) => (day > last ? '' : 'P'))
        .join(',')},${month},${id}\n`;
    const text = `${header}${row('S001', '2025-02', 28)}${row('S002', '2024-02', 29)}${row('S003', '2025-04', 30)}${row('S004', '2025-05', 31)}`;
    expect((await importBytes(mess, text)).code).toBe(0);
    expect(figures(mess)).toEqual([
      'S002 2024-02 29',
      'S001 2025-02 28',
      'S003 2025-04 30',
      'S004 2025-05 31',
    ]);
  });

  test('a mark beyond the end of the month', async () => {
    await expectRefused(
      `${REGISTER}${register('S001', '2025-04', everyDay('P', 31))}${register('S002', '2025-02', everyDay('A', 30))}`,
      [],
      'a.csv:2: day 31: 2025-04 has 30 days, so this cell must be empty (P)',
      'a.csv:3: day 29: 2025-02 has 28 days, so this cell must be empty (A)',
      'a.csv:3: day 30: 2025-02 has 28 days, so this cell must be empty (A)',
      'error: a.csv has 3 mistakes: beyond month. Nothing was written.',
    );
  });

  test('what is no mark is one mistake, however often it stands there', async () => {
    const say = (mark: string) =>
      `--mark ${mark}=MEANING (present, half, absent, off), or once for all: mess attendance marks set ${mark} MEANING (${mark})`;
    await expectRefused(
      'student_id,1,02,Day 30,31\nS001,P,HL,P,hl\nS002,L,P,0.25,HL\n',
      ['--month', '2025-05'],
      `a.csv:2: day 02: not a mark of this mess, 3 cells; ${say('HL')}`,
      `a.csv:3: day 1: not a mark of this mess; ${say('L')}`,
      `a.csv:3: Day 30: not a mark of this mess; ${say('0.25')}`,
      'error: a.csv has 3 mistakes: bad mark. Nothing was written.',
    );
  });

  test('without a month it needs --month', async () => {
    const mess = await createFour();
    const text = 'student_id,1,2,31\nS001,P,H,P\n';
    const before = stored(mess);
    const missing = await importBytes(mess, text);
    expect(missing).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error: a.csv has no month column, so its month is missing.\nhint: mess attendance import a.csv --month YYYY-MM\n',
    });
    expect(stored(mess)).toEqual(before);
    expect((await importBytes(mess, text, '--month', 'previous')).code).toBe(0);
    expect(figures(mess)).toEqual(['S001 2025-05 2.5']);
  });

  test('empty cells at its end: part of a month', async () => {
    const mess = await createFour();
    const text = `${REGISTER}${register('S001', '2025-05', everyDay('P', 10))}${register('S002', '2025-05', everyDay('A', 12))}`;
    const { code, stderr } = await importBytes(mess, text);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'warning: a.csv covers only 1 to 12 May 2025.\n',
    });
  });
});

describe('a header that is nearly one', () => {
  test('below a row, which would be lost', async () => {
    await expectRefused(
      'S002,2025-05,20\nRoll No,Month,Days\nS001,2025-05,1\n',
      [],
      'a.csv:1: the columns are named on line 2, and this looks like a row above it; put it below (S002 2025-05 20)',
      'error: a.csv has 1 mistake: header not first. Nothing was written.',
    );
  });

  test('of dates that are of two months', async () => {
    const sentence =
      'the days of a register are 1 to 31, or dates of one month; --ignore-unknown passes over it';
    await expectRefused(
      'student_id,30-Jun,01/07/2025,3\nS001,P,P,X\n',
      ['--month', '2025-06'],
      `a.csv:1: 30-Jun: ${sentence} (30-Jun)`,
      `a.csv:1: 01/07/2025: ${sentence} (01/07/2025)`,
      'a.csv:2: day 3: not a mark of this mess; --mark X=MEANING (present, half, absent, off), or once for all: mess attendance marks set X MEANING (X)',
      'error: a.csv has 3 mistakes: unknown column (2), bad mark. Nothing was written.',
    );
  });

  test('with an unknown column: the rows are checked as well, and not even --partial takes any', async () => {
    await expectRefused(
      'Shelf,student_id,month,days\n1,S009,2025-05,1\n2,S001,2025-05,1\n',
      ['--partial'],
      'a.csv:1: Shelf: unknown column; --ignore-unknown passes over it (Shelf)',
      'a.csv:2: student_id: no such student (S009)',
      'error: a.csv has 2 mistakes: unknown column, unknown student. Nothing was written.',
    );
  });

  test('but one that numbers the rows is passed over', async () => {
    const mess = await createFour();
    const sheet = 'S.No.,student_id,month,days\n1,S001,2025-05,1\n';
    expect(await importBytes(mess, sheet)).toMatchObject({ code: 0 });
    expect(figures(mess)).toEqual(['S001 2025-05 1']);
  });

  test('a last column without a name may be missing from the rows', async () => {
    const mess = await createFour();
    expect((await importBytes(mess, 'student_id,month,days,\nS001,2025-05,1\n')).code).toBe(0);
  });

  test('an empty month cell is that of --month', async () => {
    const mess = await createFour();
    const text = 'student_id,month,days\nS001,May 2025,1\nS002,,2\n';
    expect((await importBytes(mess, text)).code).toBe(6);
    expect((await importBytes(mess, text, '--month', '2025-05')).code).toBe(0);
    expect(figures(mess)).toEqual(['S001 2025-05 1', 'S002 2025-05 2']);
  });
});
