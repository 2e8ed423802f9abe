import { refuseTooManyDays } from '../attendance/attendance.ts';
import type { StudentDetails } from '../students/student.ts';
import { formatDays, parseDays } from '../values/days.ts';
import { type Month, monthName } from '../values/month.ts';
import type { OriginalAttendance } from './original.ts';
import type { OriginalStudents } from './people.ts';
import type { OriginalSheet, SheetRow } from './table-check.ts';
import { type MonthReader, plainNumber } from './values.ts';

interface Entry {
  readonly row: SheetRow;
  /** Hundredths; undefined where the cell is faulty. */
  readonly days: number | undefined;
}

/**
 * Checks the attendance of the original. A row without days is passed over. Of several rows for one
 * student and month none is taken where one is faulty or they contradict each other: it would be half
 * the truth. Where they agree, the others are passed over.
 */
export function checkAttendance(
  sheet: OriginalSheet,
  students: OriginalStudents,
  months: MonthReader,
): OriginalAttendance[] {
  const groups = new Map<
    string,
    { readonly student: StudentDetails; readonly month: Month; readonly entries: Entry[] }
  >();
  for (const row of sheet.rows) {
    const student = students.find(row);
    const month = row.read('month_name', months.read);
    const isBlank = row.text('days_present').trim() === '';
    const days = isBlank ? undefined : readDays(row, month);
    if (isBlank) {
      if (row.outcome === 'taken') row.outcome = 'blank';
      continue;
    }
    if (student === undefined || month === undefined) continue;
    const key = `${student.id} ${month}`;
    const group = groups.get(key) ?? { student, month, entries: [] };
    groups.set(key, group);
    group.entries.push({ row, days });
  }
  const taken: OriginalAttendance[] = [];
  for (const { student, month, entries } of groups.values()) {
    const daysHundredths = settle(entries, `${student.id} in ${monthName(month)}`);
    if (daysHundredths !== undefined) taken.push({ student, month, daysHundredths });
  }
  return taken;
}

function readDays(row: SheetRow, month: Month | undefined): number | undefined {
  return row.read('days_present', (text) => {
    const days = parseDays(plainNumber(text));
    if (month !== undefined) refuseTooManyDays(days, month);
    return days;
  });
}

/** The days that all rows of a student and month agree on. */
function settle(entries: readonly Entry[], of: string): number | undefined {
  const isFaulty = entries.some(({ row }) => row.outcome === 'rejected');
  const [first] = entries;
  const other = entries.find(({ days }) => days !== first?.days);
  for (const { row, days } of entries) {
    if (isFaulty) row.outcome = 'rejected';
    else if (other !== undefined) {
      const contrary = days === first?.days ? other : first;
      const theirs = formatDays(contrary?.days ?? 0);
      const theirMonth = contrary?.row.text('month_name');
      const message = `another row, of ${theirMonth}, has ${theirs} days for ${of}`;
      row.fault('days_present', 'contradiction', message);
    } else if (row !== first?.row) row.outcome = 'blank';
  }
  return isFaulty || other !== undefined ? undefined : first?.days;
}
