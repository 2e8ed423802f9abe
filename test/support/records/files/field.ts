import { readFile } from 'node:fs/promises';
import { createMess, type TestMess } from '../../mess.ts';
import { trySignIn } from '../sign-in.ts';
import { createFour, figures, importBytes } from './import-file.ts';

/** A file as a device or an office gave it, from `test/field/`. */
export function readField(path: string): Promise<Buffer> {
  return readFile(new URL(`../../../field/${path}`, import.meta.url));
}

/** A mess in October 2026 with students of these ids, who were always there. */
export async function createFieldMess(...ids: string[]): Promise<TestMess> {
  const mess = await createMess();
  mess.now = new Date('2026-10-02T06:30:00Z');
  await trySignIn(mess);
  const rows = ids.map((id, index) => `${id},Student,B,98000000${10 + index}`);
  const path = await mess.file('students.csv', `id,name,branch,phone\n${rows.join('\n')}\n`);
  await mess.do(`student import ${path}`);
  return mess;
}

/**
 * Imports a file of attendance into a mess with four students: the exit code, what is said but warnings and
 * the count of rows, and what is recorded then.
 */
export async function readAttendance(text: string, ...options: string[]) {
  const mess = await createFour();
  const { code, stdout, stderr } = await importBytes(mess, text, ...options);
  const errors = stderr.split('\n').filter((line) => !line.startsWith('warning: '));
  const said = [...errors, ...stdout.split('\n').slice(1, 2), ...figures(mess)];
  return [code, ...said.filter((line) => line !== '')];
}
