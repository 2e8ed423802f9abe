import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TestMess } from '../../support/mess.ts';
import {
  createFour,
  figures,
  importBytes,
  importRoll,
  readSheet,
  stored,
  taken,
} from '../../support/records/files/import-file.ts';

const HEADER = 'student_id,month,days_present\n';
const NOT_DAYS = 'not a number of days; write it like 28 or 28.5, with two decimals at most';
const WITHHELD = 'withheld,another row of this student is rejected';

/** Where `--rejects` goes, and what is in it; undefined where it is not there. */
const rejectsOf = (mess: TestMess) => join(mess.home, 'rejects.csv');
const readRejects = (mess: TestMess) => readSheet(rejectsOf(mess)).catch(() => undefined);

const withRejects = (mess: TestMess, text: string, ...options: string[]) =>
  importBytes(mess, text, '--rejects', rejectsOf(mess), ...options);

describe('the file of rejects', () => {
  const TEXT = [
    'Roll No,Name,Month,Days',
    'S001,"Rao, Asha",2025-05,30',
    'S009,"Nobody ""N""",Mayy,x',
    's002,Vikram,May-25,"28,5"',
    '"S0',
    '03",Sita,2025-05,15',
    'S004,Dev,2025-05,1,late',
    '',
  ].join('\n');
  const CONTENT = [
    'Roll No,Name,Month,Days,_line,_code,_error',
    `S009,"Nobody ""N""",Mayy,x,3,unknown_student bad_month bad_days,"Roll No: no such student; Month: not a month; write it like 2025-05, 05/2025 or May 2025; Days: ${NOT_DAYS}"`,
    '"S0',
    '03",Sita,2025-05,15,5,bad_id,"Roll No: not an id; use 1 to 32 letters, digits and . _ / - and begin with a letter or digit"',
    'S004,Dev,2025-05,1,7,ragged_row,"the row has 5 cells, the header 4",late',
    '',
  ].join('\n');

  test('has the rejected rows as they came, and why', async () => {
    const mess = await createFour();
    const before = stored(mess);
    const { code, stdout, stderr } = await withRejects(mess, TEXT);
    expect({ code, stdout }).toEqual({ code: 6, stdout: '' });
    expect(stderr.split('\n')[0]).toBe('Rejected rows are in rejects.csv: 3.');
    expect(await readRejects(mess)).toBe(CONTENT);
    expect(stored(mess)).toEqual(before);
  });

  test('corrected it imports, and with --partial gives what the clean file gives', async () => {
    const clean = await createFour();
    const cleanText = TEXT.replace('S009', 'S003').replace('Mayy', '2025-05').replace(',x', ',15');
    const isKept = (line: string) => !/^"S0|^03"/.test(line);
    const lines = cleanText.replace(',1,late', ',1').split('\n').filter(isKept);
    expect((await importBytes(clean, lines.join('\n'))).code).toBe(0);

    const mess = await createFour();
    await withRejects(mess, TEXT, '--partial');
    expect(figures(mess)).toEqual(['S001 2025-05 30', 'S002 2025-05 28.5']);
    const corrected = CONTENT.replace('S009', 'S003')
      .replace('Mayy', '2025-05')
      .replace(',x,', ',15,')
      .replace(',late', '')
      .split('\n')
      .filter(isKept)
      .join('\n');
    expect(await importBytes(mess, corrected)).toEqual(
      taken('2 rows: 2 new, 0 changed, 0 unchanged (import 2)', 'monthly, utf-8, comma, May 2025'),
    );
    expect(figures(mess)).toEqual(figures(clean));
    expect(figures(mess)).toEqual([
      'S001 2025-05 30',
      'S002 2025-05 28.5',
      'S003 2025-05 15',
      'S004 2025-05 1',
    ]);
  });

  test('imported uncorrected it is rejected as before, without the notes of last time', async () => {
    const mess = await createFour();
    await withRejects(mess, `${HEADER}S009,2025-05,1\n`);
    const first = (await readRejects(mess)) ?? '';
    expect(first).toBe(
      'student_id,month,days_present,_line,_code,_error\nS009,2025-05,1,2,unknown_student,student_id: no such student\n',
    );
    await withRejects(mess, first, '--yes');
    expect(await readRejects(mess)).toBe(first);
  });

  test('what a spreadsheet would run comes back as it was', async () => {
    const mess = await createFour();
    const text = `student_id,name,month,days_present\nS009,=1+1,2025-05,1\nS009,'=1,2025-05,1\nS001,+1+1,2025-05,1\n`;
    await withRejects(mess, text);
    const first = (await readRejects(mess)) ?? '';
    expect(first.split('\n')[1]).toBe(
      "S009,'=1+1,2025-05,1,2,unknown_student,student_id: no such student",
    );
    await withRejects(mess, first, '--yes');
    expect((await readRejects(mess))?.split('\n')[1]).toBe(first.split('\n')[1]);
  });

  test('of students too', async () => {
    const mess = await createFour();
    const text =
      'id,name,branch,phone\nS005,Eka,CSE,123\nS006,Jo,CSE,9876543210\nS006,Joe,CSE,9876543210\n';
    expect((await importRoll(mess, text, '--rejects', rejectsOf(mess), '--partial')).code).toBe(6);
    expect(await readRejects(mess)).toBe(
      [
        'id,name,branch,phone,_line,_code,_error',
        'S005,Eka,CSE,123,2,bad_phone,"phone: not a phone number; write 10 digits, or + and 8 to 15 digits with the country code"',
        `S006,Jo,CSE,9876543210,3,${WITHHELD}`,
        'S006,Joe,CSE,9876543210,4,duplicate_row,"id: S006 has a row already, on line 3"',
        '',
      ].join('\n'),
    );
    expect(mess.rows('select id from students')).toHaveLength(4);
  });

  test('with --json the error alone is on standard error', async () => {
    const mess = await createFour();
    for (const options of [[], ['--partial']]) {
      const text = `${HEADER}S001,2025-05,1\nS009,2025-05,1\n`;
      const { code, stdout, stderr } = await withRejects(mess, text, '--json', '--yes', ...options);
      expect({ code, errors: JSON.parse(stdout).errors.length }).toEqual({ code: 6, errors: 1 });
      expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'invalid', exitCode: 6 } });
      expect(await readRejects(mess)).toContain('S009');
    }
  });

  test('is not written where the header is not understood', async () => {
    const mess = await createFour();
    expect((await withRejects(mess, 'student_id,days\nS001,1\n')).code).toBe(2);
    expect((await withRejects(mess, 'student,wages\nS001,1\n')).code).toBe(6);
    expect(await readRejects(mess)).toBeUndefined();
  });

  test.each([
    ['a.csv', 'it is the file that is read'],
    ['session.json', 'mess itself keeps its data there'],
    ['.', 'it is a folder'],
  ])('may not be %s', async (name, why) => {
    const mess = await createFour();
    const path = join(mess.home, name);
    const text = `${HEADER}S009,2025-05,1\n`;
    const { code, stdout, stderr } = await importBytes(mess, text, '--rejects', path, '--yes');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(`error: --rejects ${path.replace(`${mess.home}/`, '')}: ${why}.\n`);
    expect(await readFile(join(mess.home, 'a.csv'), 'utf8')).toBe(text);
    expect((await mess('student', 'list')).code).toBe(0);
  });

  test('replaces another only with --yes, or when told so', async () => {
    const mess = await createFour();
    await mess.file('rejects.csv', 'mine');
    const before = stored(mess);
    const text = `${HEADER}S001,2025-05,1\nS009,2025-05,1\n`;
    expect(await withRejects(mess, text, '--partial')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error: rejects.csv is there already. Replace it? Nobody can be asked here.\nhint: give --yes if you are sure\n',
    });
    const path = await mess.file('a.csv', text);
    const args = ['attendance', 'import', path, '--rejects', rejectsOf(mess)];
    expect((await mess.with({ answers: [false] })(...args)).code).toBe(130);
    expect(await readFile(rejectsOf(mess), 'utf8')).toBe('mine');
    expect(stored(mess)).toEqual(before);
    expect((await mess.with({ answers: [true] })(...args)).code).toBe(6);
    expect(await readRejects(mess)).toContain('S009');
  });

  test('is imported again with the options of the file, which the hint has', async () => {
    const mess = await createFour();
    const text = 'student_id,days_present\nS001,3\nS009,4\n';
    const options = ['--month', '2025-05', '--partial', '--ignore-unknown'];
    const { stderr } = await withRejects(mess, text, ...options);
    expect(stderr.split('\n').at(-2)).toBe(
      'hint: correct rejects.csv and import it again: mess attendance import rejects.csv --month 2025-05 --ignore-unknown',
    );
    await mess.do(
      'student add S009 --name Nine --branch CSE --phone 9876543210',
      `attendance import ${rejectsOf(mess)} --month 2025-05 --ignore-unknown`,
    );
    expect(figures(mess)).toEqual(['S001 2025-05 3', 'S009 2025-05 4']);
  });
});

test('a file of rejects that was not written is not named', async () => {
  const mess = await createFour();
  const path = rejectsOf(mess);
  expect(
    await importRoll(mess, 'id,name\nS009,Zoya\n', '--partial', '--rejects', path),
  ).toMatchObject({
    code: 6,
    stderr: expect.stringMatching(/ else correct the file and import it again\n$/),
  });
  expect(await readRejects(mess)).toBeUndefined();
});
