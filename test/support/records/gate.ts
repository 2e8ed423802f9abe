import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Result, TestMess } from '../mess.ts';
import { addFourStudents } from './month.ts';

/** The line of the crontab, behind `mess`. */
export const NIGHTLY = 'attendance import attlog.dat --profile gate --quiet';

export const SILENT: Result = { code: 0, stdout: '', stderr: '' };

/** What the device writes of one punch. */
export function punch(id: string, date: string, time: string): string {
  // Numbers right-aligned, as such devices write them, with codes for how and whether in or out.
  return `${id.padStart(9)}\t${date} ${time}\t1\t0\t1\t0\r\n`;
}

/** Everybody who eats on a day of the month, and the cook and the guard, who punch on the same device. */
export function punchesOf(date: string): string {
  const day = Number(date.slice(8));
  const students = ['S001', 'S002', 'S003', 'S004'].filter((_, index) => day % (index + 5) !== 0);
  return [
    punch('901', date, '05:31:10'),
    ...students.map((id) => punch(id, date, '07:24:05')),
    ...students.map((id) => punch(id, date, '20:11:59')),
    punch('902', date, '22:00:00'),
  ].join('');
}

/** A device at the gate, the four of the roll, a profile `gate` and a token that may import. */
export interface Gate {
  /** Writes the log as it is, and runs the line of the night at 23:50. */
  night(date: string, log: string): Promise<Result>;
}

export async function createGate(mess: TestMess, ...options: string[]): Promise<Gate> {
  await addFourStudents(mess);
  const add = ['import-profiles', 'add', 'gate', '--columns', 'student_id,timestamp,_'];
  const added = await mess(...add, '--not-students', '901,902', ...options);
  expect({ code: added.code, stderr: added.stderr }).toEqual({ code: 0, stderr: '' });
  const tokenFile = join(mess.home, 'gate.token');
  const create = ['admin', 'token', 'create', 'gate', '--may', 'import', '--output', tokenFile];
  expect((await mess(...create, '--quiet')).code).toBe(0);
  const env = { MESS_HOME: mess.home, MESS_TOKEN_FILE: tokenFile };
  return {
    async night(date, log) {
      mess.now = new Date(`${date}T23:50:00+05:30`);
      await writeFile(join(mess.home, 'attlog.dat'), log);
      const line = NIGHTLY.replace('attlog.dat', join(mess.home, 'attlog.dat'));
      return mess.with({ env })(...line.split(' '));
    },
  };
}

/** The days from one date to another, both with. */
export function datesFrom(first: string, last: string): string[] {
  const dates: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += 86_400_000) {
    dates.push(new Date(at).toISOString().slice(0, 10));
  }
  return dates;
}
