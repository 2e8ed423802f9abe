import type { Knex } from 'knex';
import type {
  NewStudent,
  RollMember,
  StudentDetails,
  StudentRecord,
} from '../../domain/students/student.ts';
import { idKey } from '../../domain/values/id.ts';
import { phoneKey } from '../../domain/values/phone.ts';
import { dialectOf, type OnRows } from '../dialect.ts';
import { lastNumber } from '../last-number.ts';
import type { DbInteger } from '../numbers.ts';
import { selectRows } from '../select-rows.ts';

interface StudentRow {
  no: DbInteger;
  id: string;
  name: string;
  branch: string;
  phone: string;
  joined: string | null;
  left: string | null;
  email: string | null;
  takes_messages: DbInteger;
  entered_at: string;
}

/** What the roll says of a student, as it is stored. */
const DETAILS = [
  ...(['id_key', 'id', 'name', 'branch', 'phone'] as const),
  ...(['joined', 'left', 'email', 'takes_messages'] as const),
];

const COLUMNS = ['no', ...DETAILS.slice(1), 'entered_at'] as readonly (keyof StudentRow)[];

const SELECTED = Object.fromEntries(COLUMNS.map((name) => [name, `"${name}"`])) as Readonly<
  Record<keyof StudentRow, string>
>;

export async function insertStudent(trx: Knex.Transaction, student: NewStudent): Promise<void> {
  const { enteredAt, enteredBy, ...details } = student;
  await trx('students').insert({
    no: (await lastNumber(trx, 'students')) + 1,
    ...toRow(details),
    entered_at: enteredAt,
    entered_by: enteredBy,
  });
}

/** Many at once. */
export async function insertStudents(
  trx: Knex.Transaction,
  students: readonly NewStudent[],
  onRows?: OnRows,
): Promise<void> {
  const first = (await lastNumber(trx, 'students')) + 1;
  const columns = ['no', ...DETAILS, 'entered_at', 'entered_by'];
  function* rows() {
    for (const [index, student] of students.entries()) {
      yield [first + index, ...toCells(student), student.enteredAt, student.enteredBy];
    }
  }
  await dialectOf(trx).insertRows(trx, 'students', columns, rows(), onRows);
}

/** Without regard to case. */
export async function findStudent(db: Knex, id: string): Promise<StudentRecord | undefined> {
  const [row] = await selectRows<StudentRow>(db, SELECTED, 'from students where id_key = ?', [
    idKey(id),
  ]);
  return row && fromRow(row);
}

/** By the number that stays theirs when the id changes. */
export async function findStudentByNo(db: Knex, no: number): Promise<StudentRecord | undefined> {
  const [row] = await selectRows<StudentRow>(db, SELECTED, 'from students where "no" = ?', [no]);
  return row && fromRow(row);
}

/** Everybody who has a phone number, ordered by id. */
export async function listStudentsOfPhone(db: Knex, phone: string): Promise<StudentRecord[]> {
  const rows: StudentRow[] = await db('students')
    .whereIn('phone', [phoneKey(phone), `+91${phoneKey(phone)}`])
    .orderBy('id')
    .select(...COLUMNS);
  return rows.map(fromRow);
}

/**
 * The first students whose id begins so, without regard to case, in the order of their ids.
 *
 * @param most so many at most
 */
export async function listStudentsFrom(
  db: Knex,
  beginning: string,
  most: number,
): Promise<Pick<StudentRecord, 'id' | 'name'>[]> {
  const key = idKey(beginning);
  return db('students')
    .where('id_key', '>=', key)
    .where('id_key', '<', `${key}\u{10ffff}`)
    .orderBy('id_key')
    .limit(most)
    .select('id', 'name');
}

/** Each once, in order. */
export async function listBranches(db: Knex): Promise<string[]> {
  return db('students').distinct('branch').orderBy('branch').pluck('branch');
}

export async function updateStudent(
  trx: Knex.Transaction,
  no: number,
  details: Partial<StudentDetails>,
): Promise<void> {
  await trx('students').where({ no }).update(toRow(details));
}

/** Many at once, by number. */
export async function updateStudents(
  trx: Knex.Transaction,
  students: readonly (StudentDetails & { readonly no: number })[],
  onRows?: OnRows,
): Promise<void> {
  function* rows() {
    for (const student of students) yield [student.no, ...toCells(student)];
  }
  const columns = DETAILS;
  await dialectOf(trx).updateRows(trx, 'students', { keys: ['no'], columns, rows: rows() }, onRows);
}

/** Everybody ever on the roll, with what an attendance file is checked against, by number. */
export async function listRollMembers(db: Knex): Promise<RollMember[]> {
  type Row = [no: number, id: string, joined: string | null, left: string | null];
  const rows = await dialectOf(db).selectArrays<Row>(
    db,
    'select "no", "id", "joined", "left" from "students" order by "no"',
  );
  return rows.map(([no, id, joined, left]) => ({ no, id, joined, left }));
}

/**
 * Who joined after a day, and who left before one but not before another, ordered by id; all days `YYYY-MM-DD`.
 */
export async function listStudentsOutside(
  db: Knex,
  days: { readonly joinedAfter: string; readonly leftBefore: string; readonly leftSince: string },
): Promise<StudentRecord[]> {
  const rows: StudentRow[] = await db('students')
    .where('joined', '>', days.joinedAfter)
    .orWhere((left) => left.where('left', '<', days.leftBefore).where('left', '>=', days.leftSince))
    .orderBy('id')
    .select(...COLUMNS);
  return rows.map(fromRow);
}

/** The first day on which anybody joined, `YYYY-MM-DD`; undefined where none is known. */
export async function findFirstJoining(db: Knex): Promise<string | undefined> {
  const row: { first?: string | null } | undefined = await db('students')
    .min({ first: 'joined' })
    .first();
  return row?.first ?? undefined;
}

/** Whether anybody was ever entered, also who left. */
export async function hasStudents(db: Knex): Promise<boolean> {
  return (await db('students').first('no')) !== undefined;
}

/** Everybody ever on the roll, ordered by id. */
export async function listStudents(db: Knex): Promise<StudentRecord[]> {
  const rows: StudentRow[] = await db('students')
    .orderBy('id')
    .select(...COLUMNS);
  return rows.map(fromRow);
}

function toRow({ takesMessages, ...details }: Partial<StudentDetails>): object {
  return {
    ...details,
    ...(details.id !== undefined && { id_key: idKey(details.id) }),
    ...(takesMessages !== undefined && { takes_messages: Number(takesMessages) }),
  };
}

/** In the order of DETAILS. */
function toCells(student: StudentDetails) {
  const { id, name, branch, phone, joined, left, email, takesMessages } = student;
  return [idKey(id), id, name, branch, phone, joined, left, email, Number(takesMessages)];
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
    email: row.email,
    takesMessages: Number(row.takes_messages) === 1,
    enteredAt: row.entered_at,
  };
}
