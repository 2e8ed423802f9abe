import { type OpenOptions, openDatabase } from '../data/open.ts';
import { getSettings } from '../data/settings.ts';
import type { Mess } from './mess.ts';

/**
 * Opens the mess at a path. The caller must `destroy()` its database.
 *
 * @throws UnavailableError there is none, or it is not this program's
 */
export async function openMess(
  path: string,
  now: () => Date,
  options: OpenOptions = {},
): Promise<Mess> {
  const db = await openDatabase(path, options);
  try {
    return { db, settings: await getSettings(db), now };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
