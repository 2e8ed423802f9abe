import type { Knex } from 'knex';
import { idKey, type StudentDetails } from '../domain/student.ts';
import type { DbInteger } from './numbers.ts';

/** A student as recorded. `no` never changes; the id can be mended. */
export interface StudentRecord extends StudentDetails {
  readonly no: number;
  /** ISO 8601, UTC. */
  readonly enteredAt: string;
}

interface StudentRow {
  no: DbInteger;
  id: string;
  name: string;
  branch: string;
  phone: string;
  joined: string | null;
  left: string | null;
  entered_at: string;
}

const COLUMNS = ['no', 'id', 'name', 'branch', 'phone', 'joined', 'left', 'entered_at'] as const;

export async function insertStudent(
  trx: Knex.Transaction,
  student: StudentDetails & { readonly enteredAt: string },
): Promise<void> {
  const { enteredAt, ...details } = student;
  await trx('students').insert({
    ...details,
    id_key: idKey(details.id),
    entered_at: enteredAt,
  });
}

/** Without regard to case. */
export async function findStudent(db: Knex, id: string): Promise<StudentRecord | undefined> {
  const row: StudentRow | undefined = await db('students')
    .where({ id_key: idKey(id) })
    .first(...COLUMNS);
  return row && fromRow(row);
}

export async function updateStudent(
  trx: Knex.Transaction,
  no: number,
  details: Partial<StudentDetails>,
): Promise<void> {
  const key = details.id === undefined ? {} : { id_key: idKey(details.id) };
  await trx('students')
    .where({ no })
    .update({ ...details, ...key });
}

/** Everybody ever on the roll, ordered by id. */
export async function listStudents(db: Knex): Promise<StudentRecord[]> {
  const rows: StudentRow[] = await db('students')
    .orderBy('id')
    .select(...COLUMNS);
  return rows.map(fromRow);
}

function fromRow(row: StudentRow): StudentRecord {
  return {
    no: Number(row.no),
    id: row.id,
    name: row.name,
    branch: row.branch,
    phone: row.phone,
    joined: row.joined,
    left: row.left,
    enteredAt: row.entered_at,
  };
}
