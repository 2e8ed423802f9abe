/**
 * The middle one of an odd number of amounts.
 *
 * @param amounts in minor units, at least one, in any order
 */
export function median(amounts: readonly bigint[]): bigint {
  const sorted = amounts.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new RangeError('median: of nothing');
  return middle;
}
