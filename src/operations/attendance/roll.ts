import type { Knex } from 'knex';
import { listAttendance } from '../../data/attendance/attendance.ts';
import type { StudentAttendance } from '../../domain/attendance/attendance.ts';
import { isOnRoll } from '../../domain/students/student.ts';
import type { Month } from '../../domain/values/month.ts';

/** Everybody on the roll in the month with what is recorded, ordered by id. */
export async function listRoll(db: Knex, month: Month): Promise<StudentAttendance[]> {
  const everybody = await listAttendance(db, month);
  return everybody.filter((student) => isOnRoll(student, month, student.daysHundredths));
}
