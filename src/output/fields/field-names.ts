import { UsageError } from '../../errors.ts';

/** The same for `studentId`, `student_id` and `studentid`. */
export function plainName(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/** @throws UsageError always */
export function refuseField(name: string, known: readonly string[]): never {
  const there = known.length === 0 ? 'it has none' : `there are ${known.join(', ')}`;
  throw new UsageError('bad_value', `There is no field ${name} in this answer; ${there}.`);
}

/** `ID`, `Time zone`, `Last used`: the words of a key; that a time is one is seen. */
export function titleOf(key: string): string {
  if (key === 'id') return 'ID';
  const words = key.replace(/At$/, '').replace(/[A-Z]/g, ' $&').toLowerCase();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
