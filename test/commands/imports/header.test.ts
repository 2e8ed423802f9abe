import { describe, expect, test } from 'vitest';
import { createMess } from '../../support/mess.ts';
import { readAttendance as read } from '../../support/records/files/field.ts';
import {
  createFour,
  expectRefused,
  figures,
  importBytes,
  importRoll,
  withoutHome,
} from '../../support/records/files/import-file.ts';

const readAs = (how: string) => `Read as: ${how}, May 2025.`;
const MONTHLY = 'Roll No,Month,Days\nS001,2025-05,20\n';
const DAYS = 'S001,P,P,A\nS002,H,A,P\n';
const OF_DAYS = ['S001 2025-05 2', 'S002 2025-05 1.5'];
const MAY = ['--month', '2025-05'];

describe('the header is found', () => {
  test.each([
    ['a title', 'Hostel Attendance May 2025,,\n', 2],
    ['a title of one cell, and empty lines', 'GANGA HOSTEL\n\n"12, Main Road"\n\n', 5],
    ['a title with names of columns in it', 'Student,,Attendance\n', 2],
    ['what was filled in', 'Name of hostel:,Ganga\nMonth:,May 2025\nPrinted:,01/06/2025\n', 4],
    ['twenty lines', 'Report for May 2025,,\n'.repeat(20), 21],
  ])('below %s', async (_, above, line) => {
    const how = readAs(`monthly, utf-8, comma, header on line ${line}`);
    expect(await read(above + MONTHLY)).toEqual([0, how, 'S001 2025-05 20']);
  });

  test('but not below twenty-one lines', async () => {
    const { 0: code, length } = await read('Report for May 2025,,\n'.repeat(21) + MONTHLY);
    expect([code, length > 2]).toEqual([6, true]);
  });

  test('below sep= and a title, by the delimiter of the header', async () => {
    const title = 'Attendance, as counted, by the warden\n';
    expect(await read(`${title}Roll No;Days;Month\nS001;20,5;2025-05\n`)).toEqual([
      0,
      readAs('monthly, utf-8, semicolon, header on line 2'),
      'S001 2025-05 20.5',
    ]);
    expect(await read(`sep=;\n${title}Roll No;Month;Days\nS001;2025-05;20\n`)).toEqual([
      0,
      readAs('monthly, utf-8, semicolon, header on line 3'),
      'S001 2025-05 20',
    ]);
  });

  test('of a roll and of purchases', async () => {
    const mess = await createMess();
    const roll = 'Students of 2025\n\nUSN,Name,Dept,Mobile\nN1,Asha,CSE,9876543210\nTotal,1,,\n';
    expect(await importRoll(mess, roll)).toMatchObject({
      code: 0,
      stdout:
        'a.csv: 1 row: 1 new, 0 changed, 0 unchanged.\nRead as: roll, utf-8, comma, header on line 3, without line 5 below the table.\n',
    });
    const purchases = 'Purchases\nDate,Head,Amount\n2025-05-01,Milk,50\n,Grand Total:,50\n';
    const path = await mess.file('p.csv', purchases);
    expect(withoutHome(mess, await mess('purchase', 'import', path))).toMatchObject({
      code: 0,
      stdout:
        'p.csv: 1 row: 1 new, 0 changed, 0 unchanged (import 1, purchase 1).\nRead as: purchases, utf-8, comma, header on line 2, without line 4 below the table, May 2025.\n',
    });
  });

  test('is in the document, with the lines below the table', async () => {
    const mess = await createFour();
    const text = `Title\n${MONTHLY}Total,,20\nGenerated on 1 June 2025,,\n`;
    const { stdout } = await importBytes(mess, text, '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      rows: 1,
      readAs: { headerLine: 2, totals: [4, 5] },
    });
  });
});

describe('two rows of header', () => {
  test.each([
    ['groups above the names', 'Student,,May,,\n,Roll No,1,2,3\n', ','],
    ['names over two rows, the days below', ',Roll No,Attendance,,\n,,1,2,3\n', ','],
    ['names of the days below their numbers', ',Roll No,1,2,3\n,,Thu,Fri,Sat\n', ','],
    ['names of the days above them', ',,T,F,S\n,Roll No,1,2,3\n', ','],
    ['all of it', 'Report,,,,\n,Roll No,Attendance,,\n,,1,2,3\n,,Th,Fr,Sa\n', ','],
  ])('%s', async (_, header, before) => {
    const rows = DAYS.replaceAll('S00', `${before}S00`);
    const [code, how, ...rest] = await read(header + rows, ...MAY);
    expect([code, how, ...rest]).toEqual([
      0,
      expect.stringMatching(/^Read as: register, utf-8, comma(, header on line \d)?, May 2025\.$/),
      ...OF_DAYS,
    ]);
  });
});

