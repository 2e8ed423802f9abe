import fc from 'fast-check';
import { DAYS, ROLL } from './attendance-files.ts';
import { csvText } from './csv-text.ts';

/** On the roll before. */
export const STUDENTS = [
  ...ROLL.map(({ id, name }) => ({ id, name })),
  { id: 'GONE', name: 'Gone' },
  { id: 'S10', name: 'सीता देवी' },
];

const NAMES = ['Asha "A" Rao', 'Anand, Dev', 'two\nlines', '', 'सीता'];

/** Files that can be taken whole. */
export const SEEDS = {
  monthly: csvText([
    ['student_id', 'name', 'month', 'days_present'],
    ...['S1', 'S2', '007', 's10'].flatMap((id, index) => [
      [id, NAMES[index] ?? '', '2025-05', String(20 + index / 2)],
      [id, '', 'Jun-25', ''],
      [id, NAMES[index + 1] ?? '', '04/2025', '7'],
    ]),
  ]),
  register: `\ufeff${csvText(
    [
      ['Roll No', 'Month', ...DAYS],
      ...['S1', 'S2', '007'].map((id) => [
        id,
        'May 2025',
        ...DAYS.map((day) => 'PAH½1 '[+day % 6] ?? ''),
      ]),
      ['S10', '2025-04', ...DAYS.slice(1).map(() => 'p'), ''],
    ],
    { delimiter: ';', newline: '\r\n' },
  )}`,
  punches: csvText([
    ['User ID', 'Name', 'Punch Time'],
    ...DAYS.slice(0, 30).flatMap((day) => [
      ['S1', NAMES[+day % 5] ?? '', `2025-05-${day.padStart(2, '0')} 08:15`],
      [+day % 2 === 0 ? 'S2' : '007', '', `2025-04-${day.padStart(2, '0')}T20:15:01Z`],
    ]),
  ]),
  students: csvText([
    ['id', 'name', 'branch', 'phone', 'joined', 'left'],
    ['S1', 'Asha Rao', 'CSE', '9876543210', '', ''],
    ['S2', 'Dev Anand', 'CSE', '9876543210', '2025-05-20', ''],
    ['N1', 'Zoë "Zo" Müller', 'ME', '+919876543211', '2025-06-01', ''],
    ['n/2', 'Rao, Asha', 'ECE', '(987) 654-3212', '', '2025-06-30'],
    ['0042', 'two words', 'ECE', '9876543213', '', ''],
  ]),
} as const;

export type Kind = keyof typeof SEEDS;

/** Where the path of the rejects goes. */
export const REJECTS = 'REJECTS';

type Flag = readonly string[];

const oneOf = (flag: string, ...values: string[]): fc.Arbitrary<Flag> =>
  fc.constantFrom(...values).map((value) => [flag, value]);

const anyFlag: fc.Arbitrary<Flag> = fc.oneof(
  fc.constantFrom<Flag>(['--dry-run'], ['--ignore-unknown'], ['--ignore-unknown']),
  oneOf('--encoding', 'utf-8', 'windows-1252', 'utf-16le', 'utf-16be', 'utf-7'),
  oneOf('--delimiter', ',', ';', 'tab', 'x', '\\t', ',,'),
  oneOf('--max-rows', '0', '1', '100', '-1', '9999999999999'),
  oneOf('--max-errors', '0', '1', 'all'),
  oneOf('--max-record-size', '1', '64KiB', '1 GB', 'large'),
  oneOf('--max-file-size', '1', '10 KiB', '1MiB'),
);

const attendanceFlag: fc.Arbitrary<Flag> = fc.oneof(
  anyFlag,
  fc.oneof(
    fc.constantFrom<Flag>(['--replace'], ['--again']),
    oneOf('--month', '2025-05', 'Apr 2025', 'previous', '2025-13'),
    oneOf('--layout', 'monthly', 'register', 'punches', 'weekly'),
    oneOf('--from', '2025-05-03', '2025-02-30'),
    oneOf('--to', '2025-05-28', '2025-04-01'),
    oneOf('--date-format', 'DD/MM/YYYY HH:mm', 'YYYY-MM-DD HH:mm', 'MM'),
    oneOf('--timezone', 'UTC', 'America/New_York', 'Mars/Base'),
  ),
);

const studentFlag: fc.Arbitrary<Flag> = fc.oneof(
  anyFlag,
  oneOf('--on-conflict', 'update', 'skip', 'error', 'replace'),
);

/** Mostly those that let something be written. */
const few = (flag: fc.Arbitrary<Flag>): fc.Arbitrary<string[]> =>
  fc
    .tuple(
      fc.constantFrom<Flag>(['--partial'], ['--partial'], []),
      fc.constantFrom<Flag>(['--rejects', REJECTS], [], []),
      fc.uniqueArray(flag, { maxLength: 3, size: 'xsmall', selector: ([name]) => name }),
    )
    .map(([partial, rejects, flags]) => [...partial, ...rejects, ...flags.flat()]);

/** Flags of the command line, good and bad. */
export const flagsFor = (kind: Kind) => few(kind === 'students' ? studentFlag : attendanceFlag);
