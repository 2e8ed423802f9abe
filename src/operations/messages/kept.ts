import { getLastAuditSequence } from '../../data/mess/audit.ts';
import type { Mess } from '../mess/mess.ts';

/**
 * Reads each once, as a run of thousands is of one bill, and anew as soon as anything was recorded: a letter
 * tells what is owed when it is sent.
 */
export function keepUntilRecorded<T>(
  { db }: Pick<Mess, 'db'>,
  read: (key: string) => Promise<T>,
): (key: string) => Promise<T> {
  const found = new Map<string, Promise<T>>();
  let newest: number | undefined;
  return async (key) => {
    // Asked before it is read: what comes between is read too, and at worst read again.
    const entry = await getLastAuditSequence(db);
    if (entry !== newest) found.clear();
    newest = entry;
    const known = found.get(key) ?? read(key);
    found.set(key, known);
    return known;
  };
}
