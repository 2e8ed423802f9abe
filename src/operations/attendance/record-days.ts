import type { Knex } from 'knex';
import { requirePermission } from '../../auth/permissions.ts';
import {
  getRecordedDays,
  insertAttendance,
  updateAttendance,
} from '../../data/attendance/attendance.ts';
import { digestFigures } from '../../data/attendance/digests.ts';
import { sumMarks } from '../../data/attendance/marks.ts';
import type { Actor } from '../../domain/actor.ts';
import { refuseTooManyDays } from '../../domain/attendance/attendance.ts';
import { warnAboutMembership } from '../../domain/attendance/membership.ts';
import type { AttendanceChange } from '../../domain/attendance/month-comparison.ts';
import { warnAboutAway } from '../../domain/attendance/present-while-away.ts';
import { withDigests } from '../../domain/mess/digests.ts';
import type { StudentRecord } from '../../domain/students/student.ts';
import { daysAsNumber } from '../../domain/values/days.ts';
import type { Month } from '../../domain/values/month.ts';
import { ValueError, type Warning } from '../../errors.ts';
import { refuseDoubtfulMonth } from '../billing/earliest-month.ts';
import { refuseClosed } from '../billing/refuse-closed.ts';
import { warnAboutBills } from '../billing/stale-bills.ts';
import { change } from '../mess/change.ts';
import type { Mess } from '../mess/mess.ts';
import { getStudent } from '../students/get-student.ts';
import { refuseBeyondMembership, refuseLeft } from './attendance.ts';
import { listMarked, refuseMarked, warnAboutDropped } from './daily-marks.ts';
import { dropMarks } from './marked-months.ts';

/** What recording the figures of many did. */
export interface RecordedDays {
  readonly month: Month;
  /** Those whose figure is another one now, as they were given. */
  readonly changed: readonly DaysOfStudent[];
  readonly warnings: readonly Warning[];
}

export interface DaysOfStudent {
  readonly studentId: string;
  readonly name: string;
  /** Hundredths of days; null where nothing was recorded before. */
  readonly beforeHundredths: number | null;
  readonly daysHundredths: number;
}

export interface DaysInput {
  readonly month: Month;
  /** Hundredths of days, by the id of the student. */
  readonly days: ReadonlyMap<string, number>;
  /** Daily marks of the month are dropped. */
  readonly replace: boolean;
  /** Days before the joining and after the leaving are recorded. */
  readonly beyondMembership: boolean;
  /** A month long before all that is recorded may be meant. */
  readonly unlikely: boolean;
}

interface Figure extends DaysOfStudent {
  readonly student: StudentRecord;
}

/**
 * Records the days present of many students in one month, all or none; one entry in the record of changes.
 *
 * @throws NotFoundError no such student
 * @throws ValueError more days than the month has, with whose they are
 * @throws UsageError the month has not begun
 * @throws ConflictError the month is closed; somebody had left, or was on the roll for fewer days; daily
 *   marks are there, and not to be replaced
 */
export async function recordDaysOfMany(
  mess: Mess,
  actor: Actor,
  input: DaysInput,
): Promise<RecordedDays> {
  requirePermission(actor, 'record attendance');
  const { month } = input;
  return change(mess, actor, 'attendance record', async ({ trx, nextEntry, record }) => {
    const odd = await refuseDoubtfulMonth(mess, trx, month, input.unlikely);
    const figures = await readFigures(trx, input);
    if (figures.length === 0) return { month, changed: [], warnings: odd };
    await refuseClosed(trx, [month]);
    const sums = await sumMarks(trx, month);
    const students = figures.map(({ student }) => student);
    const marked = await listMarked(trx, month, students);
    if (!input.replace) refuseMarked(marked, month);
    const sequence = await nextEntry();
    const dropped = await dropMarks(trx, [[month, students]]);
    await write(trx, month, figures, sequence);
    const told = (of: (figure: Figure) => number | null) =>
      Object.fromEntries(figures.map((each) => [each.studentId, of(each)]));
    await record({
      subject: `attendance ${month}`,
      month,
      before: {
        daysOf: told(({ beforeHundredths: before }) =>
          before === null ? null : daysAsNumber(before),
        ),
      },
      after: {
        daysOf: told(({ daysHundredths }) => daysAsNumber(daysHundredths)),
        ...withDigests({ figures: await digestFigures(trx, [month], sequence), ...dropped }),
      },
    });
    const withAway = figures.map(({ student, daysHundredths }) => {
      return { student, month, daysHundredths, away: sums.get(student.no)?.away ?? 0 };
    });
    return {
      month,
      changed: figures.map(({ student: _, ...figure }) => figure),
      warnings: [
        ...odd,
        ...figures.flatMap((each) => warnAboutMembership(each.student, month, each.daysHundredths)),
        ...warnAboutAway(withAway),
        ...warnAboutDropped(marked, month),
        ...(await warnAboutBills(trx, [month])),
      ],
    };
  });
}

/** Those that are other than what is recorded. */
async function readFigures(
  trx: Knex,
  { month, days, beyondMembership }: DaysInput,
): Promise<Figure[]> {
  const recorded = await getRecordedDays(trx, month);
  const figures: Figure[] = [];
  for (const [id, daysHundredths] of days) {
    refuseOf(id, () => refuseTooManyDays(daysHundredths, month));
    const student = await getStudent(trx, id);
    const beforeHundredths = recorded.get(student.no) ?? null;
    if (beforeHundredths === daysHundredths) continue;
    if (!beyondMembership) {
      refuseLeft(student, month);
      refuseBeyondMembership(student, month, daysHundredths);
    }
    const { id: studentId, name } = student;
    figures.push({ student, studentId, name, beforeHundredths, daysHundredths });
  }
  return figures;
}

/** Of many it is to be said whose value is refused. */
function refuseOf(id: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new ValueError(error.code, `${id}: ${error.message}`, error.remedy);
  }
}

async function write(
  trx: Knex.Transaction,
  month: Month,
  figures: readonly Figure[],
  sequence: number,
): Promise<void> {
  const toChange = ({ student, daysHundredths }: Figure): AttendanceChange => {
    return { month, studentNo: student.no, daysHundredths };
  };
  const isNew = ({ beforeHundredths }: Figure) => beforeHundredths === null;
  await insertAttendance(trx, figures.filter(isNew).map(toChange), sequence);
  const updated = figures.filter((each) => !isNew(each)).map(toChange);
  if (updated.length > 0) await updateAttendance(trx, month, () => updated, sequence);
}
