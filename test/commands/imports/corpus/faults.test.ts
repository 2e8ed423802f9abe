import { test } from 'vitest';
import { expectRefused, type FileContent } from '../../../support/records/files/import-file.ts';

const HEADER = 'student_id,month,days_present\n';
const ROW = 'S001,2025-05,28.5\n';

function utf16(text: string, order: 'le' | 'be', mark: boolean): Buffer {
  const bytes = Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

const WINDOWS_1252 = Buffer.from(`${HEADER}S002,2025-05,1\nJos\u00e9,2025-05,2\n`, 'latin1');

const UNMARKED = 'not UTF-8 text; it looks like --encoding';
const ONE_BAD_ENCODING = 'error: a.csv has 1 mistake: bad encoding. Nothing was written.';
const NO_STUDENT = 'student_id: no such student';
const NOT_AN_ID =
  'not an id; use 1 to 32 letters, digits and . _ / - and begin with a letter or digit';

const cases: [string, FileContent, string[], string[]][] = [
  [
    'UTF-16LE without a mark',
    utf16(`${HEADER}${ROW}`, 'le', false),
    [],
    [`a.csv:1: ${UNMARKED} utf-16le`, ONE_BAD_ENCODING],
  ],
  [
    'UTF-16BE without a mark',
    utf16(`${HEADER}${ROW}`, 'be', false),
    [],
    [`a.csv:1: ${UNMARKED} utf-16be`, ONE_BAD_ENCODING],
  ],
  [
    'half a character of UTF-16',
    Buffer.concat([utf16(`${HEADER}${ROW}`, 'le', true), Buffer.from([0x53])]),
    [],
    ['a.csv:3: not utf-16le text; try another --encoding', ONE_BAD_ENCODING],
  ],
  [
    'windows-1252',
    WINDOWS_1252,
    [],
    [
      'a.csv:3: not UTF-8 text; save the file as "CSV UTF-8", or try --encoding windows-1252',
      ONE_BAD_ENCODING,
    ],
  ],
  [
    'another encoding than the mark says',
    `\ufeff${HEADER}${ROW}`,
    ['--encoding', 'windows-1252'],
    ['a.csv:1: the file says that it is utf-8; leave out --encoding', ONE_BAD_ENCODING],
  ],
  [
    'a delimiter forced that is not there',
    'student_id;month;days_present\nS001;2025-05;1\n',
    ['--delimiter', ','],
    [
      'a.csv:1: student_id;month;days_present: unknown column; --ignore-unknown passes over it (student_id;month;days_present)',
      'a.csv:1: the column student_id is missing from the header',
      'a.csv:1: the column days_present is missing from the header',
      'error: a.csv has 3 mistakes: missing column (2), unknown column. Nothing was written.',
    ],
  ],
  [
    'after sep=, with its line',
    'sep=;\r\nstudent_id;month;days_present\r\nS001;2025-05;28,5\r\nS009;2025-05;1\r\n',
    [],
    [
      `a.csv:4: ${NO_STUDENT} (S009)`,
      'error: a.csv has 1 mistake: unknown student. Nothing was written.',
    ],
  ],
  [
    'line ends of three kinds and blank lines',
    'student_id,month,days_present\r\nS001,2025-05,1\nS002,2025-05,2\rS009,2025-05,3\r\n\r\n\n , ,\rS008,2025-05,3',
    [],
    [
      `a.csv:4: ${NO_STUDENT} (S009)`,
      `a.csv:8: ${NO_STUDENT} (S008)`,
      'error: a.csv has 2 mistakes: unknown student. Nothing was written.',
    ],
  ],
  [
    'after quoted line breaks of each kind',
    'student_id,"na\nme",month,days_present\nS001,"Asha\nRao",2025-05,1\r\nS002,"a\r\n\r\nb",2025-05,2\nS003,"a\rb",2025-05,1\nS009,x,2025-05,1\n"S0\r\n08",x,2025-05,1\nS007,x,2025-05,1\n',
    ['--ignore-unknown'],
    [
      `a.csv:10: ${NO_STUDENT} (S009)`,
      `a.csv:11: student_id: ${NOT_AN_ID} (S0\\r\\n08)`,
      `a.csv:13: ${NO_STUDENT} (S007)`,
      'error: a.csv has 3 mistakes: unknown student (2), bad id. Nothing was written.',
    ],
  ],
  [
    'a quote that is never closed',
    `${HEADER}S001,2025-05,1\nS009,2025-05,1\nS002,"2025-05,1\nS003,2025-05,1\n`,
    [],
    [
      `a.csv:3: ${NO_STUDENT} (S009)`,
      'a.csv:4: a quote is opened and never closed; nothing after it was checked',
      'error: a.csv has 2 mistakes: malformed row, unknown student. Nothing was written.',
    ],
  ],
  [
    'a quote in the middle of a cell',
    `${HEADER}S001,2025-05,1\nS0"02,2025-05,1\nS009,2025-05,1\n`,
    [],
    [
      `a.csv:3: student_id: ${NOT_AN_ID} (S0"02)`,
      `a.csv:4: ${NO_STUDENT} (S009)`,
      'error: a.csv has 2 mistakes: bad id, unknown student. Nothing was written.',
    ],
  ],
  [
    'text after a closing quote',
    `${HEADER}S001,2025-05,1\n\n"S002"x,2025-05,1\nS009,2025-05,1\n`,
    [],
    [
      `a.csv:4: student_id: ${NOT_AN_ID} ("S002"x)`,
      `a.csv:5: ${NO_STUDENT} (S009)`,
      'error: a.csv has 2 mistakes: bad id, unknown student. Nothing was written.',
    ],
  ],
  [
    'text after a closing quote, below the line of the opening one',
    `name,${HEADER}"Asha,S001,2025-05,1\n"Vikram,S002,2025-05,2\nx,S009,2025-05,1\n`,
    [],
    [
      'a.csv:2: a cell goes over several lines, and line 3 looks like a row; is a quote missing? ("Asha,S001,2025-05,1\\n"Vikram)',
      `a.csv:4: ${NO_STUDENT} (S009)`,
      'error: a.csv has 2 mistakes: quoted row, unknown student. Nothing was written.',
    ],
  ],
  [
    'a column twice, under two names',
    'student_id,Month,days,Days Present\nS001,2025-05,1,1\n',
    [],
    [
      'a.csv:1: Days Present: a second column for days_present; take one away (Days Present)',
      'error: a.csv has 1 mistake: duplicate column. Nothing was written.',
    ],
  ],
  [
    'a column twice, also with --ignore-unknown',
    'student_id,month,month,days_present\nS001,2025-05,2025-06,1\n',
    ['--ignore-unknown'],
    [
      'a.csv:1: month: a second column for month; take one away (month)',
      'error: a.csv has 1 mistake: duplicate column. Nothing was written.',
    ],
  ],
  [
    'a column misspelt, and one that is unknown',
    'student_id,monht,days_present,floor\nS001,2025-05,1,\n',
    [],
    [
      'a.csv:1: monht: unknown column; did you mean month?; --ignore-unknown passes over it (monht)',
      'a.csv:1: floor: unknown column; --ignore-unknown passes over it (floor)',
      'error: a.csv has 2 mistakes: unknown column. Nothing was written.',
    ],
  ],
  [
    'columns whose short names resemble nothing',
    'Sl,Roll No,1,2,W\n1,S001,P,P,2\n',
    ['--month', '2025-05'],
    [
      'a.csv:1: Sl: unknown column; --ignore-unknown passes over it (Sl)',
      'a.csv:1: W: unknown column; --ignore-unknown passes over it (W)',
      'error: a.csv has 2 mistakes: unknown column. Nothing was written.',
    ],
  ],
  [
    '__proto__',
    'student_id,month,days_present,__proto__,x\nS001,2025-05,1,x,y\n',
    [],
    [
      'a.csv:1: __proto__: unknown column; --ignore-unknown passes over it (__proto__)',
      'a.csv:1: x: unknown column; --ignore-unknown passes over it (x)',
      'error: a.csv has 2 mistakes: unknown column. Nothing was written.',
    ],
  ],
  [
    'a filled cell below no name',
    'student_id,month,,days_present\nS001,2025-05,,1\nS002,2025-05,x,1\n',
    [],
    [
      'a.csv:3: cell 3 is filled, but its column has no name (S002,2025-05,x,1)',
      'error: a.csv has 1 mistake: ragged row. Nothing was written.',
    ],
  ],
  [
    'rows that are short or long',
    `${HEADER}S001,2025-05\nS002,2025-05,1,\nS003,2025-05,1,,x\nS004\n`,
    [],
    [
      'a.csv:2: the row has 2 cells, the header 3 (S001,2025-05)',
      'a.csv:4: the row has 5 cells, the header 3 (S003,2025-05,1,,x)',
      'a.csv:5: the row has 1 cell, the header 3 (S004)',
      'error: a.csv has 3 mistakes: ragged row. Nothing was written.',
    ],
  ],
  [
    'NUL in cells',
    `${HEADER}S0\u000001,2025-05,1\nS001,2025-05,1\u0000\n`,
    [],
    [
      'a.csv:2: student_id: not an id; use 1 to 32 letters, digits and . _ / - and begin with a letter or digit (S0\\x0001)',
      'a.csv:3: days_present: not a number of days; write it like 28 or 28.5, with two decimals at most (1\\x00)',
      'error: a.csv has 2 mistakes: bad days, bad id. Nothing was written.',
    ],
  ],
  [
    'a file of NUL',
    Buffer.alloc(8),
    [],
    [
      'a.csv:1: \\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00: unknown column; --ignore-unknown passes over it (\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00)',
      'a.csv:1: the column student_id is missing from the header',
      'a.csv:1: the column days_present is missing from the header',
      'error: a.csv has 3 mistakes: missing column (2), unknown column. Nothing was written.',
    ],
  ],
  ...['', ' ', '\ufeff', ' \n\t\r\n  \n', ',,\n , \n'].map(
    (text): [string, FileContent, string[], string[]] => [
      `nothing but ${JSON.stringify(text)}`,
      text,
      [],
      [
        'a.csv:1: the file is empty; its first line must name the columns',
        'error: a.csv has 1 mistake: empty file. Nothing was written.',
      ],
    ],
  ),
  [
    'dates that spreadsheets make of months',
    `${HEADER}S001,5/1/2025,1\nS002,01-May-25,1\nS003,2025-05-01,1\n`,
    [],
    [
      ...['5/1/2025', '01-May-25', '2025-05-01'].map(
        (text, index) =>
          `a.csv:${index + 2}: month: a date, as spreadsheets make of a month; if May 2025 is meant, give --month 2025-05 (${text})`,
      ),
      'error: a.csv has 3 mistakes: bad month. Nothing was written.',
    ],
  ],
  [
    'such a date of another month than --month',
    `${HEADER}S001,5/1/2025,1\nS002,04/2025,1\n`,
    ['--month', '2025-01'],
    [
      'a.csv:2: month: a date, as spreadsheets make of a month; if May 2025 is meant, give --month 2025-05 (5/1/2025)',
      'a.csv:3: month: the file is imported for 2025-01, not 2025-04 (04/2025)',
      'error: a.csv has 2 mistakes: bad month, other month. Nothing was written.',
    ],
  ],
  [
    'months that nobody can read for sure',
    `${HEADER}S001,2025-5,1\nS002,5-25,1\nS003,Mai-25,1\nS004,45778,1\n`,
    [],
    [
      ...['2025-5', '5-25', 'Mai-25', '45778'].map(
        (text, index) =>
          `a.csv:${index + 2}: month: not a month; write it like 2025-05, 05/2025 or May 2025 (${text})`,
      ),
      'error: a.csv has 4 mistakes: bad month. Nothing was written.',
    ],
  ],
  ...(
    [
      ['an Excel or OpenDocument workbook', 'PK\u0003\u0004\u0014\u0000\u0006\u0000'],
      ['an old Excel workbook', '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1'],
      ['a PDF', '%PDF-1.7\n%'],
      ['a gzip file', '\u001f\u008b\u0008\u0000'],
    ] as const
  ).map(([what, start]): [string, FileContent, string[], string[]] => [
    what,
    Buffer.from(start, 'latin1'),
    [],
    [
      `a.csv:1: ${what}, not text; save it as "CSV UTF-8"`,
      'error: a.csv has 1 mistake: not csv. Nothing was written.',
    ],
  ]),
];
test.each(cases)('nothing is written: %s', async (_title, content, options, lines) => {
  await expectRefused(content, options, ...lines);
});
