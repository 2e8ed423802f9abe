import type { Knex } from 'knex';
import { requirePermission } from '../../auth/permissions.ts';
import { findRecordedDays } from '../../data/attendance/attendance.ts';
import { deleteMarks, listMarks, replaceMarks, sumMarks } from '../../data/attendance/marks.ts';
import type { Actor } from '../../domain/actor.ts';
import { type DayMark, isOnRollOn, type MarkSum } from '../../domain/attendance/marks.ts';
import { judgeAbsence, refuseDoubtful } from '../../domain/mess/date-doubt.ts';
import type { StudentRecord } from '../../domain/students/student.ts';
import { listDates } from '../../domain/values/date.ts';
import { formatDays } from '../../domain/values/days.ts';
import { type Month, monthName, monthOfDate } from '../../domain/values/month.ts';
import { nameSome, sayCount } from '../../domain/values/text.ts';
import { ConflictError, createWarning, ValueError, type Warning } from '../../errors.ts';
import { findEarliestLikely } from '../billing/earliest-month.ts';
import { refuseClosed } from '../billing/refuse-closed.ts';
import { warnAboutBills } from '../billing/stale-bills.ts';
import { change } from '../mess/change.ts';
import { type Mess, today } from '../mess/mess.ts';
import { getStudent } from '../students/get-student.ts';
import {
  describeMark,
  digestMarked,
  type Marked,
  notOnRoll,
  settleFigures,
  withStudents,
} from './daily-marks.ts';

/** Longer than anybody is away. */
const MAX_AWAY_DAYS = 366;

export interface Absence {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** They are not away after all. */
  readonly isCancelled: boolean;
  /** Days long before all that is recorded may be meant. */
  readonly unlikely: boolean;
}

/**
 * Marks a student absent from one day to another, which may be days to come. It counts where the roll
 * is called day by day: on such a day it stands unless the student is named there. Cancelled, the
 * student was present on those of the days whose roll was called.
 *
 * @throws ValueError `bad_date` for an end before the beginning, or more than a year of days;
 *   `in_the_future` for an end more than a year ahead
 * @throws NotFoundError no such student
 * @throws ConflictError `unlikely`; the student is on the roll on none of the days; a figure of the month
 *   is of another kind; a month is closed
 */
export async function markAway(mess: Mess, actor: Actor, absence: Absence): Promise<Marked> {
  requirePermission(actor, 'record attendance');
  const { from, to, isCancelled } = absence;
  if (to < from) throw new ValueError('bad_date', `${to} is before ${from}`);
  const dates = listDates(from, to, MAX_AWAY_DAYS + 1);
  if (dates.length > MAX_AWAY_DAYS) {
    throw new ValueError('bad_date', `${from} to ${to} is more than ${MAX_AWAY_DAYS} days`);
  }
  return change(mess, actor, 'attendance away', async ({ trx, nextEntry, record }) => {
    const student = await getStudent(trx, absence.id);
    // Whatever was marked can be taken back.
    const odd = isCancelled ? [] : await refuseDoubtfulDays(mess, trx, absence);
    const before = await listMarks(trx, from, to, student.no);
    const { written, dropped } = isCancelled
      ? comeBack(before)
      : { written: stayAway(student, dates, before), dropped: [] };
    const touched = [...written, ...dropped];
    const months = [...new Set(touched.map(({ date }) => monthOfDate(date)))].sort();
    if (touched.length > 0) {
      await refuseClosed(trx, months);
      const sums = await sumMonths(trx, student, months);
      const sequence = await nextEntry();
      await deleteMarks(trx, dropped);
      await replaceMarks(trx, written, sequence);
      for (const [month, sum] of sums) {
        await settleFigures(trx, month, [student.no], sum, sequence);
      }
      const dates = touched.map(({ date }) => date);
      await record({
        subject: student.id,
        month: months.length === 1 ? months[0] : undefined,
        before: before.map(describeMark),
        after: {
          from,
          to,
          ...(isCancelled ? { cancelled: true } : {}),
          ...(await digestMarked(trx, dates, sequence)),
        },
      });
    }
    const marks = isCancelled ? touched : await listMarks(trx, from, to, student.no);
    return {
      marks: withStudents(marks, [student]),
      changed: touched.length,
      warnings: [
        ...odd,
        ...warnAboutDays(student, before, written),
        ...(await warnAboutBills(trx, months)),
      ],
    };
  });
}

