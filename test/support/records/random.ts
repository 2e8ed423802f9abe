/** The same numbers for the same seed. */
export interface Random {
  /** A whole number from 0 to below this one. */
  below(count: number): number;
  pick<T>(list: readonly T[]): T;
}

/** Mulberry32, which passes for random well enough. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const below = (count: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * count);
  };
  return { below, pick: <T>(list: readonly T[]) => list[below(list.length)] as T };
}
