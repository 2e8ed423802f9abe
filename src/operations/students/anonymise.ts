import type { Knex } from 'knex';
import { requirePermission } from '../../auth/permissions.ts';
import { deleteOneTimeCode } from '../../data/access/one-time-codes.ts';
import { deleteSessionsOfStudent } from '../../data/access/sessions.ts';
import { clearSignInFailuresOf } from '../../data/access/sign-in-attempts.ts';
import { deleteStudentSecret } from '../../data/access/student-secrets.ts';
import { deleteStudentSignIns } from '../../data/access/student-sign-ins.ts';
import {
  eraseRemovedFromRecord,
  eraseStudentFromRecord,
  findRemovedStudent,
  type RemovedStudent,
} from '../../data/mess/anonymise.ts';
import { eraseReasons } from '../../data/students/erase-student.ts';
import { findStudent, updateStudent } from '../../data/students/students.ts';
import type { Actor } from '../../domain/actor.ts';
import { withDigests } from '../../domain/mess/digests.ts';
import {
  isAnonymised,
  type StudentDetails,
  type StudentRecord,
  USUAL,
} from '../../domain/students/student.ts';
import { ANONYMISED } from '../../domain/values/text.ts';
import { ConflictError } from '../../errors.ts';
import { type ChangeScope, change } from '../mess/change.ts';
import { type Mess, today } from '../mess/mess.ts';
import { reading } from '../mess/reading.ts';
import { getStudent } from './get-student.ts';

/** A student whose name, phone number and address were taken out. */
export interface Anonymised {
  readonly student: StudentDetails;
  /** Whether they were there before. */
  readonly changed: boolean;
  /** How many entries of the record of changes named the student. */
  readonly entries: number;
  /** How many lines of the bank's files were the student's. */
  readonly lines: number;
}

/** What is done with the money of whoever is anonymised. */
export interface MoneyOf {
  /** Refuses whom the mess owes anything, or who owes it. */
  refuseUnsettled(trx: Knex.Transaction, student: StudentRecord): Promise<void>;
  /** Takes names out of the bank's files, and says how many lines had any and what is left. */
  eraseLines(
    trx: Knex.Transaction,
    student: StudentRecord,
  ): Promise<{ readonly lines: number; readonly left: Readonly<Record<string, string>> }>;
}

/**
 * The student who is to be anonymised, before anybody is asked whether that is meant.
 *
 * @throws NotFoundError no such student, nor was there one
 * @throws ConflictError the student has not left
 */
export const requireDeparted = reading(
  'anonymise students',
  async (db, id: string, date: string): Promise<StudentDetails> => {
    const removed = await findRemoved(db, id);
    if (removed !== undefined) return detailsOfRemoved(removed);
    const student = await getStudent(db, id);
    refusePresent(student, date);
    return student;
  },
);

/** Who was taken off the roll as if never entered, and is in the record alone. */
async function findRemoved(db: Knex, id: string): Promise<RemovedStudent | undefined> {
  const isOnRoll = (await findStudent(db, id)) !== undefined;
  return isOnRoll ? undefined : findRemovedStudent(db, id);
}

function detailsOfRemoved({ details }: RemovedStudent): StudentDetails {
  const name = typeof details.name === 'string' ? details.name : ANONYMISED;
  return { ...USUAL, ...details, name, phone: '', email: null };
}

/**
 * Takes the name, the phone number and the address of a student who left, or was taken off the roll, out of the
 * roll and the record of changes,
 * with all by which the student signed in. Id, branch, days, amounts and the chain of the record stay. No
 * other command takes it back.
 *
 * @throws NotFoundError no such student
 * @throws ConflictError the student has not left
 * @throws FailureError an entry that names the student is not what was written
 */
export async function anonymiseStudent(
  mess: Mess,
  actor: Actor,
  id: string,
  money: MoneyOf,
): Promise<Anonymised> {
  requirePermission(actor, 'anonymise students');
  return change(mess, actor, 'student anonymise', async ({ trx, record }) => {
    const removed = await findRemoved(trx, id);
    if (removed !== undefined) return anonymiseRemoved(trx, removed, record);
    const found = await getStudent(trx, id);
    if (isAnonymised(found)) return { student: found, changed: false, entries: 0, lines: 0 };
    refusePresent(found, today(mess));
    await money.refuseUnsettled(trx, found);
    const { no } = found;
    const gone = { name: ANONYMISED, phone: '', email: null };
    const entries = await eraseStudentFromRecord(trx, found);
    const { lines, left } = await money.eraseLines(trx, found);
    await updateStudent(trx, no, gone);
    await deleteSessionsOfStudent(trx, no);
    await deleteOneTimeCode(trx, { kind: 'student', no });
    await deleteStudentSecret(trx, no);
    await deleteStudentSignIns(trx, no);
    await eraseReasons(trx, no);
    await clearSignInFailuresOf(trx, 'student', found.id);
    const told = lines === 0 ? {} : { lines, ...withDigests({ bankLinesLeft: left }) };
    await record({ subject: found.id, after: { anonymised: true, entries, ...told } });
    return { student: { ...found, ...gone }, changed: true, entries, lines };
  });
}

async function anonymiseRemoved(
  trx: Knex.Transaction,
  removed: RemovedStudent,
  record: ChangeScope['record'],
): Promise<Anonymised> {
  const student = detailsOfRemoved(removed);
  if (isAnonymised(student)) return { student, changed: false, entries: 0, lines: 0 };
  const entries = await eraseRemovedFromRecord(trx, removed);
  await record({ subject: student.id, after: { anonymised: true, entries, onRoll: false } });
  return { student: { ...student, name: ANONYMISED }, changed: true, entries, lines: 0 };
}

function refusePresent({ id, left }: StudentRecord, date: string): void {
  if (left !== null && left <= date) return;
  const until = left === null ? '' : ` until ${left}`;
  throw new ConflictError('student_present', `${id} is on the roll${until}.`, { about: { id } });
}

/**
 * @param sentence what cannot be done for one who was anonymised
 * @throws ConflictError the student was
 */
export function refuseAnonymised(student: StudentRecord, sentence: string): void {
  if (!isAnonymised(student)) return;
  const { id } = student;
  throw new ConflictError('student_anonymised', `${id} was anonymised: ${sentence}.`, {
    about: { id },
  });
}
