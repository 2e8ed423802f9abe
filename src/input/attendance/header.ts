import type { Month } from '../../domain/values/month.ts';
import { type ColumnKind, columnFinder } from '../csv/columns.ts';
import type { HeaderKnowledge } from '../csv/csv.ts';
import { type CellLook, DATE_LOOK, ID_LOOK, TIME_LOOK } from '../csv/header/guess-columns.ts';
import { headerRater } from '../csv/header/rate-header.ts';
import { isBelowTable } from '../csv/totals.ts';
import { type AttendanceField, DAY_FIELDS } from './columns.ts';
import { findDayColumns, withDays } from './day-columns.ts';

const LOOKS: readonly CellLook[] = [
  { column: 'timestamp', look: DATE_LOOK, isNeeded: true },
  { column: 'time', look: TIME_LOOK, isNeeded: false },
  { column: 'student_id', look: ID_LOOK, isNeeded: true },
];

/** By any of these a file says of attendance. */
const FIGURES: readonly AttendanceField[] = [
  'days',
  'timestamp',
  'time',
  'status',
  'absent',
  'clockIn',
  ...DAY_FIELDS,
];

/**
 * What is known of the header of an attendance file, in whatever layout.
 *
 * @param given the month of the file
 */
export function attendanceHeader(
  kinds: readonly ColumnKind<AttendanceField>[],
  given: Month | undefined,
): HeaderKnowledge {
  const isNeeded = (field: AttendanceField) => field === 'studentId' || FIGURES.includes(field);
  const isWhole = (fields: ReadonlySet<AttendanceField>) =>
    fields.has('studentId') && FIGURES.some((field) => fields.has(field));
  const known = headerRater(kinds, isNeeded, isWhole);
  return {
    rate: (cells) => {
      const days = findDayColumns(cells, given);
      return (
        days.names.size === 0 ? known : headerRater(withDays(kinds, days), isNeeded, isWhole)
      )(cells);
    },
    looks: LOOKS,
    isBelowTable: (header) => sumsFinder(withDays(kinds, findDayColumns(header, given)), header),
  };
}

/** Rows of no student with more than one can have: a cell of a day above 1, or a figure above 31. */
function sumsFinder(
  kinds: readonly ColumnKind<AttendanceField>[],
  header: readonly string[],
): (cells: readonly string[]) => boolean {
  const find = columnFinder(kinds);
  const fields = header.map((cell) => find(cell)?.field);
  const id = fields.indexOf('studentId');
  return (cells) => {
    if (isBelowTable(cells)) return true;
    if (id === -1 || (cells[id] ?? '').trim() !== '') return false;
    return cells.some((cell, place) => {
      const field = fields[place];
      if (field === undefined || !/^\s*\d+([.,]\d+)?\s*$/.test(cell)) return false;
      const most = field === 'days' ? 31 : field.startsWith('day') ? 1 : Number.POSITIVE_INFINITY;
      return Number(cell.replace(',', '.')) > most;
    });
  };
}