describe('below the table', () => {
  test.each(['Total,,20', ',Total,20', 'GRAND TOTAL :,,20', ',,400', 'Average,,20.00'])(
    '%s is passed over',
    async (row) => {
      const how = readAs('monthly, utf-8, comma, without line 3 below the table');
      expect(await read(`${MONTHLY}${row}\n`)).toEqual([0, how, 'S001 2025-05 20']);
    },
  );

  test('in the middle a total is a mistake, and so is a row that may be of a student', async () => {
    await expectRefused(
      `${MONTHLY}Total,2025-05,20\nS002,2025-05,20\n,2025-05,31\n`,
      [],
      'a.csv:3: Roll No: no such student (Total)',
      'a.csv:5: Roll No: the id is missing',
      'error: a.csv has 2 mistakes: missing, unknown student. Nothing was written.',
    );
  });
});

describe('what a person says of the columns', () => {
  test('a name of theirs, and one that is passed over', async () => {
    const sheet = 'Card,Roll No,For,Tage,Room\nS001,x,2025-05,20,7\n';
    const names = ['Card=student_id', 'for=month', 'Tage=days', 'room=_'];
    const options = names.flatMap((name) => ['--column', name]);
    expect(await read(sheet, ...options)).toEqual([
      0,
      readAs('monthly, utf-8, comma'),
      'S001 2025-05 20',
    ]);
  });

  test('comes back with the rejected rows', async () => {
    const mess = await createFour();
    const sheet = 'Card,For,Days\nS001,2025-05,20\nS009,2025-05,20\n';
    const options = ['--column', 'Card=student_id', '--column', 'For=month'];
    const rejects = `${mess.home}/r.csv`;
    const { stderr } = await importBytes(
      mess,
      sheet,
      ...options,
      '--partial',
      '--rejects',
      rejects,
    );
    expect(stderr).toContain(
      'hint: correct r.csv and import it again: mess attendance import r.csv --column Card=student_id --column For=month\n',
    );
  });

  test('a missing column is named with the one that is not known', async () => {
    const mess = await createFour();
    const { stderr } = await importBytes(mess, 'Card,Month,Days\nS001,2025-05,20\n');
    expect(stderr).toContain(
      'hint: if a column of the file is it: --column Card=student_id; else correct',
    );
    const roll = await importRoll(mess, 'Full Nam No,name,branch,phone\nx,y,z,1\n');
    expect(roll.stderr).toContain('a.csv:1: Full Nam No: unknown column; --ignore-unknown');
  });

  test.each([
    [['--column', 'Roll=x'], 2, '--column: no column of such a file (x).'],
    [['--column', 'Roll'], 2, '--column: not NAME=OURS (Roll).'],
    [['--columns', 'student_id,x'], 2, '--columns: no column of such a file (x).'],
    [['--column', 'Card=student_id'], 6, 'a.csv:1: the header has no column of this name (Card)'],
    [
      ['--columns', 'student_id,month,days_present'],
      6,
      'a.csv:1: this line names the columns; leave out --columns, and say what it does not with --column',
    ],
  ])('%j is refused', async (options, code, sentence) => {
    const mess = await createFour();
    const result = await importBytes(mess, MONTHLY, ...options);
    expect([result.code, result.stderr]).toEqual([code, expect.stringContaining(sentence)]);
    expect(figures(mess)).toEqual([]);
  });

  test('of a file without a header', async () => {
    const rows = 'S001,2025-05,20\nS002,2025-05,7\n';
    expect(await read(rows, '--columns', 'student_id,month,days_present')).toEqual([
      0,
      readAs('monthly, utf-8, comma'),
      'S001 2025-05 20',
      'S002 2025-05 7',
    ]);
    const mess = await createFour();
    const short = await importBytes(mess, rows, '--columns', 'student_id,month');
    expect(short.code).toBe(6);
  });
});

test('a quote in the middle of a cell is a quote; ="7" is 7, however it was saved', async () => {
  const mess = await createMess();
  const roll =
    'id,name,branch,phone\n="007",Asha "Ash" Rao,5" pipe,9876543210\n"=""008""",B,C,="9876543211"\n';
  expect((await importRoll(mess, roll)).code).toBe(0);
  expect(await mess.json('student', 'list')).toMatchObject([
    { id: '007', name: 'Asha "Ash" Rao', branch: '5" pipe' },
    { id: '008', phone: '9876543211' },
  ]);
});
