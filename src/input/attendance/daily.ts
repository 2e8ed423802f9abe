import type { AttendanceRow } from '../../domain/attendance/file/row.ts';
import type { Mark, Marks } from '../../domain/attendance/mark.ts';
import type { RowError } from '../../domain/imports/report.ts';
import { MIDNIGHT } from '../../domain/values/date.ts';
import { type Cell, cellParser, parseIdCell } from '../csv/cells.ts';
import type { Columns } from '../csv/columns.ts';
import type { CsvRow } from '../csv/csv.ts';
import type { DateJudge } from '../csv/dates/judge.ts';
import { type DayOptions, dayCell } from './cells/day.ts';
import { markCell } from './cells/mark.ts';
import type { AttendanceField } from './columns.ts';

/**
 * A row has a student, a day, and what decides whether they were present: a status, a column that says
 * who was absent, the time at which they came, or, where there is none of these, that it is there.
 *
 * @throws ValueError `bad_date_format`
 */
export async function readDaily(
  columns: Columns<AttendanceField>,
  given: DayOptions,
  marks: Marks,
  judge: DateJudge,
): Promise<(row: CsvRow) => AttendanceRow | undefined> {
  // What counts is the day: a time with it may be that at which the day was closed.
  const options = { ...given, latest: undefined, dayStarts: MIDNIGHT };
  const readDay = await dayCell(columns.name('timestamp'), options, judge);
  const id = cellParser(columns, 'studentId', parseIdCell);
  const position = columns.position('timestamp') ?? -1;
  const read = decisionReader(columns, marks);
  return (row) => {
    const errors: RowError[] = [];
    const studentId = id(row, errors);
    const day = readDay(row.cells[position] ?? '', row, errors);
    if (day === 'outside') return undefined;
    const mark = read(row, errors);
    return {
      line: row.line,
      cells: row.cells,
      studentId,
      month: day?.month,
      daysHundredths: mark === undefined ? null : mark.daysHundredths,
      daysMask: day?.daysMask ?? 0,
      presentMask: mark !== undefined && mark.daysHundredths > 0 ? (day?.daysMask ?? 0) : 0,
      errors,
      mark,
    };
  };
}

/** The first of these that there is decides; the word that somebody was absent must not contradict it. */
function decisionReader(columns: Columns<AttendanceField>, marks: Marks): Cell<Mark> {
  const status = columns.position('status');
  const absent = absenceReader(columns, marks);
  const clock = clockReader(columns, marks);
  const present = marks.make('row', 'present');
  const decide: Cell<Mark> =
    status !== undefined
      ? refuseAbsentAndThere(columns, markCell(marks, status, columns.name('status')))
      : (clock ?? (() => present));
  if (absent === undefined) return decide;
  const isAlone = status === undefined && clock === undefined;
  const notAbsent = marks.make(`not ${columns.name('absent')}`, 'present');
  return (row, errors) => {
    const absence = absent(row, errors);
    if (isAlone) return absence === 'unsaid' ? notAbsent : absence;
    const mark = decide(row, errors);
    if (absence === 'unsaid' || absence === undefined) return mark;
    if (mark === undefined || mark.daysHundredths === 0) return absence;
    errors.push({
      line: row.line,
      column: columns.name('absent'),
      code: 'contradiction',
      value: row.cells[columns.position('absent') ?? -1] ?? '',
      message: `absent, and yet ${mark.text}`,
    });
    return undefined;
  };
}

/**
 * Who came and left was there, whatever the status says; it may be one that nobody brought up to date. One
 * time alone is ordinary beside an absence: many offices count who did not punch twice as absent.
 */
function refuseAbsentAndThere(columns: Columns<AttendanceField>, decide: Cell<Mark>): Cell<Mark> {
  const [cameAt, leftAt] = [columns.position('clockIn'), columns.position('clockOut')];
  if (cameAt === undefined || leftAt === undefined) return decide;
  const column = columns.name('clockIn');
  // The name is known for that of a clock still.
  if (column.trim().startsWith('_')) return decide;
  return (row, errors) => {
    const mark = decide(row, errors);
    if (mark?.meaning !== 'absent') return mark;
    const [came = '', left = ''] = [cameAt, leftAt].map((at) => (row.cells[at] ?? '').trim());
    if ([came, left].some((text) => NO_TIME.test(text) || !TIME.test(text))) return mark;
    errors.push({
      line: row.line,
      column: columns.name('status'),
      code: 'contradiction',
      value: mark.text,
      message: `absent, and yet ${column} and ${columns.name('clockOut')} say when they were there`,
      remedy: { offer: 'rename column', column },
      once: { key: 'absent_and_there', of: 'rows' },
    });
    return undefined;
  };
}

const [YES, NO] = [
  /^(true|yes|y|1|x|a|ab|absent|\u2713|\u2714)$/i,
  /^(false|no|n|0|p|present|-)?$/i,
];

/** A column that says who was absent: empty for all others. */
function absenceReader(
  columns: Columns<AttendanceField>,
  marks: Marks,
): ((row: CsvRow, errors: RowError[]) => Mark | 'unsaid' | undefined) | undefined {
  const position = columns.position('absent');
  if (position === undefined) return undefined;
  const column = columns.name('absent');
  const absent = marks.make(column, 'absent');
  return ({ line, cells }, errors) => {
    const value = (cells[position] ?? '').trim();
    if (YES.test(value)) return absent;
    if (NO.test(value)) return 'unsaid';
    const message = 'neither yes nor no; write True where somebody was absent';
    errors.push({ line, column, code: 'bad_absence', value, message });
    return undefined;
  };
}

/** What devices write where nobody came. */
const NO_TIME = /^(|-+|--:--(:--)?|0|0?0[:.]00([:.]00(\.0+)?)?|12:00(:00)?\s*am|n\/?a|nil)$/i;

/** A time, alone or behind a date. */
const TIME = /(^|[\sT])\d{1,2}[:.]\d{2}/;

/** A column with the time at which somebody came. */
function clockReader(columns: Columns<AttendanceField>, marks: Marks): Cell<Mark> | undefined {
  const position = columns.position('clockIn');
  if (position === undefined) return undefined;
  const column = columns.name('clockIn');
  const [came, stayedAway] = [marks.make(column, 'present'), marks.make(`no ${column}`, 'absent')];
  const leaving = columns.position('clockOut');
  return ({ line, cells }, errors) => {
    const value = (cells[position] ?? '').trim();
    if (NO_TIME.test(value)) {
      const left = leaving === undefined ? '' : (cells[leaving] ?? '').trim();
      if (NO_TIME.test(left)) return stayedAway;
      const message =
        'they left, and did not come; write when they came, or take away when they left';
      errors.push({
        line,
        column: columns.name('clockOut'),
        code: 'contradiction',
        value: left,
        message,
      });
      return undefined;
    }
    if (TIME.test(value)) return came;
    const message = 'not a time; leave it empty where nobody came';
    errors.push({ line, column, code: 'bad_time', value, message });
    return undefined;
  };
}
