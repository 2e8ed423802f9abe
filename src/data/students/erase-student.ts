import type { Knex } from 'knex';

/** Where a student has figures that are to stay explained. */
const FIGURES = [
  'attendance',
  'attendance_marks',
  'attendance_history',
  'shares',
  'charges',
  'ledger_postings',
  'payment_claims',
  'messages',
];

/** What goes with a student who was never one. */
const SIGNING_IN = ['sessions', 'one_time_codes', 'student_secrets', 'student_sign_ins'];

/** Whether attendance, a bill, a charge or a payment names a student, or ever did. */
export async function hasFigures(db: Knex, no: number): Promise<boolean> {
  for (const table of FIGURES) {
    const found = await db(table).where({ student_no: no }).first('student_no');
    if (found !== undefined) return true;
  }
  return false;
}

/** Takes a student without figures out of the roll, with all ways to sign in. */
export async function deleteStudent(trx: Knex.Transaction, no: number): Promise<void> {
  for (const table of SIGNING_IN) await trx(table).where({ student_no: no }).delete();
  await trx('students').where({ no }).delete();
}

/** Takes out of the outbox what a server or a program said about messages to a student. */
export async function eraseReasons(trx: Knex.Transaction, no: number): Promise<void> {
  await trx('messages').where({ student_no: no }).update({ reason: null });
}
