import fc from 'fast-check';
import { expect, test } from 'vitest';
import { figures } from '../support/records/files/import-file.ts';
import { countTried } from '../support/strength.ts';
import { csvText } from './csv-text.ts';
import { copyMess, createWith, exactly } from './state.ts';

const RUNS = countTried(150);
const TIMEOUT_MS = Math.max(60_000, RUNS * 400);

const IDS = ['S1', 'S2', '007', '3'];
const MONTH = '2025-05';
const WEEKDAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'];
const DAYS = Array.from({ length: 31 }, (_, index) => index + 1);
const two = (day: number) => String(day).padStart(2, '0');
const weekday = (day: number) => WEEKDAYS[(day - 1) % 7] ?? '';

/** How the days of a register may be called. */
const DAY_NAMES: readonly ((day: number) => string)[] = [
  String,
  two,
  (day) => `${day} ${weekday(day)}`,
  (day) => `${weekday(day)} ${day}`,
  (day) => `${two(day)}-May-25`,
  (day) => `${day} May`,
  (day) => `2025-05-${two(day)}`,
  (day) => `${two(day)}/05/2025`,
  (day) => `5/${day}/2025`,
  (day) => `${weekday(day)} ${two(day)}.05.25`,
];

const line = fc.constantFrom(
  ['GANGA HOSTEL'],
  ['Attendance, May 2025'],
  ['Report for May 2025', '', ''],
  ['Student', '', 'Attendance'],
  ['Name of hostel:', 'Ganga'],
  ['From 01/05/2025', 'To 31/05/2025'],
  ['Department', 'CSE', 'Year', '2025'],
  ['12', 'Main Road', 'Pune 411001'],
  ['Roll'],
  [''],
);

const end = fc.constantFrom(
  ['Total', '', '40', '40', '40'],
  ['', 'Grand Total', '', '99', '99'],
  ['Total students: 4'],
  ['', '', '', '77', '77'],
  ['Generated on 01/06/2025 10:00', '', '', '', ''],
  ['Signature of warden', '', '', '', ''],
);

const sheet = fc.record({
  above: fc.array(line, { maxLength: 20 }),
  below: fc.array(end, { maxLength: 3 }),
  id: fc.constantFrom('Roll No', 'USN', 'AC-No.', 'EnNo', 'Emp Code', 'Hall Ticket', 'student_id'),
  dayName: fc.constantFrom(...DAY_NAMES),
  rows: fc.constantFrom('one', 'groups', 'merged', 'weekdays'),
  days: fc.constantFrom(1, 2, 10, 31),
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  newline: fc.constantFrom('\n', '\r\n'),
  hasSep: fc.boolean(),
});

type Sheet = typeof sheet extends fc.Arbitrary<infer S> ? S : never;

const mark = (row: number, day: number) => ['P', 'A', 'P', 'H', '1'][(row * 7 + day) % 5] ?? '';
const HALVES: Readonly<Record<string, number>> = { P: 2, A: 0, H: 1, '1': 2 };

/** What the sheet says, whatever is around it. */
function meant(days: number): string[] {
  return IDS.map((id, row) => {
    const sum = DAYS.slice(0, days).reduce(
      (halves, day) => halves + (HALVES[mark(row, day)] ?? 0),
      0,
    );
    return `${id} ${MONTH} ${sum / 2}`;
  }).sort();
}

function write({
  above,
  below,
  id,
  dayName,
  rows,
  days,
  delimiter,
  newline,
  hasSep,
}: Sheet): string {
  const of = DAYS.slice(0, days);
  const blank = of.map(() => '');
  const names = of.map(dayName);
  const headers = {
    one: [[id, 'Name', ...names]],
    groups: [
      ['Student', '', 'Attendance', ...blank.slice(1)],
      [id, 'Name', ...names],
    ],
    merged: [
      [id, 'Name', 'May 2025', ...blank.slice(1)],
      ['', '', ...names],
    ],
    weekdays: [
      [id, 'Name', ...names],
      ['', '', ...of.map(weekday)],
    ],
  };
  const table = IDS.map((each, row) => [each, `N${row}`, ...of.map((day) => mark(row, day))]);
  const text = csvText([...above, ...headers[rows], ...table, ...below], { delimiter, newline });
  return hasSep ? `sep=${delimiter}${newline}${text}` : text;
}

test(
  'a register is read the same, or refused, whatever header, text above and totals below it has',
  async () => {
    const ends = { read: 0, refused: 0 };
    const students = IDS.map((id) => ({ id, name: id, joined: '' }));
    const prepared = await createWith(students);
    await fc.assert(
      fc.asyncProperty(sheet, async (each) => {
        const mess = await copyMess(prepared);
        const stdin = write(each);
        const options = ['--month', MONTH];
        const { code, stderr } = await mess.with({ stdin })(
          'attendance',
          'import',
          '-',
          ...options,
        );
        ends[code === 0 ? 'read' : 'refused'] += 1;
        expect({ code, stderr, figures: figures(mess) }).toEqual(
          code === 0
            ? { code, stderr, figures: meant(each.days) }
            : { code: 6, stderr, figures: [] },
        );
      }),
      exactly(RUNS, TIMEOUT_MS),
    );
    console.log(`${ends.read} of ${RUNS} sheets were read, ${ends.refused} refused`);
    expect(ends.read).toBeGreaterThan(RUNS * 0.6);
  },
  TIMEOUT_MS,
);
