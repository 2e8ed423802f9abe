import { type OpenOptions, refuseOtherSchema } from '../../data/open.ts';
import { placeOf } from '../../data/place.ts';
import type { DatabaseAddress } from '../../domain/values/database-address.ts';
import { UnavailableError } from '../../errors.ts';
import type { Mess } from './mess.ts';
import { openMess } from './open.ts';

/** One of the ways into a mess, that one operation has at a time. */
export interface Lane {
  /**
   * The mess, opened anew where another one is in its place.
   *
   * @throws UnavailableError there is none any more, or it is not this program's
   */
  enter(): Promise<Mess>;
  close(): Promise<void>;
}

/** It is looked at no more often whether a mess is still there, and still this program's. */
const LOOK_EVERY_MS = 1000;

/** Opens lanes to a mess, which are told together what becomes of it. */
export function createLaneMaker(address: DatabaseAddress, now: () => Date, options: OpenOptions) {
  let lookedAt = Number.NEGATIVE_INFINITY;
  let place: string | undefined;
  /** Why none is worked on until it is looked at again. */
  let otherSchema: UnavailableError | undefined;
  const findOtherSchema = async ({ db }: Mess): Promise<UnavailableError | undefined> => {
    try {
      await refuseOtherSchema(db, address);
      return undefined;
    } catch (error) {
      if (error instanceof UnavailableError) return error;
      throw error;
    }
  };
  /** @returns whether it did */
  const lookAgain = (): boolean => {
    const at = performance.now();
    if (at - lookedAt < LOOK_EVERY_MS) return false;
    lookedAt = at;
    place = placeOf(address);
    return true;
  };
  return async (): Promise<Lane> => {
    lookAgain();
    let openedAt: string | undefined = place;
    let { mess } = await openMess(address, now, options);
    return {
      async enter() {
        const hasLooked = lookAgain();
        if (openedAt === undefined || openedAt !== place) {
          openedAt = undefined;
          await mess.db.destroy();
          const found = placeOf(address);
          ({ mess } = await openMess(address, now, options));
          openedAt = found;
          place = found;
          otherSchema = undefined;
        } else if (hasLooked) {
          otherSchema = await findOtherSchema(mess);
        }
        if (otherSchema !== undefined) throw otherSchema;
        return mess;
      },
      close: () => mess.db.destroy(),
    };
  };
}
