import type { Knex } from 'knex';
import { requirePermission } from '../../auth/permissions.ts';
import { listAttendance } from '../../data/attendance/attendance.ts';
import { replaceMarks, sumMarks } from '../../data/attendance/marks.ts';
import type { Actor } from '../../domain/actor.ts';
import type { StudentAttendance } from '../../domain/attendance/attendance.ts';
import {
  isOnRollOn,
  type MarkedDay,
  markDay,
  type Others,
  type Overwritten,
} from '../../domain/attendance/marks.ts';
import { judgeMonth, refuseDoubtful } from '../../domain/mess/date-doubt.ts';
import { formatDays } from '../../domain/values/days.ts';
import { idKey } from '../../domain/values/id.ts';
import { monthName, monthOfDate } from '../../domain/values/month.ts';
import { nameSome } from '../../domain/values/text.ts';
import { BusyError, createWarning, ValueError, type Warning } from '../../errors.ts';
import { findEarliestLikely } from '../billing/earliest-month.ts';
import { refuseClosed } from '../billing/refuse-closed.ts';
import { warnAboutBills } from '../billing/stale-bills.ts';
import { change } from '../mess/change.ts';
import { dayOfMess, type Mess } from '../mess/mess.ts';
import { getStudent } from '../students/get-student.ts';
import {
  type DayOfRoll,
  dayOfRoll,
  digestMarked,
  type Marked,
  marksOfDay,
  notOnRoll,
  refuseOverwriting,
  settleFigures,
  summarize,
  withStudents,
} from './daily-marks.ts';

export interface RollCall {
  readonly date: string;
  /** Ids, and hundredths of that day. */
  readonly named: ReadonlyMap<string, number>;
  /** Who is present may be away as was said. */
  readonly others: Others;
  /** A figure that does not come of marks is replaced. */
  readonly replace: boolean;
  /** Who is named may be one who was not on the roll that day. */
  readonly beyondMembership: boolean;
  /** A day long before all that is recorded may be meant. */
  readonly unlikely: boolean;
  /** What the person was shown of the day, who is not to overwrite what others marked meanwhile. */
  readonly basis?: readonly DayOfRoll[] | undefined;
}

/**
 * Marks everybody on the roll of one day; marking a day again replaces it. The figures of the month
 * become the sums of their marks.
 *
 * @throws ValueError `bad_date` for a day that is still to come
 * @throws NotFoundError no such student
 * @throws ConflictError `unlikely`; somebody named was not on the roll that day; a figure of the month is of
 *   another kind; the month is closed
 */
export async function callRoll(mess: Mess, actor: Actor, call: RollCall): Promise<Marked> {
  requirePermission(actor, 'record attendance');
  const { date } = call;
  if (date > dayOfMess(mess)) throw new ValueError('bad_date', `${date} is still to come`);
  const month = monthOfDate(date);
  return change(mess, actor, 'attendance today', async ({ trx, nextEntry, record }) => {
    const odd = await refuseUnlikelyDay(mess, trx, date, call.unlikely);
    const roll = await listAttendance(trx, month);
    const named = await findNamed(trx, roll, call);
    const ofDay = await marksOfDay(trx, date);
    if (call.basis !== undefined) refuseChanged(call.basis, dayOfRoll(roll, ofDay, date), date);
    const sums = await sumMarks(trx, month);
    const day = markDay(date, roll, { sums, ofDay }, named, call.others);
    const overwritten = new Map(day.overwritten.map((each) => [each.id, each]));
    if (!call.replace) refuseOverwriting(month, [...overwritten.keys()]);
    const isChanged = day.changed.length > 0;
    if (isChanged) {
      await refuseClosed(trx, [month]);
      const names = new Map(roll.map(({ no, id }) => [no, id]));
      const sequence = await nextEntry();
      await replaceMarks(trx, day.changed, sequence);
      const numbers = roll.flatMap(({ no, id }) => (overwritten.has(id) ? [no] : []));
      const touched = day.marks.map(({ studentNo }) => studentNo);
      await settleFigures(trx, month, touched, sums, sequence, new Set(numbers));
      await record({
        subject: date,
        month,
        before: ofDay.size === 0 ? null : summarize([...ofDay.values()], names),
        after: {
          ...summarize(day.marks, names),
          ...(overwritten.size > 0 ? { replaced: day.overwritten.map(describeFigure) } : {}),
          ...(await digestMarked(trx, [date], sequence)),
        },
      });
    }
    return {
      marks: withStudents(day.marks, roll),
      changed: day.changed.length,
      warnings: [
        ...odd,
        ...warnAboutDay(call, day),
        ...warnAboutOutside(roll, day, date),
        ...(isChanged ? await warnAboutBills(trx, [month]) : []),
      ],
    };
  });
}

/** @throws ConflictError `unlikely` */
async function refuseUnlikelyDay(
  mess: Mess,
  db: Knex,
  date: string,
  isInsisted: boolean,
): Promise<Warning[]> {
  const earliest = await findEarliestLikely(mess, db);
  return refuseDoubtful(judgeMonth(monthOfDate(date), { today: date, earliest }), isInsisted);
}

function describeFigure({ id, beforeHundredths, daysHundredths }: Overwritten): string {
  return `${id} ${formatDays(beforeHundredths)} → ${formatDays(daysHundredths)}`;
}

/** Figures in whose place marks come, and marks that change though nobody named them. */
function warnAboutDay({ date }: RollCall, { overwritten, unnamed }: MarkedDay): Warning[] {
  const warnings: Warning[] = [];
  if (overwritten.length > 0) {
    const changes = nameSome(overwritten.map(describeFigure));
    const month = monthName(monthOfDate(date));
    const sentence = `The days recorded in ${month} are replaced by what the marks come to: ${changes}.`;
    warnings.push(createWarning('figures_replaced', sentence));
  }
  if (unnamed.length > 0) {
    const sentence = `${date} was marked before; who is not named is present by now: ${nameSome(unnamed)}.`;
    warnings.push(createWarning('marked_otherwise', sentence));
  }
  return warnings;
}

/** Who was named though not on the roll that day. */
function warnAboutOutside(
  roll: readonly StudentAttendance[],
  { changed }: MarkedDay,
  date: string,
): Warning[] {
  const numbers = new Set(changed.map(({ studentNo }) => studentNo));
  const outside = roll.filter((each) => numbers.has(each.no) && !isOnRollOn(each, date));
  if (outside.length === 0) return [];
  const ids = nameSome(outside.map(({ id }) => id));
  return [createWarning('beyond_membership', `Not on the roll on ${date}: ${ids}.`)];
}

/** @throws BusyError somebody marked the day, or changed its roll, meanwhile */
function refuseChanged(shown: readonly DayOfRoll[], now: readonly DayOfRoll[], date: string): void {
  if (JSON.stringify(shown) === JSON.stringify(now)) return;
  throw new BusyError(
    'changed_meanwhile',
    `${date} was marked, or its roll changed, by somebody else meanwhile. Nothing was written.`,
    { about: { during: 'roll call' } },
  );
}

async function findNamed(
  db: Knex,
  roll: readonly StudentAttendance[],
  { date, named, beyondMembership }: RollCall,
): Promise<ReadonlyMap<number, number>> {
  const known = new Map(roll.map((student) => [idKey(student.id), student]));
  const found = new Map<number, number>();
  for (const [id, daysHundredths] of named) {
    const student = known.get(idKey(id)) ?? (await getStudent(db, id));
    if (!beyondMembership && !isOnRollOn(student, date)) throw notOnRoll(student, date);
    found.set(student.no, daysHundredths);
  }
  return found;
}
