import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect } from 'vitest';
import { backUp } from '../books/backup.ts';
import { createFileMess, createHomeOf, signInAtCopy } from '../books/copies.ts';
import { createHome, type TestMess } from '../mess.ts';
import { connectPast, type TestDatabase } from '../server/connection.ts';
import { insertStudents } from './students.ts';

/** The months that end with May 2025, oldest first. */
export function monthsBefore(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const month = 2025 * 12 + 5 - count + index;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  });
}

/** Puts a roll, and its attendance in every one of some months, into a mess past the program. */
export function insertLarge(mess: TestMess, students: number, months: readonly string[]): void {
  insertRoll(mess, students);
  const db = connectPast(mess.database);
  try {
    for (const [index, month] of months.entries()) {
      db.run(
        `insert into attendance (month, student_no, days_hundredths, changed_by)
         select ?, no, (no * 37 + ?) % 57 * 50, 1 from students`,
        month,
        index * 11,
      );
    }
  } finally {
    db.close();
  }
}

function insertRoll(mess: TestMess, students: number): void {
  insertStudents(
    mess,
    Array.from({ length: students }, (_, index) => {
      return { id: idOf(index), name: `${NAMES[index % NAMES.length]} ${index}` };
    }),
  );
}

/** @param index from 0 */
function idOf(index: number): string {
  return `S${String(index + 1).padStart(5, '0')}`;
}

const NAMES = ['Asha Rao', 'सीता देवी', 'নীলা', 'Ravi 👩🏽‍🚀', "O'Neil", 'Back\\slash'];

/**
 * Makes a large mess in a file, with the bill of every month, copies it to a database of a server and
 * from there to another file, and asserts that all three are in order and hold the same.
 */
export async function copyThereAndBack(
  database: Extract<TestDatabase, { kind: 'mysql' }>,
  students: number,
  months: readonly string[],
): Promise<void> {
  const mess = await createFileMess();
  insertRoll(mess, students);
  const rows = months.flatMap((month, index) =>
    Array.from({ length: students }, (_, at) => {
      return `${idOf(at)},${month},${(((at + 1) * 37 + index * 11) % 57) / 2}\n`;
    }),
  );
  const file = await mess.file('attendance.csv', `student_id,month,days_present\n${rows.join('')}`);
  await mess.do(`attendance import ${file} --quiet`);
  for (const month of months) {
    await mess.do(`bill register --month ${month} --total 987654.32 --fixed 40000.03 --quiet`);
  }
  const [counts] = mess.rows<{ attendance: number; shares: number }>(
    'select (select count(*) from attendance) as attendance, (select count(*) from shares) as shares',
  );
  const each = students * months.length;
  expect(counts).toEqual({ attendance: each, shares: each });
  const digest = await verifyAndDigest(mess);

  const onServer = await createHomeOf(database);
  const password = await mess.file('password', `${database.password}\n`, 0o600);
  await mess.do(`db copy --to ${onServer.label} --to-password-file ${password} --quiet`);
  await signInAtCopy(onServer, mess);
  expect(await verifyAndDigest(onServer)).toBe(digest);

  const path = join(await createHome(), 'mess.db');
  await onServer.do(`db copy --to ${path} --quiet`);
  const inFile = await createHomeOf({ kind: 'sqlite', path });
  await signInAtCopy(inFile, mess);
  expect(await verifyAndDigest(inFile)).toBe(digest);
}

/** The text is too long to be shown where it differs. */
async function verifyAndDigest(mess: TestMess): Promise<string> {
  const { code, stderr } = await mess('db', 'verify');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return createHash('sha256')
    .update(await backUp(mess))
    .digest('hex');
}
