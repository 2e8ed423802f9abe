import type { RowError } from '../../../domain/imports/report.ts';
import { idKey } from '../../../domain/values/id.ts';
import { shellWord } from '../../shell-word.ts';

export const NEW_STUDENT = 'put on the roll who is missing: mess student add ID';

/** Ids that are no student's, each once, as the file has them. */
export function listStrangers(errors: readonly RowError[]): readonly string[] {
  return listIds(errors, 'unknown_student');
}

function listIds(errors: readonly RowError[], code: string): readonly string[] {
  const found = new Map<string, string>();
  for (const error of errors) {
    const id = error.value.trim();
    if (error.code === code && !found.has(idKey(id))) found.set(idKey(id), id);
  }
  return [...found.values()];
}

/**
 * What helps where rows are of people who are not on the roll.
 *
 * @param ids as the file has them
 * @param profile by which the file was read, which can be told once for all
 */
export function sayStrangers(ids: readonly string[], profile?: string): string {
  const who = ids.length > MAX_NAMED ? 'FILE, with an id a line' : shellWord(ids.join(','));
  return profile === undefined
    ? `for those who are no students: --not-students ${who}`
    : `for those who are no students: ${edit(profile)} --not-students ${who}`;
}

const MAX_NAMED = 5;

/** What helps where a profile passes over ids of students; undefined where it does not. */
export function sayStudents(errors: readonly RowError[], profile: string): string | undefined {
  const ids = listIds(errors, 'on_roll');
  if (ids.length === 0) return undefined;
  const who = ids.length > MAX_NAMED ? 'IDS' : shellWord(ids.join(','));
  return `for those who are students by now: ${edit(profile)} --students ${who}`;
}

function edit(profile: string): string {
  return `mess import-profiles edit ${shellWord(profile)}`;
}
