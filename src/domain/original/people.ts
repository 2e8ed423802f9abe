import {
  parseBranch,
  parseName,
  type StudentDetails,
  USUAL,
  zeroFinder,
} from '../students/student.ts';
import { groupBy } from '../values/group-by.ts';
import { idKey, parseId } from '../values/id.ts';
import { parsePhone } from '../values/phone.ts';
import type { OriginalAdmin } from './original.ts';
import { type OriginalSheet, refuseRivals, type SheetRow } from './table-check.ts';
import { parseBcryptHash } from './values.ts';

/** The people of a table by the unique form of their ids. */
interface People<T> {
  readonly taken: ReadonlyMap<string, T>;
  /** Those with a mistake: nothing that is theirs can be taken. */
  readonly rejected: ReadonlySet<string>;
}

/** The students of the original, and what other tables say of them. */
export interface OriginalStudents extends People<StudentDetails> {
  /**
   * The student that a row is about; undefined where there is none, which is a fault, or where the
   * student is rejected, and the row with them.
   */
  find(row: SheetRow): StudentDetails | undefined;
}

export function checkStudents(sheet: OriginalSheet): OriginalStudents {
  const people = checkPeople(sheet, 'st_id', (row) => {
    const id = row.read('st_id', parseId);
    const name = row.read('name', parseName);
    const branch = row.read('abranch', parseBranch);
    const phone = row.read('phone', parsePhone);
    if (id === undefined || name === undefined) return undefined;
    if (branch === undefined || phone === undefined) return undefined;
    return { ...USUAL, id, name, branch, phone, joined: null, left: null };
  });
  const suggestId = zeroFinder([...people.taken.values()]);
  return {
    ...people,
    find(row) {
      const id = row.text('student_id').trim();
      const student = people.taken.get(idKey(id));
      if (student !== undefined) return student;
      if (id === '') row.fault('student_id', 'missing', 'the id is missing');
      else if (people.rejected.has(idKey(id))) row.outcome = 'rejected';
      else {
        const meant = suggestId(id);
        const question = meant === undefined ? '' : `; is it ${meant}?`;
        row.fault('student_id', 'unknown_student', `no such student${question}`);
      }
      return undefined;
    },
  };
}

export function checkAdmins(sheet: OriginalSheet): OriginalAdmin[] {
  const { taken } = checkPeople(sheet, 'admin_id', (row) => {
    const id = row.read('admin_id', parseId);
    const passwordHash = row.read('password', parseBcryptHash);
    return id === undefined || passwordHash === undefined ? undefined : { id, passwordHash };
  });
  return [...taken.values()];
}

function checkPeople<T>(
  { rows }: OriginalSheet,
  column: string,
  parse: (row: SheetRow) => T | undefined,
): People<T> {
  const taken = new Map<string, T>();
  const rejected = new Set<string>();
  const parsed = rows.map((row) => ({ row, person: parse(row) }));
  for (const [key, group] of groupBy(parsed, ({ row }) => idKey(row.text(column)))) {
    const person = group[0]?.person;
    if (group.length === 1 && person !== undefined) {
      taken.set(key, person);
      continue;
    }
    rejected.add(key);
    // Without an id they have nothing in common.
    if (key === '') continue;
    refuseRivals(group, ({ row }, other) => {
      const id = other.row.text(column).trim();
      row.fault(
        column,
        'duplicate_id',
        id === row.text(column).trim()
          ? `another ${other.row.table} has this id, too`
          : `${other.row.name} is the same id: upper and lower case are the same`,
      );
    });
  }
  return { taken, rejected };
}
