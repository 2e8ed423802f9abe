import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type RunOptions, run } from '../support/run.ts';
import { OWNER, PASSWORD, START } from '../support/template.ts';
import type { Tables } from './snapshot.ts';

export const STUDENTS = Array.from(
  { length: 30 },
  (_, index) => `S${String(index + 1).padStart(3, '0')}`,
);

export const FIRST_PHONE = 9_800_000_000;

/** Id, name, branch and phone. */
export function studentRow(index: number, more = 0): string[] {
  const id = `S${String(index + 1).padStart(3, '0')}`;
  return [id, `Asha Rao ${index}`, 'CSE', String(FIRST_PHONE + index + more)];
}

/** Some minutes ago, so that each run also notes that the session is used. */
export function minutesAgo(): Date {
  return new Date(Date.now() - 5 * 60_000);
}

/** Whole days and half days of May, and one student absent all month but for `more`. */
export function attendanceCsv(students: readonly string[], more = 0): string {
  const days = (index: number) => more + (index === 7 ? 0 : 20 + ((index * 3) % 11) / 2);
  const rows = students.map((id, index) => `${id},2025-05,${days(index)}`);
  return ['student_id,month,days_present', ...rows, ''].join('\n');
}

/** The end of the record of changes. */
export function lastCommands({ audit_entries: entries = [] }: Tables): unknown[] {
  return entries.map(({ command }) => command).slice(-2);
}

/** A roll of 30 students, or as many, and the owner signed in. */
export async function fillHome(home: string, students = STUDENTS.length): Promise<void> {
  cpSync(inject('templateHome'), home, { recursive: true });
  writePassword(home);
  for (let index = 0; index < students; index += 1) {
    const [id = '', name = '', branch = '', phone = ''] = studentRow(index);
    const options = ['--name', name, '--branch', branch, '--phone', phone];
    await prepareWith(home, START, ['student', 'add', id, ...options]);
  }
  await prepareWith(home, minutesAgo(), ['admin', 'login', OWNER, '--password-stdin']);
}

export async function recordAttendance(home: string, csv: string): Promise<void> {
  await prepareWith(home, minutesAgo(), ['attendance', 'import', '-'], csv);
}

export async function prepareWith(
  home: string,
  now: Date,
  args: readonly string[],
  stdin: RunOptions['stdin'] = PASSWORD,
): Promise<void> {
  const { code, stderr } = await run(args, { env: { MESS_HOME: home }, now: () => now, stdin });
  if (code !== 0) throw new Error(`mess ${args.join(' ')} ended with ${code}: ${stderr}`);
}

export function writePassword(home: string): void {
  writeFileSync(join(home, 'password'), `${PASSWORD}\n`, { mode: 0o600 });
}
