import type { Knex } from 'knex';
import { insertAdmin } from '../../data/access/admins.ts';
import { insertAttendance } from '../../data/attendance/attendance.ts';
import { digestFigures } from '../../data/attendance/digests.ts';
import { insertStudents } from '../../data/students/students.ts';
import { NO_CHANGE } from '../../domain/charges/division.ts';
import type { OnProgress } from '../../domain/imports/report.ts';
import { withDigests } from '../../domain/mess/digests.ts';
import type { TakeOver } from '../../domain/original/comparison.ts';
import { ORIGINAL_TABLE_NAMES, type OriginalBill } from '../../domain/original/original.ts';
import { type StudentDetails, tellStudent } from '../../domain/students/student.ts';
import { idKey } from '../../domain/values/id.ts';
import type { Month } from '../../domain/values/month.ts';
import type { Warning } from '../../errors.ts';
import { refuseClosed } from '../billing/refuse-closed.ts';
import { warnAboutBills } from '../billing/stale-bills.ts';
import { digestBill, storeBill } from '../billing/store.ts';
import { nextTurn } from '../imports/planned-import.ts';
import type { ChangeScope } from '../mess/change.ts';
import { findOriginalStudents } from './recorded.ts';

/** The months in which attendance is taken over, in order. */
export function listMonths({ attendance }: TakeOver): Month[] {
  return [...new Set(attendance.map(({ month }) => month))].sort();
}

/**
 * Adds what is to be taken over to the mess.
 *
 * @param label the database of the original, as a person would name it
 * @param command that takes over, as the record of changes has it
 * @returns what is to be said of the bills that the mess had already
 */
export async function writeTakeOver(
  { label, command }: { readonly label: string; readonly command: string },
  takeOver: TakeOver,
  scope: ChangeScope,
  onProgress: OnProgress,
): Promise<Warning[]> {
  const { students, attendance, bills, admins, inserted } = takeOver;
  const { trx, at, nextEntry, record } = scope;
  const total = ORIGINAL_TABLE_NAMES.reduce((sum, table) => sum + inserted[table], 0);
  let done = 0;
  const onRows = (rows: number) =>
    onProgress({ phase: 'writing', rows: done + rows, fraction: (done + rows) / total });
  await refuseClosed(trx, new Set([...listMonths(takeOver), ...bills.map(({ month }) => month)]));
  const sequence = await nextEntry();
  const entered = students.map((student) => ({
    ...student,
    enteredAt: at,
    enteredBy: sequence,
  }));
  await insertStudents(trx, entered, onRows);
  done += students.length;
  const numberOf = await createNumbering(trx, command, at);
  const figures = attendance.map(({ student, month, daysHundredths }) => {
    return { month, studentNo: numberOf(student), daysHundredths };
  });
  await insertAttendance(trx, figures, sequence, onRows);
  done += attendance.length;
  const digests: Record<Month, string> = {};
  for (const bill of bills) {
    const studentNos = bill.shares.map(({ student }) => numberOf(student));
    digests[bill.month] = await writeBill(scope, bill, studentNos);
    done += 1 + bill.shares.length;
    await nextTurn();
    onRows(0);
  }
  done += admins.length;
  for (const admin of admins) {
    await insertAdmin(trx, { ...admin, role: 'manager', createdAt: at, disabledAt: null });
  }
  const ofFigures = await digestFigures(trx, listMonths(takeOver), sequence);
  await record({
    subject: label,
    after: {
      ...describeForAudit(takeOver),
      ...withDigests({ figures: ofFigures, bills: digests }),
    },
  });
  const warnings = await warnAboutBills(trx, listMonths(takeOver));
  await nextTurn();
  onRows(0);
  return warnings;
}

function describeForAudit({ students, attendance, bills, admins }: TakeOver): object {
  return {
    students: students.length,
    added: students.map((student) => tellStudent(student)),
    attendance: attendance.length,
    bills: bills.map(({ month }) => month),
    admins: admins.map(({ id }) => id),
  };
}

/** Gives the number of a student of the original, each of whom is in the mess. */
async function createNumbering(
  trx: Knex.Transaction,
  command: string,
  now: string,
): Promise<(student: Pick<StudentDetails, 'id'>) => number> {
  const students = await findOriginalStudents(trx, command, [now]);
  return ({ id }) => {
    const student = students.get(idKey(id));
    if (student === undefined) throw new Error(`${id} was taken over and is not there`);
    return student.no;
  };
}

/** @returns what the record of changes says of it */
async function writeBill(
  scope: ChangeScope,
  { month, perHeadMinor, billedMinor, shares }: OriginalBill,
  studentNos: readonly number[],
): Promise<string> {
  const bill = {
    // Only months without any bill are taken over.
    month,
    revision: 1,
    status: 'live' as const,
    origin: 'recorded' as const,
    perHeadMinor,
    billedMinor,
    daysInMonth: null,
    totalMinor: null,
    fixedMinor: null,
    rollAsOf: null,
    purchases: null,
    chargesMinor: null,
    ...NO_CHANGE,
    shares: shares.map(({ student, daysHundredths, amountMinor }) => ({
      studentId: student.id,
      name: student.name,
      branch: student.branch,
      daysHundredths,
      amountMinor,
      dividingMinor: null,
      perHeadMinor: amountMinor,
      fixedMinor: null,
      chargesMinor: null,
    })),
  };
  await storeBill(scope, bill, studentNos);
  return digestBill(bill, studentNos);
}
