import { createDeviceKey, findDevice, type Holder, markDevice } from '../../auth/device-marks.ts';
import { findDeviceKey, insertDeviceKey } from '../../data/access/device-keys.ts';
import { inTransaction } from '../../data/transaction.ts';
import type { Mess } from '../mess/mess.ts';

/** Where somebody signs in, and what a browser shows that they did so with it before. */
export interface SignInPlace {
  /** Such as `user@host`: failures are counted by it. */
  readonly place: string;
  /** The mark of the browser, where it is one that has any. */
  readonly device?: string | undefined;
}

/**
 * What failures are counted by: a browser that is known to somebody counts for itself, so that nobody who tries
 * from the same address, or from everywhere, keeps them out of it.
 */
export async function placeOfAttempt(
  mess: Pick<Mess, 'db'>,
  holder: Holder,
  { place, device }: SignInPlace,
): Promise<string> {
  if (device === undefined) return place;
  const key = await findDeviceKey(mess.db);
  const known = key && findDevice(key, device, holder);
  return known ? `device ${known}` : place;
}

/** The mark that a browser is to keep with which somebody has signed in. */
export async function markKnownDevice(
  mess: Pick<Mess, 'db'>,
  holder: Holder,
  device: string | undefined,
): Promise<string> {
  const key = (await findDeviceKey(mess.db)) ?? (await makeDeviceKey(mess));
  return markDevice(key, device, holder);
}

function makeDeviceKey({ db }: Pick<Mess, 'db'>): Promise<string> {
  return inTransaction(db, async (trx) => {
    const found = await findDeviceKey(trx);
    if (found !== undefined) return found;
    const made = createDeviceKey();
    await insertDeviceKey(trx, made);
    return made;
  });
}
