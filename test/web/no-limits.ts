import type { LimitRates } from '../../src/web/security/limits/limits.ts';

const EVERYTHING = { burst: Number.MAX_SAFE_INTEGER, perMinute: 1 };

/** For tests that are not about how much is answered. */
export const NO_LIMITS: LimitRates = {
  requests: EVERYTHING,
  signIns: EVERYTHING,
  failedSignIns: EVERYTHING,
  writes: EVERYTHING,
  longWork: EVERYTHING,
  looks: EVERYTHING,
};
