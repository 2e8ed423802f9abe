import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { createHome, createMess } from '../mess.ts';
import { backUp, createVacancy, expectVacant, linesOf } from './backup.ts';

/** A whole backup, with a row or two in most of its tables. */
async function makeWhole(): Promise<string> {
  const mess = await createMess();
  await mess.do(
    'student add S1 --name "सीता देवी" --branch CSE --phone 9876543210',
    'student add S2 --name "Dev Anand" --branch ME --phone 9876543211',
    'attendance record S1 --month 2025-05 --days 28',
    'attendance record S1 --month 2025-05 --days 28.5',
    'attendance record S2 --month 2025-05 --days 30',
    'bill register --month 2025-05 --total 1000 --fixed 5',
  );
  return backUp(mess);
}

/** Files restored one after the other to one place, where none of them may leave anything. */
export interface Trial {
  readonly whole: string;
  readonly lines: readonly string[];
  /** Asserts that a file is refused and nothing is there afterwards, and gives the reason. */
  refuse(what: string, content: string | Uint8Array, name?: string): Promise<string>;
  /** Asserts that the whole backup is taken where so many were refused. */
  finish(): Promise<void>;
}

export async function beginTrial(): Promise<Trial> {
  const whole = await makeWhole();
  const folder = await createHome();
  const place = await createVacancy();
  const restore = async (content: string | Uint8Array, name: string) => {
    const path = join(folder, name);
    await writeFile(path, content);
    const { code, stdout, stderr } = await place('db', 'restore', path);
    return { code, stdout, stderr: stderr.replaceAll(`${folder}/`, '') };
  };
  return {
    whole,
    lines: linesOf(whole),
    refuse: async (what, content, name = 'a') => {
      const { code, stdout, stderr } = await restore(content, name);
      expect({ what, code, stdout }).toEqual({ what, code: 6, stdout: '' });
      const [, why] = /^error: (.+)\. Nothing was written\.\nhint: .+\n$/.exec(stderr) ?? [];
      expect(why, `${what}: ${stderr}`).toBeDefined();
      await expectVacant(place);
      return why?.replace(`${name} `, '') ?? '';
    },
    finish: async () => {
      expect((await restore(whole, 'a')).code).toBe(0);
    },
  };
}