/**
 * @throws ValueError `in_the_future`
 * @throws ConflictError `unlikely`
 */
async function refuseDoubtfulDays(mess: Mess, db: Knex, absence: Absence): Promise<Warning[]> {
  const now = { today: today(mess), earliest: await findEarliestLikely(mess, db) };
  return refuseDoubtful(judgeAbsence(absence, now), absence.unlikely);
}

/**
 * The marks that are not just so already. Of a day whose roll was called they count as absent.
 *
 * @throws ConflictError the student is on the roll on none of the days
 */
function stayAway(
  student: StudentRecord,
  dates: readonly string[],
  before: readonly DayMark[],
): DayMark[] {
  const onRoll = dates.filter((date) => isOnRollOn(student, date));
  const [first = ''] = dates;
  if (onRoll.length === 0) throw notOnRoll(student, first);
  const known = new Map(before.map((mark) => [mark.date, mark]));
  const { no: studentNo } = student;
  return onRoll.flatMap((date) => {
    const mark = known.get(date);
    if (mark?.isAway) return [];
    const isCalled = mark?.isCalled === true;
    return [{ studentNo, date, daysHundredths: 0, isAway: true, isCalled }];
  });
}

/** Of days whose roll was called they were present; of the others nothing is known any more. */
function comeBack(marks: readonly DayMark[]): { written: DayMark[]; dropped: DayMark[] } {
  const away = marks.filter(({ isAway }) => isAway);
  return {
    written: away
      .filter(({ isCalled }) => isCalled)
      .map((mark) => ({ ...mark, daysHundredths: 100, isAway: false })),
    dropped: away.filter(({ isCalled }) => !isCalled),
  };
}

/** Days that were marked otherwise, and count another amount by now. */
function warnAboutDays(
  { id }: StudentRecord,
  before: readonly DayMark[],
  written: readonly DayMark[],
): Warning[] {
  const known = new Map(before.map(({ date, daysHundredths }) => [date, daysHundredths]));
  const changes = written.flatMap(({ date, daysHundredths, isCalled }) => {
    const was = known.get(date) ?? 0;
    if (!isCalled || was === daysHundredths) return [];
    return [`${date} ${formatDays(was)}, now ${formatDays(daysHundredths)}`];
  });
  if (changes.length === 0) return [];
  const sentence = `The roll of these days was called, and ${id} has other days by now: ${nameSome(changes)}.`;
  return [createWarning('marked_otherwise', sentence)];
}

/** A refusal, to be thrown. */
function figureInTheWay(id: string, month: Month, daysHundredths: number): ConflictError {
  const days = sayCount(formatDays(daysHundredths), 'day');
  return new ConflictError(
    'figures_recorded',
    `${id} has ${days} recorded for ${monthName(month)}, from a file or by hand; days away cannot be taken from that by themselves.`,
    { about: { month, id, during: 'absence' } },
  );
}

/**
 * What the marks of the months come to.
 *
 * @throws ConflictError a figure of the student is there that does not come of marks, and the roll of the days
 *   was to count
 */
async function sumMonths(
  db: Knex,
  { no, id }: StudentRecord,
  months: readonly Month[],
): Promise<[Month, ReadonlyMap<number, MarkSum>][]> {
  const all: [Month, ReadonlyMap<number, MarkSum>][] = [];
  for (const month of months) {
    const sums = await sumMarks(db, month);
    const isOther = (sums.get(no)?.called ?? 0) === 0;
    const figure = isOther ? await findRecordedDays(db, month, no) : undefined;
    if (figure !== undefined) throw figureInTheWay(id, month, figure);
    all.push([month, sums]);
  }
  return all;
}
