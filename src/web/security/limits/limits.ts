import { BusyError } from '../../../errors.ts';
import { createBuckets, type Rate } from './buckets.ts';

/** How much is answered, from where and to whom. */
export interface LimitRates {
  /** Requests from one address. */
  readonly requests: Rate;
  /** Tries to sign in from one address. */
  readonly signIns: Rate;
  /** Those that failed. */
  readonly failedSignIns: Rate;
  /** Changes by one session. */
  readonly writes: Rate;
  /** Imports and verifications by one admin or service token. */
  readonly longWork: Rate;
  /** Looks at what an import would do, likewise. */
  readonly looks: Rate;
}

/** Ample, as a whole hostel may come from one address. */
export const USUAL_RATES: LimitRates = {
  requests: { burst: 200, perMinute: 1200 },
  signIns: { burst: 60, perMinute: 60 },
  failedSignIns: { burst: 100, perMinute: 100 / 15 },
  writes: { burst: 120, perMinute: 120 },
  longWork: { burst: 10, perMinute: 10 / 60 },
  // A file is corrected and looked at again, and every import that is confirmed was looked at.
  looks: { burst: 60, perMinute: 1 },
};

/** Kept in memory: nothing of the database is asked before they let a request pass. */
export interface Limits {
  /** @throws BusyError `too_many_requests`, as do the others */
  countRequest(network: string): void;
  countSignIn(network: string): void;
  countFailedSignIn(network: string): void;
  countWrite(token: string): void;
  /**
   * Runs what is too much work to be done twice at once.
   *
   * @param by whose it is; nobody's where it is not counted
   */
  alone<T>(by: LongWork | undefined, work: () => Promise<T>): Promise<T>;
}

/** Whose long work it is, and of which kind. */
export interface LongWork {
  readonly who: string;
  /** Whether it only looks at what would be done. */
  readonly isLook: boolean;
}

/** When it is worth while to ask again for what takes long. */
const LONG_WORK_SECONDS = 10;

export function createLimits(rates: LimitRates, now: () => Date): Limits {
  const requests = createBuckets(rates.requests, now);
  const signIns = createBuckets(rates.signIns, now);
  const failedSignIns = createBuckets(rates.failedSignIns, now);
  const writes = createBuckets(rates.writes, now);
  const longWork = createBuckets(rates.longWork, now);
  const looks = createBuckets(rates.looks, now);
  let isWorking = false;
  return {
    countRequest: (network) => refuse('Too many requests came from there.', requests.take(network)),
    countSignIn(network) {
      refuse('Too many sign-ins failed from there.', failedSignIns.look(network));
      refuse('Too many tried to sign in from there.', signIns.take(network));
    },
    countFailedSignIn: (network) => void failedSignIns.take(network),
    countWrite: (token) => refuse('That was too much at a time.', writes.take(token)),
    async alone(by, work) {
      if (isWorking) refuse('Another one of these is being worked on.', LONG_WORK_SECONDS);
      if (by !== undefined) {
        const seconds = (by.isLook ? looks : longWork).take(by.who);
        refuse('You had as much done of this as there may be in an hour.', seconds);
      }
      isWorking = true;
      try {
        return await work();
      } finally {
        isWorking = false;
      }
    },
  };
}

/** @throws BusyError there is something to wait for */
function refuse(sentence: string, seconds: number): void {
  if (seconds === 0) return;
  const wait = seconds === 1 ? 'a second' : `${seconds} seconds`;
  throw new BusyError('too_many_requests', `${sentence} Try again in ${wait}.`, {
    about: { seconds },
    details: { seconds },
  });
}
