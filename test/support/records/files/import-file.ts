import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { createMess, type Result, type TestMess } from '../../mess.ts';
import { addFourStudents } from '../month.ts';

/** A file to import, and what is said of it as `a.csv`. */
export type FileContent = string | Uint8Array;

/** Imports a file called `a.csv`; reports name it without its folder. */
export async function importBytes(
  mess: TestMess,
  content: FileContent,
  ...options: string[]
): Promise<Result> {
  const path = await mess.file('a.csv', content);
  return withoutHome(mess, await mess('attendance', 'import', path, ...options));
}

/** How it ended, and the first line of its answer: what it did, and the number of the import. */
export async function outcome(
  mess: TestMess,
  content: FileContent,
  ...options: string[]
): Promise<string> {
  const { code, stdout } = await importBytes(mess, content, ...options);
  return `${code} ${stdout.split('\n')[0]}`;
}

/** Like importBytes, of a file of students. */
export async function importRoll(
  mess: TestMess,
  content: FileContent,
  ...options: string[]
): Promise<Result> {
  const path = await mess.file('a.csv', content);
  return withoutHome(mess, await mess('student', 'import', path, ...options));
}

export function withoutHome(mess: TestMess, { code, stdout, stderr }: Result): Result {
  const strip = (output: string) => output.replaceAll(`${mess.home}/`, '');
  return { code, stdout: strip(stdout), stderr: strip(stderr) };
}

/** What is recorded, as `S001 2025-05 28.5`. */
export function figures(mess: TestMess): string[] {
  const rows = mess.rows<{ id: string; month: string; days: number }>(
    `select id, month, days_hundredths / 100.0 as days from attendance
     join students on students.no = attendance.student_no order by month, id`,
  );
  return rows.map(({ id, month, days }) => `${id} ${month} ${days}`);
}

const TABLES = ['students', 'attendance', 'attendance_history', 'imports', 'audit_entries'];

/** Everything that an import may write, to be compared. */
export function stored(mess: TestMess): unknown {
  return TABLES.map((table) => mess.rows(`select * from ${table} order by 1, 2`));
}

/** A mess with the four of MAY_CSV, of whom nothing is recorded. */
export async function createFour(): Promise<TestMess> {
  const mess = await createMess();
  await addFourStudents(mess);
  return mess;
}

/** Imports a file into a mess of its own, which must write nothing and say just this. */
export async function expectRefused(
  content: FileContent,
  options: readonly string[],
  ...lines: string[]
): Promise<void> {
  const mess = await createFour();
  const before = stored(mess);
  expect(await importBytes(mess, content, ...options)).toEqual(refused(...lines));
  expect(stored(mess)).toEqual(before);
}

/** Kinds of mistakes after which not even the good rows of a file can be taken. */
const STOPPED =
  /(encoding|malformed row|too long|too many rows|too large|not csv|empty file|column|header not first)(?: \(\d+\))?[,.]/;

const ONLY_MARKS = /mistakes?: (bad|ambiguous) mark\./;
const SAY_MARKS =
  'say what the marks mean, with --mark or once for all with mess attendance marks set';

const MISSING = /the column (\w+) is missing from the header/;

/** How a file with mistakes ends when nothing of it is written. */
export function refused(...lines: string[]): Result {
  const hint = STOPPED.test(lines.at(-1) ?? '')
    ? 'correct the file and import it again'
    : 'correct the file and import it again, or take its good rows with --partial';
  const missing = lines.map((line) => MISSING.exec(line)?.[1]).find((name) => name !== undefined);
  const ofMissing =
    missing && lines.some((line) => line.includes(': unknown column'))
      ? `if a column of the file is it: --column NAME=${missing}; else `
      : '';
  const ofMarks = ONLY_MARKS.test(lines.at(-1) ?? '') ? `${SAY_MARKS}; else ` : '';
  const stderr = [...lines, `hint: ${ofMissing}${ofMarks}${hint}`, ''].join('\n');
  return { code: 6, stdout: '', stderr };
}

/** How a file without mistakes ends. */
export function taken(summary: string, readAs: string, marks?: string): Result {
  const counted = marks === undefined ? '' : `Marks: ${marks}.\n`;
  return { code: 0, stdout: `a.csv: ${summary}.\nRead as: ${readAs}.\n${counted}`, stderr: '' };
}

/** A file of ours that spreadsheets are to know the encoding of, without the mark that tells it. */
export async function readSheet(path: string): Promise<string> {
  const text = await readFile(path, 'utf8');
  expect(text.startsWith('\ufeff')).toBe(true);
  return text.slice(1);
}
