import { describe, expect, test } from 'vitest';
import { createMess } from '../../../support/mess.ts';
import {
  createFour,
  type FileContent,
  figures,
  importBytes,
  importRoll,
  stored,
  taken,
} from '../../../support/records/files/import-file.ts';

const HEADER = 'student_id,month,days_present\n';
const ROW = 'S001,2025-05,28.5\n';
const FIGURE = ['S001 2025-05 28.5'];
const ONE = '1 row: 1 new, 0 changed, 0 unchanged (import 1)';

function utf16(text: string, order: 'le' | 'be', mark: boolean): Buffer {
  const bytes = Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

/** "José" as windows-1252 spells it, in a column that is passed over. */
const WINDOWS_1252 = Buffer.concat([
  Buffer.from('student_id,name,month,days_present\nS002,Asha,2025-05,1\nS001,Jos'),
  Buffer.from([0xe9]),
  Buffer.from(',2025-05,28.5\n'),
]);

describe('is taken', () => {
  const cases: [string, FileContent, string[], string][] = [
    ['UTF-8 with a byte order mark', `\ufeff${HEADER}${ROW}`, [], 'utf-8, comma'],
    ['UTF-16LE with a mark', utf16(`${HEADER}${ROW}`, 'le', true), [], 'utf-16le, comma'],
    ['UTF-16BE with a mark', utf16(`${HEADER}${ROW}`, 'be', true), [], 'utf-16be, comma'],
    [
      'UTF-16LE without a mark, named',
      utf16(`${HEADER}${ROW}`, 'le', false),
      ['--encoding', 'utf-16le'],
      'utf-16le, comma',
    ],
    [
      'UTF-16LE with tabs, as "Unicode text" is saved',
      utf16('student_id\tmonth\tdays_present\r\nS001\tMay-25\t28,5\r\n', 'le', true),
      [],
      'utf-16le, tab',
    ],
    ['semicolons', `${HEADER}${ROW}`.replaceAll(',', ';'), [], 'utf-8, semicolon'],
    ['tabs', `${HEADER}${ROW}`.replaceAll(',', '\t'), [], 'utf-8, tab'],
    ['pipes', `${HEADER}${ROW}`.replaceAll(',', '|'), [], 'utf-8, pipe'],
    [
      'sep= in the first line',
      'sep=;\r\nstudent_id;month;days_present\r\nS001;2025-05;28,5\r\n',
      [],
      'utf-8, semicolon',
    ],
    [
      'sep= after a byte order mark',
      '\ufeffsep=|\nstudent_id|month|days_present\nS001|2025-05|28.5\n',
      [],
      'utf-8, pipe',
    ],
    [
      '--delimiter against a sep= that is wrong',
      `sep=;\n${HEADER}${ROW}`,
      ['--delimiter', 'comma'],
      'utf-8, comma',
    ],
    [
      'a delimiter that is not guessed, named',
      `${HEADER}${ROW}`.replaceAll(',', '^'),
      ['--delimiter', '^'],
      'utf-8, ^',
    ],
    [
      'a comma in the name where semicolons delimit',
      'student_id;name;month;days_present\nS001;Rao, Asha, Ms;2025-05;28,5\n',
      [],
      'utf-8, semicolon',
    ],
    [
      'a decimal comma where semicolons delimit',
      'student_id;month;days_present\nS001;2025-05;28,5\n',
      [],
      'utf-8, semicolon',
    ],
    ['a decimal comma in quotes', `${HEADER}S001,2025-05,"28,5"\n`, [], 'utf-8, comma'],
    ['blank lines before the header', `\n , ,\n\r\n${HEADER}${ROW}`, [], 'utf-8, comma'],
    ['no line end after the last row', `${HEADER}${ROW.trim()}`, [], 'utf-8, comma'],
    ['lines that end in CR', `${HEADER}${ROW}`.replaceAll('\n', '\r'), [], 'utf-8, comma'],
    [
      'quotes within quotes',
      'student_id,name,month,days_present\nS001,"Asha ""A"" Rao",2025-05,28.5\n',
      [],
      'utf-8, comma',
    ],
    [
      'names, branches and columns of our own, each twice',
      'ID,Student Name,full_name,Dept,branch,Month,Days Present,_line,_code,_9\n' +
        'S001,a,b,c,d,2025-05,28.5,7,x,y\n',
      [],
      'utf-8, comma',
    ],
    [
      'other names of the columns, in any case',
      'ROLL-no.,For  Month,No_of_Days\nS001,2025-05,28.5\n',
      [],
      'utf-8, comma',
    ],
    [
      '__proto__ with --ignore-unknown',
      '__proto__,student_id,constructor,month,days_present\nx,S001,y,2025-05,28.5\n',
      ['--ignore-unknown'],
      'utf-8, comma',
    ],
    [
      'a column without a name and without a filled cell',
      'student_id,month,days_present,\nS001,2025-05,28.5,\n',
      [],
      'utf-8, comma',
    ],
    [
      'a column without a name, with --ignore-unknown',
      'student_id,month,days_present,\nS001,2025-05,28.5,late\n',
      ['--ignore-unknown'],
      'utf-8, comma',
    ],
    [
      'more cells than the header has, all empty',
      'student_id;month;days_present\nS001;2025-05;28.5;; ;\n',
      [],
      'utf-8, semicolon',
    ],
  ];
  test.each(cases)('%s', async (_title, content, options, readAs) => {
    const mess = await createFour();
    expect(await importBytes(mess, content, ...options)).toEqual(
      taken(ONE, `monthly, ${readAs}, May 2025`),
    );
    expect(figures(mess)).toEqual(FIGURE);
  });

  test('dates that spreadsheets make of months, with --month', async () => {
    const mess = await createFour();
    const text = `${HEADER}S001,5/1/2025,1\nS002,1.5.25,2\nS003,01-May-2025,3\nS004,2025-05-01,4\n`;
    expect(await importBytes(mess, text, '--month', '2025-05')).toEqual(
      taken('4 rows: 4 new, 0 changed, 0 unchanged (import 1)', 'monthly, utf-8, comma, May 2025'),
    );
  });

  test('windows-1252, named', async () => {
    const mess = await createFour();
    expect(await importBytes(mess, WINDOWS_1252, '--encoding', 'windows-1252')).toEqual(
      taken(
        '2 rows: 2 new, 0 changed, 0 unchanged (import 1)',
        'monthly, windows-1252, comma, May 2025',
      ),
    );
    expect(figures(mess)).toEqual(['S001 2025-05 28.5', 'S002 2025-05 1']);
  });

  test('windows-1252 keeps what Latin-1 does not have', async () => {
    const mess = await createMess();
    const bytes = Buffer.concat([
      Buffer.from('id,name,branch,phone\nS1,'),
      Buffer.from([0x80, 0x20, 0x93, 0x4a, 0x6f, 0x73, 0xe9, 0x94, 0x20, 0x8a, 0x9f]),
      Buffer.from(',CSE,9876543210\n'),
    ]);
    expect(await importRoll(mess, bytes, '--encoding', 'windows-1252')).toEqual(
      taken('1 row: 1 new, 0 changed, 0 unchanged', 'roll, windows-1252, comma'),
    );
    expect(mess.rows('select name from students')).toEqual([{ name: '€ “José” ŠŸ' }]);
  });

  test('a header alone', async () => {
    const mess = await createMess();
    for (const text of [HEADER, HEADER.trim(), `${HEADER}\n , ,\r\n`]) {
      const before = stored(mess);
      expect(await importBytes(mess, text)).toEqual(
        taken('0 rows: 0 new, 0 changed, 0 unchanged. Nothing changed', 'monthly, utf-8, comma'),
      );
      expect(stored(mess)).toEqual(before);
    }
  });

  test('months as spreadsheets write them', async () => {
    const mess = await createFour();
    const text = `${HEADER}S001,May-25,1\nS002,May-2025,2\nS003,may 2025,3\nS004,05/2025,4\n`;
    expect(await importBytes(mess, text)).toEqual(
      taken('4 rows: 4 new, 0 changed, 0 unchanged (import 1)', 'monthly, utf-8, comma, May 2025'),
    );
  });
});
