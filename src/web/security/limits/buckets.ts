/** So many at once, and then so many a minute. */
export interface Rate {
  readonly burst: number;
  readonly perMinute: number;
}

/** A bucket for each key, from which every request takes one, and which fills again as time goes by. */
export interface Buckets {
  /**
   * Takes one.
   *
   * @returns 0, or in how many seconds there is one again; nothing is taken then
   */
  take(key: string): number;
  /** The same, and takes nothing. */
  look(key: string): number;
}

interface Bucket {
  left: number;
  atMs: number;
}

/** What is kept of so many keys: who has made up more addresses than these is not helped by more memory. */
const MOST_KEYS = 50_000;

export function createBuckets({ burst, perMinute }: Rate, now: () => Date): Buckets {
  // In the order of their last use.
  const buckets = new Map<string, Bucket>();
  const perMs = perMinute / 60_000;
  const fill = (key: string): Bucket => {
    const nowMs = now().getTime();
    const found = buckets.get(key);
    if (found === undefined) return { left: burst, atMs: nowMs };
    // A clock that was put back fills nothing, and holds nobody up longer.
    const passedMs = Math.max(0, nowMs - found.atMs);
    return { left: Math.min(burst, found.left + passedMs * perMs), atMs: nowMs };
  };
  // Of what comes back slowly a part of a millisecond is lost in the sum.
  const secondsFor = ({ left }: Bucket) => {
    const waitMs = Math.round((1 - left) / perMs);
    return waitMs <= 0 ? 0 : Math.ceil(waitMs / 1000);
  };
  return {
    look: (key) => secondsFor(fill(key)),
    take(key) {
      const bucket = fill(key);
      const seconds = secondsFor(bucket);
      if (seconds === 0) bucket.left -= 1;
      buckets.delete(key);
      buckets.set(key, bucket);
      const [oldest] = buckets.keys();
      if (buckets.size > MOST_KEYS && oldest !== undefined) buckets.delete(oldest);
      return seconds;
    },
  };
}
