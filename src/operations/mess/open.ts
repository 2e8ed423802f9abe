import { getSettings } from '../../data/mess/settings.ts';
import { type OpenMessOptions, openDatabase } from '../../data/open.ts';
import type { DatabaseAddress } from '../../domain/values/database-address.ts';
import type { Mess } from './mess.ts';

export type { OpenMessOptions, OpenOptions } from '../../data/open.ts';

export interface OpenedMess {
  readonly mess: Mess;
  /** Set when the tables were brought up to date: where the copy of before is. */
  readonly copyOfBefore: string | undefined;
}

/**
 * Opens a mess. The caller must `destroy()` its database.
 *
 * @throws UnavailableError there is none, or it is not this program's
 */
export async function openMess(
  address: DatabaseAddress,
  now: () => Date,
  options: OpenMessOptions = {},
): Promise<OpenedMess> {
  const { db, copyOfBefore } = await openDatabase(address, options);
  try {
    return { mess: { db, settings: await getSettings(db), now }, copyOfBefore };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
