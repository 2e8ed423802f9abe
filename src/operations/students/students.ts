import type { Knex } from 'knex';
import { requirePermission } from '../../auth/permissions.ts';
import { deleteSessionsOfStudent } from '../../data/access/sessions.ts';
import {
  findStudent,
  insertStudent,
  listBranches as listRecordedBranches,
  listStudentsFrom as listRecordsFrom,
  listStudents as listStudentRecords,
  listStudentsOfPhone,
  updateStudent,
} from '../../data/students/students.ts';
import type { Actor } from '../../domain/actor.ts';
import { judgeJoining, refuseDoubtful } from '../../domain/mess/date-doubt.ts';
import { warnAboutSharedPhones } from '../../domain/students/shared-phones.ts';
import {
  detailsOf,
  type EnteredDetails,
  refuseBadDates,
  type StudentDetails,
  type StudentRecord,
  tellStudent,
  USUAL,
} from '../../domain/students/student.ts';
import { idKey } from '../../domain/values/id.ts';
import { monthOfDate } from '../../domain/values/month.ts';
import { foldText } from '../../domain/values/text.ts';
import { ConflictError, createWarning, type Warning } from '../../errors.ts';
import { warnAboutRecordedDays, warnAboutRoll } from '../billing/warnings/roll.ts';
import { change } from '../mess/change.ts';
import { currentMonth, type Mess, today } from '../mess/mess.ts';
import { reading } from '../mess/reading.ts';
import { refuseAnonymised } from './anonymise.ts';
import { getStudent } from './get-student.ts';

/** The first students whose id begins so: their ids and names. */
export const listStudentsFrom = reading('see the roll', listRecordsFrom);

/** Each branch of the roll once, in order; also of those who left. */
export const listBranches = reading('see the roll', listRecordedBranches);

/** What of the roll is to be another. */
export type StudentChanges = Partial<Omit<StudentDetails, 'left'>>;

export interface StudentFilter {
  /** Without regard to case. */
  readonly branch?: string | undefined;
  /** Part of the id, the name or the phone number, without regard to case. */
  readonly search?: string | undefined;
  /** For whom phone numbers are hidden: what is searched for is not found in them. */
  readonly hidesPhones?: boolean;
  /** Those on the roll today, those who left, or everybody; `present` when absent. */
  readonly who?: 'present' | 'left' | 'all' | undefined;
}

/** What the roll says after a change, and what to look at. */
export interface StudentChange {
  /** Null where there was no such student. */
  readonly before: StudentDetails | null;
  readonly student: StudentDetails;
  /** Whether it said otherwise before. */
  readonly changed: boolean;
  readonly warnings: readonly Warning[];
}

/** Ordered by id. */
export async function listStudents(
  mess: Mess,
  actor: Actor,
  filter: StudentFilter = {},
): Promise<StudentDetails[]> {
  requirePermission(actor, 'see the roll');
  const date = today(mess);
  const branch = filter.branch === undefined ? undefined : foldText(filter.branch);
  const search = filter.search === undefined ? undefined : foldText(filter.search);
  const who = filter.who ?? 'present';
  const students = await listStudentRecords(mess.db);
  return students.filter((student) => {
    const hasLeft = student.left !== null && student.left <= date;
    if (who !== 'all' && hasLeft !== (who === 'left')) return false;
    if (branch !== undefined && foldText(student.branch) !== branch) return false;
    if (search === undefined) return true;
    const phone = filter.hidesPhones ? '' : student.phone;
    return [student.id, student.name, phone].some((text) => foldText(text).includes(search));
  });
}

/** @throws NotFoundError no such student */
export const showStudent = reading('see the roll', getStudent);

/**
 * @param isInsisted a joining date that is unlikely is taken
 * @throws ConflictError the id is taken; the joining date is unlikely
 * @throws ValueError the joining date cannot be
 */
export async function addStudent(
  mess: Mess,
  actor: Actor,
  details: EnteredDetails,
  isInsisted: boolean,
): Promise<StudentChange> {
  requirePermission(actor, 'change the roll');
  return change(mess, actor, 'student add', async ({ trx, at, record }) => {
    await refuseTaken(trx, details.id);
    const odd = refuseDoubtfulJoining(mess, details.joined, isInsisted);
    const student = { ...USUAL, ...details, left: null };
    const enteredBy = await record({ subject: details.id, after: tellStudent(student) });
    await insertStudent(trx, { ...student, enteredAt: at, enteredBy });
    const warnings = [
      ...odd,
      ...(await warnAboutRoll(trx, [{ before: null, after: student }])),
      ...(await warnAboutPhone(trx, student)),
    ];
    return { before: null, student, changed: true, warnings };
  });
}

/**
 * Corrects what the roll says; the history stays with the student.
 *
 * @throws NotFoundError no such student
 * @param isInsisted a joining date that is unlikely is taken
 * @throws ConflictError the new id is taken; the joining date is unlikely; the student was anonymised
 * @throws ValueError joining after leaving, or on a day that cannot be
 */
