import type { AttendanceLayout } from '../../domain/attendance/figures.ts';
import { type ColumnKind, SERIAL_ALIASES } from '../csv/columns.ts';
import { ID_ALIASES, NAME_ALIASES } from '../students/aliases.ts';
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

const BRANCHES = ['branch', 'department', 'dept', 'company'];

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
  {
    field: 'passedOver',
    canonical: 'name',
    aliases: [...NAME_ALIASES, ...BRANCHES, ...SERIAL_ALIASES],
  },
];

/** Words of a column's name by which it may decide whether, or how long, somebody was present. */
const DECIDING =
  /^(status|absent|absence|absents|present|presence|half|halves|halfday|halfdays|leaves?|attendance|attended|off|holidays?|marks?|days|wo|wop|hd|hl|lop|lwp|od|p|a|l|h)$/i;

/** Minutes late and the like say nothing of the day, nor does a kind of leave beside its mark. */
const SAYS_NOTHING =
  /^(leave|day) type$|\b(by|hours?|hrs|mins?|minutes|time|name|balance|of week)\b/i;

/**
 * Whether a column that is not understood may decide who was present.
 *
 * @param layout of a log, its state may be that of a punch, and else where somebody lives
 */
export function mayDecide(cell: string, layout: AttendanceLayout): boolean {
  // A whole header in one cell is one that was cut at the wrong characters.
  if (/[;,|\t]/.test(cell)) return false;
  const name = cell.trim().replace(/([a-z])([A-Z])/g, '$1 $2');
  const words = name.split(/[^\p{L}\d]+/u);
  const isLog = layout === 'daily' || layout === 'punches';
  if (isLog && words.some((word) => /^state$/i.test(word))) return true;
  if (/^late( (days?|coming))?$/i.test(name)) return !isLog;
  return words.some((word) => DECIDING.test(word)) && !SAYS_NOTHING.test(words.join(' '));
}
