import { getLastAuditSequence } from '../../data/mess/audit.ts';
import { getSettings } from '../../data/mess/settings.ts';
import { type Mess, today } from '../mess/mess.ts';

/**
 * Reads once what letters are made from, as a run of thousands is of one bill, and anew as soon as anything was
 * recorded or another day began: a letter tells what is so when it is sent.
 *
 * @param read of the mess with its settings as they are then
 */
export function keepUntilRecorded<T>(
  mess: Mess,
  read: (current: Mess) => Promise<T>,
): () => Promise<T> {
  let kept:
    | { readonly entry: number; readonly day: string; readonly current: Mess; readonly value: T }
    | undefined;
  return async () => {
    // Asked before it is read: what comes between is read too, and at worst read again.
    const entry = await getLastAuditSequence(mess.db);
    if (kept?.entry !== entry || kept.day !== today(kept.current)) {
      const current = { ...mess, settings: await getSettings(mess.db) };
      kept = { entry, day: today(current), current, value: await read(current) };
    }
    return kept.value;
  };
}
