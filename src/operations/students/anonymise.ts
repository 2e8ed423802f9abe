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
import { findStudent, updateStudent } from '../../data/students/students.ts';
import type { Actor } from '../../domain/actor.ts';
import {
  isAnonymised,
  type StudentDetails,
  type StudentRecord,
} from '../../domain/students/student.ts';
import { ANONYMISED } from '../../domain/values/text.ts';
import { ConflictError } from '../../errors.ts';
import { type ChangeScope, change } from '../mess/change.ts';
import { type Mess, today } from '../mess/mess.ts';
import { reading } from '../mess/reading.ts';
import { getStudent } from './get-student.ts';

/** A student whose name and phone number were taken out. */
export interface Anonymised {
  readonly student: StudentDetails;
  /** Whether they were there before. */
  readonly changed: boolean;
  /** How many entries of the record of changes named the student. */
  readonly entries: number;
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
  return { ...details, name, phone: '' };
}

/**
 * Takes the name and the phone number of a student who left, or was taken off the roll, out of the roll and the record of changes,
 * with all by which the student signed in. Id, branch, days, amounts and the chain of the record stay. No
 * other command takes it back.
 *
 * @param refuseUnsettled refuses whom the mess owes anything, or who owes it
 * @throws NotFoundError no such student
 * @throws ConflictError the student has not left
 * @throws FailureError an entry that names the student is not what was written
 */
export async function anonymiseStudent(
  mess: Mess,
  actor: Actor,
  id: string,
  refuseUnsettled: (trx: Knex.Transaction, student: StudentRecord) => Promise<void>,
): Promise<Anonymised> {
  requirePermission(actor, 'anonymise students');
  return change(mess, actor, 'student anonymise', async ({ trx, record }) => {
    const removed = await findRemoved(trx, id);
    if (removed !== undefined) return anonymiseRemoved(trx, removed, record);
    const found = await getStudent(trx, id);
    if (isAnonymised(found)) return { student: found, changed: false, entries: 0 };
    refusePresent(found, today(mess));
    await refuseUnsettled(trx, found);
    const { no } = found;
    const gone = { name: ANONYMISED, phone: '' };
    const entries = await eraseStudentFromRecord(trx, found);
    await updateStudent(trx, no, gone);
    await deleteSessionsOfStudent(trx, no);
    await deleteOneTimeCode(trx, { kind: 'student', no });
    await deleteStudentSecret(trx, no);
    await deleteStudentSignIns(trx, no);
    await clearSignInFailuresOf(trx, 'student', found.id);
    await record({ subject: found.id, after: { anonymised: true, entries } });
    return { student: { ...found, ...gone }, changed: true, entries };
  });
}

async function anonymiseRemoved(
  trx: Knex.Transaction,
  removed: RemovedStudent,
  record: ChangeScope['record'],
): Promise<Anonymised> {
  const student = detailsOfRemoved(removed);
  if (isAnonymised(student)) return { student, changed: false, entries: 0 };
  const entries = await eraseRemovedFromRecord(trx, removed);
  await record({ subject: student.id, after: { anonymised: true, entries, onRoll: false } });
  return { student: { ...student, name: ANONYMISED }, changed: true, entries };
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
