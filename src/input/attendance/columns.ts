import { type ColumnKind, SERIAL_ALIASES } from '../csv/columns.ts';
import { ID_ALIASES } from '../students/id-aliases.ts';
import type { DecidingField } from './deciding-columns.ts';

const DAYS = Array.from({ length: 31 }, (_, index) => index + 1);

export type DayField = `day${number}`;

export type AttendanceField =
  | 'studentId'
  | 'month'
  | 'days'
  | 'timestamp'
  | 'time'
  | 'passedOver'
  | DecidingField
  | DayField;

/** In the order of the days: the field of the first day is the first. */
export const DAY_FIELDS: readonly DayField[] = DAYS.map((day) => `day${day}` as const);

const [NAMES, BRANCHES] = [
  ['name', 'full name', 'student name', 'user name', 'employee name'],
  ['branch', 'department', 'dept', 'company'],
];

/** Everything an attendance file may have, whatever its layout. */
export const ATTENDANCE_COLUMNS: readonly ColumnKind<AttendanceField>[] = [
  { field: 'studentId', canonical: 'student_id', aliases: ID_ALIASES },
  { field: 'month', canonical: 'month', aliases: ['month name', 'for month', 'month year'] },
  {
    field: 'days',
    canonical: 'days_present',
    aliases: ['days', 'present', 'present days', 'no of days', 'number of days', 'attendance'],
  },
  {
    field: 'timestamp',
    canonical: 'timestamp',
    aliases: [
      'date time',
      'date/time',
      'date and time',
      'date',
      'punch',
      'punch time',
      'punch date',
      'punch datetime',
      'punched at',
      'check in',
      'check in time',
      'check time',
      'clock in',
      'log time',
      'log date',
      'log datetime',
      'in time',
      'event time',
      'event datetime',
      'record time',
      'swipe time',
      'transaction time',
    ],
  },
  { field: 'time', canonical: 'time', aliases: [] },
  ...DAYS.map((day) => ({
    field: `day${day}` as const,
    canonical: String(day),
    aliases: [String(day).padStart(2, '0'), `day ${day}`, `day ${String(day).padStart(2, '0')}`],
  })),
  { field: 'passedOver', canonical: 'name', aliases: [...NAMES, ...BRANCHES, ...SERIAL_ALIASES] },
];
