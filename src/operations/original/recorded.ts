import type { Knex } from 'knex';
import { listAdmins } from '../../data/access/admins.ts';
import { getRecordedDays } from '../../data/attendance/attendance.ts';
import { listBillsOfMonth } from '../../data/billing/bills.ts';
import { listShares } from '../../data/billing/shares.ts';
import { listChangesOf } from '../../data/mess/audit-changes.ts';
import { listStudents } from '../../data/students/students.ts';
import {
  type IdChange,
  indexStudents,
  type RecordedBill,
  type RecordedMess,
} from '../../domain/original/comparison.ts';
import type { CheckedOriginal } from '../../domain/original/original.ts';
import type { StudentRecord } from '../../domain/students/student.ts';
import { idKey } from '../../domain/values/id.ts';
import type { Month } from '../../domain/values/month.ts';
import { ConflictError } from '../../errors.ts';

/**
 * What the mess has of what the original service had recorded.
 *
 * @param command that takes over, as the record of changes has it
 * @throws ConflictError an id of the original is somebody else's by now
 */
export async function readRecorded(
  db: Knex,
  command: string,
  original: CheckedOriginal,
): Promise<RecordedMess> {
  const students = await findOriginalStudents(db, command);
  refuseMoved(original, students);
  const days = new Map<Month, ReadonlyMap<number, number>>();
  for (const { month } of original.attendance) {
    if (!days.has(month)) days.set(month, await getRecordedDays(db, month));
  }
  const bills = new Map<Month, RecordedBill[]>();
  for (const { month } of original.bills) {
    const recorded: RecordedBill[] = [];
    for (const bill of await listBillsOfMonth(db, month)) {
      recorded.push({ ...bill, shares: await listShares(db, month, bill.revision) });
    }
    bills.set(month, recorded);
  }
  const admins = new Map((await listAdmins(db)).map((admin) => [idKey(admin.id), admin]));
  return { students, days, bills, admins };
}

/**
 * The students of the mess by the unique form of the ids that the original knows them by.
 *
 * @param now when others were taken over, of which the record does not know yet
 */
export async function findOriginalStudents(
  db: Knex,
  command: string,
  now: readonly string[] = [],
): Promise<ReadonlyMap<string, StudentRecord>> {
  const students = await listStudents(db);
  const taken = new Set([...(await listChangesOf(db, command)).map(({ at }) => at), ...now]);
  const edits = taken.size === 0 ? [] : await listChangesOf(db, 'student edit');
  return indexStudents(students, taken, edits.flatMap(toIdChange));
}

function toIdChange(entry: { at: string; before: unknown; after: unknown }): IdChange[] {
  const before = idOf(entry.before);
  const after = idOf(entry.after);
  if (before === undefined || after === undefined || idKey(before) === idKey(after)) return [];
  return [{ at: entry.at, before, after }];
}

function idOf(details: unknown): string | undefined {
  if (typeof details !== 'object' || details === null || !('id' in details)) return undefined;
  return typeof details.id === 'string' ? details.id : undefined;
}

/** Somebody who was taken over under another id has the id of somebody else of the original now. */
function refuseMoved(
  { students }: CheckedOriginal,
  recorded: ReadonlyMap<string, StudentRecord>,
): void {
  const current = new Map([...recorded.values()].map(({ id }) => [idKey(id), id]));
  for (const { id } of students) {
    const holder = current.get(idKey(id));
    if (holder === undefined || recorded.has(idKey(id))) continue;
    throw new ConflictError(
      'id_moved',
      `The original has a student ${id}, and in the mess that is by now the id of somebody else, who was taken over under another one.`,
      { about: { id: holder } },
    );
  }
}
