import { type Month, monthIndex } from '../values/month.ts';
import { compareCodePoints } from '../values/text.ts';

/** What a member of the pool counts, a non-negative integer: hundredths of days, or 1 for everybody. */
export type WeightOf<T> = (member: T) => number;

interface Identified {
  readonly id: string;
}

/**
 * Floor and remainder of a non-negative number by a positive one. Nothing else in the program
 * divides money.
 */
export function divide(
  numerator: bigint,
  denominator: bigint,
): { readonly quotient: bigint; readonly remainder: bigint } {
  if (numerator < 0n || denominator <= 0n) throw new RangeError('divide: out of range');
  return { quotient: numerator / denominator, remainder: numerator % denominator };
}

/**
 * Shares an amount by largest remainder (Hamilton's method): everybody gets the floor of the exact
 * quota `amount × weight ÷ Σ weights`; the units left over go one each to the largest remainders;
 * ties go by rank (see `rankMembers`). Independent of the order of the pool; weight 0 gets 0; the
 * shares add up to the amount, which is checked before they are returned.
 *
 * Source: the sharing rule of the mess, README "How a bill is shared".
 *
 * @param amountMinor at least 0, in minor units
 * @param month the month billed; it moves the odd unit on from month to month
 * @returns the shares in minor units, in the order of the pool
 * @throws RangeError when nobody has a weight, or a weight is not a non-negative integer
 */
export function apportion<T extends Identified>(
  amountMinor: bigint,
  pool: readonly T[],
  weightOf: WeightOf<T>,
  month: Month,
): bigint[] {
  // Many members share a weight (there are 3,101 possible ones), so each quota is computed once.
  const membersOf = new Map<number, number[]>();
  let totalWeight = 0;
  pool.forEach((member, index) => {
    const weight = weightOf(member);
    if (!Number.isSafeInteger(weight) || weight < 0) throw new RangeError('apportion: bad weight');
    totalWeight += weight;
    const members = membersOf.get(weight);
    if (members) members.push(index);
    else membersOf.set(weight, [index]);
  });
  if (totalWeight === 0 || !Number.isSafeInteger(totalWeight)) {
    throw new RangeError('apportion: the weights do not add up to a positive integer');
  }
  membersOf.delete(0);

  const shares: bigint[] = Array(pool.length).fill(0n);
  const byRemainder = new Map<bigint, number[]>();
  let handedOut = 0n;
  for (const [weight, members] of membersOf) {
    const { quotient, remainder } = divide(amountMinor * BigInt(weight), BigInt(totalWeight));
    for (const index of members) shares[index] = quotient;
    handedOut += quotient * BigInt(members.length);
    const tied = byRemainder.get(remainder);
    if (tied) for (const index of members) tied.push(index);
    else byRemainder.set(remainder, members);
  }
  const leftOver = Number(amountMinor - handedOut);
  for (const index of chooseLargest(byRemainder, leftOver, () =>
    rankMembers(pool, weightOf, month),
  )) {
    shares[index] = (shares[index] ?? 0n) + 1n;
  }
  let sum = 0n;
  for (const share of shares) sum += share;
  if (sum !== amountMinor) throw new Error('apportion: the shares do not add up to the amount');
  return shares;
}

/**
 * The `count` members with the largest remainders, ties by rank.
 *
 * @param getRanks in the order of the pool; asked for only where there is a tie
 */
function chooseLargest(
  byRemainder: ReadonlyMap<bigint, readonly number[]>,
  count: number,
  getRanks: () => readonly number[],
): number[] {
  const chosen: number[] = [];
  for (const [, group] of [...byRemainder].sort(([a], [b]) => (a < b ? 1 : -1))) {
    const wanted = count - chosen.length;
    if (wanted === 0) break;
    const isTie = group.length > wanted;
    for (const index of isTie ? chooseByRank(group, wanted, getRanks()) : group) chosen.push(index);
  }
  return chosen;
}

function chooseByRank(group: readonly number[], count: number, ranks: readonly number[]): number[] {
  return group.toSorted((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0)).slice(0, count);
}

/**
 * The rank that decides ties: of the n members of weight > 0, sorted by id (by code point, counted
 * from 0), the non-negative remainder of (index − (year × 12 + month)) by n; lowest first. So the
 * odd unit falls to the next member each month.
 *
 * @returns ranks in the order of the pool; −1 for members of weight 0
 */
export function rankMembers<T extends Identified>(
  pool: readonly T[],
  weightOf: WeightOf<T>,
  month: Month,
): number[] {
  const present: number[] = [];
  pool.forEach((member, index) => {
    if (weightOf(member) > 0) present.push(index);
  });
  present.sort((a, b) => compareCodePoints(pool[a]?.id ?? '', pool[b]?.id ?? ''));
  const ranks = pool.map(() => -1);
  const n = present.length;
  const start = monthIndex(month) % Math.max(n, 1);
  present.forEach((member, index) => {
    ranks[member] = (index - start + n) % n;
  });
  return ranks;
}