export async function editStudent(
  mess: Mess,
  actor: Actor,
  id: string,
  changes: StudentChanges,
  isInsisted: boolean,
): Promise<StudentChange> {
  requirePermission(actor, 'change the roll');
  return change(mess, actor, 'student edit', async ({ trx, record }) => {
    const found = await getStudent(trx, id);
    const before = detailsOf(found);
    const after = { ...before, ...changes };
    if (Object.keys(changes).some((name) => name !== 'id')) {
      refuseAnonymised(found, 'nothing but the id can be corrected');
    }
    if (JSON.stringify(before) === JSON.stringify(after)) {
      return { before, student: before, changed: false, warnings: [] };
    }
    if (idKey(before.id) !== idKey(after.id)) await refuseTaken(trx, after.id);
    refuseBadDates(after.joined, after.left);
    const isMoved = before.joined !== after.joined;
    const odd = isMoved ? refuseDoubtfulJoining(mess, after.joined, isInsisted) : [];
    await record(tellChange(before, after));
    await updateStudent(trx, found.no, after);
    // The number is what a student signs in with: who has only the old one is shut out.
    const isPhoneNew = before.phone !== after.phone;
    if (isPhoneNew) await deleteSessionsOfStudent(trx, found.no);
    const warnings = [
      ...odd,
      ...(await warnAboutDates(trx, found, after)),
      ...(isPhoneNew ? await warnAboutPhone(trx, after) : []),
    ];
    return { before, student: after, changed: true, warnings };
  });
}

/**
 * Marks a student as left; nothing recorded is touched.
 *
 * @param on the day of leaving, `YYYY-MM-DD`; today when undefined
 * @throws NotFoundError no such student
 * @throws ValueError leaving before joining
 */
export async function removeStudent(
  mess: Mess,
  actor: Actor,
  id: string,
  on: string | undefined,
): Promise<StudentChange> {
  requirePermission(actor, 'change the roll');
  return setLeft(mess, actor, 'student remove', id, on ?? today(mess));
}

/**
 * Puts a student who left back on the roll.
 *
 * @throws NotFoundError no such student
 * @throws ConflictError the student was anonymised
 */
export async function restoreStudent(mess: Mess, actor: Actor, id: string): Promise<StudentChange> {
  requirePermission(actor, 'change the roll');
  return setLeft(mess, actor, 'student restore', id, null);
}

async function setLeft(
  mess: Mess,
  actor: Actor,
  command: string,
  id: string,
  left: string | null,
): Promise<StudentChange> {
  return change(mess, actor, command, async ({ trx, record }) => {
    const found = await getStudent(trx, id);
    if (left === null) refuseAnonymised(found, 'nobody knows who is to come back');
    const before = detailsOf(found);
    const after = { ...before, left };
    if (before.left === left) return { before, student: after, changed: false, warnings: [] };
    refuseBadDates(before.joined, left);
    await record(tellChange(before, after));
    await updateStudent(trx, found.no, { left });
    const warnings = [...warnAboutFuture(mess, left), ...(await warnAboutDates(trx, found, after))];
    return { before, student: after, changed: true, warnings };
  });
}

function refuseDoubtfulJoining(mess: Mess, joined: string | null, isInsisted: boolean): Warning[] {
  const doubt = joined === null ? undefined : judgeJoining(joined, today(mess));
  return refuseDoubtful(doubt, isInsisted);
}

/** A date of a later month than this one. */
function warnAboutFuture(mess: Mess, date: string | null): Warning[] {
  if (date === null || monthOfDate(date) <= currentMonth(mess)) return [];
  return [createWarning('in_the_future', `${date} is in the future.`)];
}

/** What no longer fits after the dates of a student were changed. */
async function warnAboutDates(
  db: Knex,
  before: StudentRecord,
  after: StudentDetails,
): Promise<Warning[]> {
  if (before.joined === after.joined && before.left === after.left) return [];
  return [
    ...(await warnAboutRecordedDays(db, { ...after, no: before.no })),
    ...(await warnAboutRoll(db, [{ before, after }])),
  ];
}

async function warnAboutPhone(db: Knex, student: StudentDetails): Promise<Warning[]> {
  return warnAboutSharedPhones(await listStudentsOfPhone(db, student.phone), [student]);
}

async function refuseTaken(db: Knex, id: string): Promise<void> {
  const taken = await findStudent(db, id);
  if (taken === undefined) return;
  refuseAnonymised(taken, 'the id stands for the days and bills of that student');
  throw new ConflictError('id_taken', `The id ${taken.id} is taken by ${taken.name}.`, {
    about: { id: taken.id, left: taken.left },
  });
}

function tellChange(before: StudentDetails, after: StudentDetails) {
  const told = { before: tellStudent(before, after), after: tellStudent(after, before) };
  return { subject: before.id, ...told };
}
