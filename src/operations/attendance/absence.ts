import type { Knex } from 'knex';
import { requirePermission } from '../../auth/permissions.ts';
import { findRecordedDays } from '../../data/attendance/attendance.ts';
import {
  deleteMarks,
  listCalledDays,
  listMarks,
  replaceMarks,
  sumMarks,
} from '../../data/attendance/marks.ts';
import type { Actor } from '../../domain/actor.ts';
import {
  type DayMark,
  isOfMarks,
  isOnRollOn,
  type MarkedFigure,
} from '../../domain/attendance/marks.ts';
import type { StudentRecord } from '../../domain/students/student.ts';
import { listDates } from '../../domain/values/date.ts';
import { type Month, monthOfDate } from '../../domain/values/month.ts';
import { ValueError } from '../../errors.ts';
import { refuseClosed } from '../billing/refuse-closed.ts';
import { warnAboutBills } from '../billing/stale-bills.ts';
import { change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import { getStudent } from '../students/get-student.ts';
import {
  type Marked,
  notOnRoll,
  refuseOverwriting,
  withStudents,
  writeFigures,
} from './daily-marks.ts';

/** Longer than anybody is away. */
const MAX_AWAY_DAYS = 366;

export interface Absence {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** They are not away after all. */
  readonly isCancelled: boolean;
}

/**
 * Marks a student absent from one day to another, which may be days to come. It counts where the roll
 * is called day by day: on such a day it stands unless the student is named there. Cancelled, the
 * student was present on those of the days whose roll was called.
 *
 * @throws ValueError `bad_date` for an end before the beginning, or more than a year of days
 * @throws NotFoundError no such student
 * @throws ConflictError the student is on the roll on none of the days; a figure of the month is of
 *   another kind; a month is closed
 */
export async function markAway(mess: Mess, actor: Actor, absence: Absence): Promise<Marked> {
  requirePermission(actor, 'record attendance');
  const { from, to, isCancelled } = absence;
  if (to < from) throw new ValueError('bad_date', `${to} is before ${from}`);
  const dates = listDates(from, to, MAX_AWAY_DAYS + 1);
  if (dates.length > MAX_AWAY_DAYS) {
    throw new ValueError('bad_date', `${from} to ${to} is more than ${MAX_AWAY_DAYS} days`);
  }
  return change(mess, actor, 'attendance away', async ({ trx, record }) => {
    const student = await getStudent(trx, absence.id);
    const before = await listMarks(trx, from, to, student.no);
    const { written, dropped } = isCancelled
      ? await comeBack(trx, before)
      : { written: stayAway(student, dates, before), dropped: [] };
    const touched = [...written, ...dropped];
    const months = [...new Set(touched.map(({ date }) => monthOfDate(date)))].sort();
    if (touched.length > 0) {
      await refuseClosed(trx, months);
      const figures = await findFigures(trx, student, months);
      const sequence = await record({
        subject: student.id,
        month: months.length === 1 ? months[0] : undefined,
        after: { from, to, ...(isCancelled ? { cancelled: true } : {}) },
      });
      await deleteMarks(trx, dropped);
      await replaceMarks(trx, written, sequence);
      await writeFigures(trx, await sumAgain(trx, student.no, figures), sequence);
    }
    return {
      marks: withStudents(isCancelled ? touched : await listMarks(trx, from, to, student.no), [
        student,
      ]),
      changed: touched.length,
      warnings: await warnAboutBills(trx, months),
    };
  });
}

/**
 * The marks that are not just so already.
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
  return onRoll
    .filter((date) => !known.get(date)?.isAway)
    .map((date) => ({ studentNo: student.no, date, daysHundredths: 0, isAway: true }));
}

/** Of days whose roll was called they were present; of the others nothing is known any more. */
async function comeBack(
  db: Knex,
  marks: readonly DayMark[],
): Promise<{ readonly written: DayMark[]; readonly dropped: DayMark[] }> {
  const away = marks.filter(({ isAway }) => isAway);
  const [first, last] = [away.at(0)?.date, away.at(-1)?.date];
  if (first === undefined || last === undefined) return { written: [], dropped: [] };
  const called = new Set(await listCalledDays(db, first, last));
  return {
    written: away
      .filter(({ date }) => called.has(date))
      .map((mark) => ({ ...mark, daysHundredths: 100, isAway: false })),
    dropped: away.filter(({ date }) => !called.has(date)),
  };
}

/**
 * The figures that these marks will change: those that come of marks.
 *
 * @throws ConflictError one does not
 */
async function findFigures(
  db: Knex,
  { no, id }: StudentRecord,
  months: readonly Month[],
): Promise<(readonly [Month, number])[]> {
  const figures: (readonly [Month, number])[] = [];
  for (const month of months) {
    const figure = await findRecordedDays(db, month, no);
    if (figure === undefined) continue;
    const isMarked = isOfMarks(figure, (await sumMarks(db, month)).get(no));
    refuseOverwriting(month, isMarked ? [] : [id]);
    figures.push([month, figure]);
  }
  return figures;
}

async function sumAgain(
  db: Knex,
  studentNo: number,
  figures: readonly (readonly [Month, number])[],
): Promise<MarkedFigure[]> {
  const changed: MarkedFigure[] = [];
  for (const [month, before] of figures) {
    const daysHundredths = (await sumMarks(db, month)).get(studentNo)?.daysHundredths ?? 0;
    if (daysHundredths !== before) changed.push({ studentNo, month, before, daysHundredths });
  }
  return changed;
}
