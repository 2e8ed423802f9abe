import type { AttendanceLayout } from '../../domain/attendance/figures.ts';
import { type ColumnKind, columnFinder } from '../csv/columns.ts';
import { type ColumnName, nameColumns } from '../csv/header/column-names.ts';
import { NO_COLUMN } from '../csv/header/guess-columns.ts';
import { REMARKS_ALIASES } from '../students/aliases.ts';
import { ATTENDANCE_COLUMNS, type AttendanceField, DAY_FIELDS } from './columns.ts';
import { type DayColumns, withDays } from './day-columns.ts';

/** What decides, beside an id and a day or a month, whether somebody was present, or repeats it. */
export type DecidingField =
  | 'status'
  | 'newState'
  | 'absent'
  | 'clockIn'
  | 'clockOut'
  | 'halfDays'
  | 'absentDays'
  | 'leaveDays'
  | 'offDays'
  | 'totalDays'
  | 'workingDays'
  | 'totalPresent';

type Kind = ColumnKind<AttendanceField>;

const STATUS: Kind = {
  field: 'status',
  canonical: 'status',
  aliases: [
    'attendance status',
    'day status',
    'att status',
    'present/absent',
    'p/a',
    'mark',
    'attendance',
    'attendance mark',
    'present',
  ],
};

/** In words of a daily file: `Date` has the day, `Check In` and the like when somebody came. */
const DAILY: readonly Kind[] = [
  {
    field: 'timestamp',
    canonical: 'date',
    aliases: ['attendance date', 'att date', 'punch date', 'log date', 'work date', 'dated'],
  },
  STATUS,
  { field: 'absent', canonical: 'absent', aliases: ['is absent', 'absence'] },
  {
    field: 'clockIn',
    canonical: 'clock in',
    aliases: ['in time', 'check in', 'time in', 'punch in', 'first in', 'first punch', 'time'],
  },
  {
    field: 'clockOut',
    canonical: 'clock out',
    aliases: ['out time', 'check out', 'time out', 'punch out', 'last out', 'last punch'],
  },
];

const MONTHLY: readonly Kind[] = [
  {
    field: 'halfDays',
    canonical: 'half_days',
    aliases: ['half day', 'half', 'half days present', 'no of half days'],
  },
];

/** What a sheet says besides, which is to agree with the days. */
const REPEATED: readonly Kind[] = [
  {
    field: 'absentDays',
    canonical: 'absent',
    aliases: ['absent days', 'days absent', 'total absent', 'no of absent days'],
  },
  {
    field: 'leaveDays',
    canonical: 'leave',
    aliases: ['leaves', 'leave days', 'on leave', 'total leave', 'total leaves'],
  },
  {
    field: 'offDays',
    canonical: 'holidays',
    aliases: ['holiday', 'weekly off', 'weekly offs', 'week off', 'off days', 'total holidays'],
  },
  {
    field: 'totalDays',
    canonical: 'total_days',
    aliases: ['total', 'days in month', 'month days', 'calendar days'],
  },
  {
    field: 'workingDays',
    canonical: 'working_days',
    aliases: ['total working days', 'no of working days'],
  },
];

/** Of a register, which counts its marks behind the last day, and calls the sums by them. */
const SUMS: readonly Kind[] = [
  { field: 'totalPresent', canonical: 'p', aliases: ['total p'] },
  { field: 'halfDays', canonical: 'hd', aliases: ['total hd'] },
  { field: 'absentDays', canonical: 'a', aliases: ['total a'] },
  { field: 'leaveDays', canonical: 'l', aliases: ['total l'] },
  { field: 'offDays', canonical: 'wo', aliases: ['total wo'] },
];

const TOTAL_PRESENT: Kind = {
  field: 'totalPresent',
  canonical: 'total_present',
  aliases: [
    'total present days',
    'total days present',
    'total attendance',
    'present total',
    'days present',
    'present days',
    'present',
  ],
};

/** In a register, of days present or of all. */
const TOTAL_DAYS: Kind = {
  field: 'totalDays',
  canonical: 'days',
  aliases: ['no of days', 'number of days', 'attendance'],
};

/** Of a device whose states may be corrected: the other one, where it was. */
const NEW_STATE: Kind = { field: 'newState', canonical: 'new state', aliases: [] };

/** Of a log, which has the date beside it. */
const WEEKDAY: Kind = {
  field: 'passedOver',
  canonical: 'day',
  aliases: ['weekday', 'week day', 'day of week', 'day name'],
};

/** Beside a mark or a figure they decide nothing; of a punch or a bare day they might. */
const REMARKS: Kind = { field: 'passedOver', canonical: 'remarks', aliases: REMARKS_ALIASES };

