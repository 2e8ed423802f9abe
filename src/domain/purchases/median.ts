/**
 * The middle one of an odd number of amounts.
 *
 * @param amounts in minor units, at least one, in any order
 */
export function median(amounts: readonly bigint[]): bigint {
  return at(amounts, Math.floor(amounts.length / 2));
}

/**
 * The median of all others, for any amount that is above it.
 *
 * @param amounts in minor units, at least two, in any order
 */
export function medianOfOthers(amounts: readonly bigint[]): bigint {
  return at(amounts, Math.floor((amounts.length - 1) / 2));
}

function at(amounts: readonly bigint[], place: number): bigint {
  // By its own order a typed array is sorted ten times as fast as by a function.
  const sorted = BigInt64Array.from(amounts).sort();
  const middle = sorted[place];
  if (middle === undefined) throw new RangeError('median: of nothing');
  return middle;
}
