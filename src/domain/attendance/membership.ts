import { createWarning, type Warning } from '../../errors.ts';
import type { RowError } from '../imports/report.ts';
import { hasLeftBefore, type RollDates, type RollMember } from '../students/student.ts';
import { dateName } from '../values/date.ts';
import { formatDays } from '../values/days.ts';
import { calendarDays, firstDay, lastDay, type Month, monthName } from '../values/month.ts';
import { nameSome } from '../values/text.ts';
import {
  type AttendanceLayout,
  hasFigure,
  isTaken,
  listDays,
  type MonthFigures,
  withhold,
} from './figures.ts';
import type { AttendanceColumns, AttendanceRow } from './file/row.ts';

type Member = RollDates & { readonly id: string };

/** How many days of the month a student was on the roll, the first and the last one counted. */
export function daysOnRoll(dates: RollDates, month: Month): number {
  const { first, last } = findRun(dates, month);
  return Math.max(0, last - first + 1);
}

/** @returns the same days as bits: bit 0 is the first of the month */
export function maskOnRoll(dates: RollDates, month: Month): number {
  const { first, last } = findRun(dates, month);
  return last < first ? 0 : ((2 ** (last - first + 1) - 1) << (first - 1)) | 0;
}

function findRun({ joined, left }: RollDates, month: Month) {
  const dayOf = (date: string) => Number(date.slice(8));
  const days = calendarDays(month);
  const [start, end] = [firstDay(month), lastDay(month)];
  const first = joined === null || joined <= start ? 1 : joined > end ? days + 1 : dayOf(joined);
  const last = left === null || left >= end ? days : left < start ? 0 : dayOf(left);
  return { first, last };
}

/** Why not every day of the month counts: `S1 joined on 19 September 2026`. */
function describeDates({ id, joined, left }: Member, month: Month): string {
  const said = [
    ...(joined !== null && joined > firstDay(month) ? [`joined on ${dateName(joined)}`] : []),
    ...(left !== null && left < lastDay(month) ? [`left on ${dateName(left)}`] : []),
  ];
  return `${id} ${said.join(' and ')}`;
}

/** What a figure is refused by: `S1 joined on 19 September 2026: at most 12 days`. Undefined where it is not too large. */
export function describeBeyond(
  member: Member,
  month: Month,
  daysHundredths: number,
): string | undefined {
  const most = daysOnRoll(member, month);
  if (daysHundredths <= most * 100) return undefined;
  const days = most === 1 ? '1 day' : `${most} days`;
  return `${describeDates(member, month)}: at most ${days}`;
}

/** More days than from the day of joining to that of leaving. */
export function warnAboutMembership(
  student: Member,
  month: Month,
  daysHundredths: number,
): Warning[] {
  const most = daysOnRoll(student, month);
  if (daysHundredths <= most * 100) return [];
  const days = formatDays(daysHundredths);
  const sentence = `${student.id} was on the roll for ${most} ${most === 1 ? 'day' : 'days'} of ${monthName(month)}, and ${days} are recorded.`;
  return [createWarning('beyond_membership', sentence)];
}

/** Whose figures are more than the days from the joining to the leaving: `S1 14.5 of 14 in May 2025`. */
export function listBeyondMembership(figures: MonthFigures, roll: readonly RollMember[]): string[] {
  const { month, days } = figures;
  return roll.flatMap((member, place) => {
    if (!isBounded(member) || !isTaken(figures, place)) return [];
    const most = daysOnRoll(member, month);
    const figure = days[place] ?? 0;
    if (figure <= most * 100) return [];
    return [`${member.id} ${formatDays(figure)} of ${most} in ${monthName(month)}`];
  });
}

/** A row that is looked at. */
interface Where {
  readonly layout: AttendanceLayout;
  readonly columns: AttendanceColumns;
  readonly figures: MonthFigures;
  /** The student's place on the roll. */
  readonly place: number;
}

/**
 * Notes a row with days on which the student was not on the roll. Whether it is a mistake shows only when
 * what is recorded is known: see `refuseBeyondMembership`.
 */
export function noteOutside(
  row: AttendanceRow,
  member: RollMember,
  { layout, columns, figures: { month, outside }, place }: Where,
): void {
  if (member.joined === null && member.left === null) return;
  const isPunch = layout === 'punches';
  const present = row.presentMask ?? (isPunch ? row.daysMask : 0);
  const days = present & ~maskOnRoll(member, month);
  if (days === 0) return;
  const { line } = row;
  if (isPunch)
    outside.push({ line, place, value: row.cells[columns.daysPosition] ?? '', detail: '' });
  else {
    const numbers = listDays(days);
    const detail = `, and is present on ${nameSome(numbers)} ${monthName(month)}`;
    outside.push({ line, place, value: row.cells[columns.idPosition] ?? '', detail });
  }
}

/**
 * Days before the joining and after the leaving: an error for each row that speaks of some, or for a
 * figure that is too large; but for a figure that is recorded just so. These are withheld. Who left
 * before the month is for `refuseLeft`.
 *
 * @param recorded hundredths of days by the student's number
 */
export function refuseBeyondMembership(
  figures: MonthFigures,
  roll: readonly RollMember[],
  recorded: ReadonlyMap<number, number>,
  columns: AttendanceColumns,
): RowError[] {
  const { month, days, lines } = figures;
  const errors: RowError[] = [];
  const refuse = (line: number, value: string, message: string) =>
    errors.push({
      line,
      column: columns.days,
      code: 'beyond_membership',
      value,
      message,
      remedy: { offer: 'beyond membership' },
    });
  const isRecorded = (place: number, { no }: RollMember) =>
    hasFigure(figures, place) && recorded.get(no) === days[place];
  const outside = figures.outside;
  // What is refused once is not to be found again when the figures are compared afresh.
  figures.outside = [];
  for (const row of outside) {
    const member = roll[row.place];
    if (member === undefined || hasLeftBefore(member, month)) continue;
    if (isRecorded(row.place, member)) figures.outside.push(row);
    else {
      refuse(row.line, row.value, `${describeDates(member, month)}${row.detail}`);
      withhold(figures, row.place);
    }
  }
  for (const [place, member] of roll.entries()) {
    if (!isBounded(member) || !isTaken(figures, place) || isRecorded(place, member)) continue;
    const figure = days[place] ?? 0;
    const sentence = describeBeyond(member, month, figure);
    if (sentence === undefined) continue;
    refuse(lines[place] ?? 0, formatDays(figure), sentence);
    withhold(figures, place);
  }
  return errors;
}

function isBounded({ joined, left }: RollDates): boolean {
  return joined !== null || left !== null;
}