/** Fields whose columns a layout has. */
const USED: Readonly<Record<AttendanceLayout, readonly AttendanceField[]>> = {
  monthly: ['studentId', 'month', 'days', 'passedOver'],
  register: ['studentId', 'month', ...DAY_FIELDS, 'passedOver'],
  daily: ['studentId', 'passedOver'],
  punches: ['studentId', 'timestamp', 'time', 'passedOver'],
};

/** What is said of the columns of a file, and the names that it has for days. */
export interface FileNames {
  readonly named: readonly ColumnName[];
  readonly days: DayColumns;
}

const findColumn = columnFinder(ATTENDANCE_COLUMNS);

/** Those of a layout after what is said of them; what is said of others has no place there. */
function nameThem(kinds: readonly Kind[], named: readonly ColumnName[]): readonly Kind[] {
  const find = columnFinder(kinds);
  const fitting = named.flatMap(({ theirs, ours }) => {
    if (ours === NO_COLUMN || find(ours) !== undefined) return [{ theirs, ours }];
    // A layout may call the same thing otherwise: a timestamp is the date of a daily file.
    const field = findColumn(ours)?.field;
    const kind = kinds.find((each) => each.field === field);
    return kind === undefined ? [] : [{ theirs, ours: kind.canonical }];
  });
  return nameColumns(kinds, fitting);
}

/**
 * The columns that a file of a layout may have.
 *
 * @param isListOfDays nothing but the days says who was present
 */
export function columnsOf(
  layout: AttendanceLayout,
  { named, days }: FileNames,
  isListOfDays: boolean,
): readonly Kind[] {
  return withDays(nameThem(listOf(layout, isListOfDays), named), days);
}

function listOf(layout: AttendanceLayout, isListOfDays: boolean): readonly Kind[] {
  const common = ATTENDANCE_COLUMNS.filter(({ field }) => USED[layout].includes(field));
  switch (layout) {
    case 'monthly':
      return [...common, ...MONTHLY, ...REPEATED, REMARKS];
    case 'register':
      return [...common, ...MONTHLY, ...REPEATED, TOTAL_PRESENT, TOTAL_DAYS, ...SUMS, REMARKS];
    case 'daily':
      return [...common, ...DAILY, WEEKDAY, ...(isListOfDays ? [] : [REMARKS])];
    default:
      // Of a punch it is whether somebody came or went, and then decides nothing.
      return [...common, { ...STATUS, aliases: ['state', ...STATUS.aliases] }, NEW_STATE, WEEKDAY];
  }
}

/** By these the header of a file is found, whatever its layout. */
export function columnsOfAny(named: readonly ColumnName[]): readonly Kind[] {
  return nameThem([...DAILY, ...MONTHLY, ...ATTENDANCE_COLUMNS], named);
}

/** What a person may say that a column is. */
export const NAMEABLE_COLUMNS: readonly Kind[] = [
  ...ATTENDANCE_COLUMNS,
  ...[...DAILY, ...MONTHLY].map((kind) => ({ ...kind, aliases: [] })),
];

/** The columns that are not of one layout alone. */
export function commonColumns({ named, days }: FileNames): readonly Kind[] {
  return withDays(nameThem(ATTENDANCE_COLUMNS, named), days);
}

function dailyFinder({ named }: FileNames): (cell: string) => Kind | undefined {
  return columnFinder(nameThem(DAILY_ALONE, named));
}

/** With a place for what is passed over. */
const DAILY_ALONE: readonly Kind[] = [
  { field: 'passedOver', canonical: 'name', aliases: [] },
  ...DAILY,
];

/** A register has days for columns, a daily file a day and what decides of it, punches a time. */
export function recogniseLayout(header: readonly string[], names: FileNames): AttendanceLayout {
  const find = columnFinder(commonColumns(names));
  const fields = new Set(header.map((cell) => find(cell)?.field));
  if (DAY_FIELDS.some((field) => fields.has(field))) return 'register';
  const findDaily = dailyFinder(names);
  const daily = new Set(header.map((cell) => findDaily(cell)?.field));
  const hasClock = fields.has('time');
  if (daily.has('timestamp') && !fields.has('month')) {
    if (daily.has('absent')) return 'daily';
    if (!hasClock && (daily.has('status') || daily.has('clockIn'))) return 'daily';
  }
  const hasTimes = fields.has('timestamp') || hasClock;
  return hasTimes && !fields.has('days') ? 'punches' : 'monthly';
}

/** Whether a header has anything that says of a day whether somebody was present. */
export function hasMarks(header: readonly string[], names: FileNames): boolean {
  const findDaily = dailyFinder(names);
  const fields = header.map((cell) => findDaily(cell)?.field);
  return (['status', 'absent', 'clockIn'] as const).some((field) => fields.includes(field));
}
