import type { Warning } from '../../errors.ts';
import type { Charge } from '../charges/charge.ts';
import type { HeadTotal } from '../purchases/purchase.ts';
import { type Month, monthIndex } from '../values/month.ts';
import type { BillRecord, Share } from './bill.ts';
import { divide } from './largest-remainder.ts';

/**
 * How many of those who share an amount have a weight, and how many of these come before the student
 * asked about when sorted by id (by code point).
 */
export interface WeightGroup {
  /** Hundredths of days, or 1 for everybody. */
  readonly weight: number;
  readonly members: number;
  readonly before: number;
}

/** A rank in the turn that decides which of equal remainders gets an odd unit. */
export interface Turn {
  /** From 1. */
  readonly place: number;
  /** How many have the same remainder. */
  readonly of: number;
}

/** Why an odd unit fell to a student, or did not. */
export type OddUnitReason =
  /** There was none to hand out. */
  | 'none left over'
  /** Weight 0. */
  | 'takes no part'
  /** At least as many have a larger remainder as there are odd units. */
  | 'remainder too small'
  /** All with this remainder get one. */
  | 'remainder large enough'
  /** Not all with this remainder get one: the turn decides. */
  | 'turn';

/** The arithmetic of one student's part of an amount that is shared to the last unit. */
export interface SharedPart {
  /** What is shared, in minor units. */
  readonly sharedMinor: bigint;
  readonly weight: number;
  readonly totalWeight: number;
  /** `sharedMinor × weight`; the exact quota is this over `totalWeight`. */
  readonly numerator: bigint;
  readonly floorMinor: bigint;
  /** Of the division, less than `totalWeight`. */
  readonly remainder: bigint;
  /** Units that all floors together leave over. */
  readonly leftOver: number;
  /** How many have a larger remainder. */
  readonly larger: number;
  /** How many have the same one, the student among them. */
  readonly equal: number;
  readonly reason: OddUnitReason;
  /** Where the turn decides. */
  readonly turn: Turn | null;
  readonly getsOddUnit: boolean;
  readonly amountMinor: bigint;
}

/** A student's part of a charge a head, each rounded half up on its own. */
export interface PerHeadPart {
  readonly perHeadMinor: bigint;
  readonly daysHundredths: number;
  readonly daysInMonth: number;
  /** The exact charge is this over `denominator`, in minor units. */
  readonly numerator: bigint;
  readonly denominator: bigint;
  readonly roundedUp: boolean;
  readonly amountMinor: bigint;
}

/** How one share of one bill came about. */
export interface ShareExplanation {
  readonly bill: BillRecord;
  /** The bill no longer matches what is recorded. */
  readonly stale: boolean;
  readonly share: Share;
  /** What the amounts of the bill were made up of; null where they were given. */
  readonly purchases: readonly HeadTotal[] | null;
  readonly dividing: SharedPart | null;
  readonly perHead: PerHeadPart | null;
  readonly fixed: SharedPart | null;
  /** The student's charges in the bill, in the order of their numbers. */
  readonly charges: readonly Charge[];
  readonly warnings: readonly Warning[];
}

/** What is not known until it is asked for: which place the student has among equals. */
export type FindTurn = (equal: {
  /** The weights of those with the same remainder. */
  readonly weights: readonly number[];
  /** Where in the order of ids the turn of this month begins, from 0. */
  readonly start: number;
}) => Promise<number>;

/**
 * Works one part out as `apportion` does, from how many have which weight: for 50,000 students that is
 * a hundred numbers.
 *
 * Source: README, "How a bill is shared".
 *
 * @param findTurn gives the place from 1; asked only where the turn decides
 */
export async function explainSharedPart(
  sharedMinor: bigint,
  weight: number,
  groups: readonly WeightGroup[],
  month: Month,
  findTurn: FindTurn,
): Promise<SharedPart> {
  const totalWeight = groups.reduce((sum, group) => sum + group.weight * group.members, 0);
  const quotaOf = (each: number) => divide(sharedMinor * BigInt(each), BigInt(totalWeight));
  const taking = groups.filter((group) => group.weight > 0);
  const quotas = taking.map((group) => ({ ...group, ...quotaOf(group.weight) }));
  const handedOut = quotas.reduce(
    (sum, { quotient, members }) => sum + quotient * BigInt(members),
    0n,
  );
  const leftOver = Number(sharedMinor - handedOut);
  const { quotient: floorMinor, remainder } = quotaOf(weight);
  const count = (found: readonly WeightGroup[]) =>
    found.reduce((sum, { members }) => sum + members, 0);
  const larger = count(quotas.filter((each) => each.remainder > remainder));
  const equals = quotas.filter((each) => each.remainder === remainder);
  const equal = count(equals);

  const reason = reasonFor({ weight, leftOver, larger, equal });
  let turn: Turn | null = null;
  if (reason === 'turn') {
    const start = monthIndex(month) % count(taking);
    const weights = equals.map((each) => each.weight);
    turn = { place: await findTurn({ weights, start }), of: equal };
  }
  const getsOddUnit =
    reason === 'remainder large enough' || (turn !== null && turn.place <= leftOver - larger);
  return {
    sharedMinor,
    weight,
    totalWeight,
    numerator: sharedMinor * BigInt(weight),
    floorMinor,
    remainder,
    leftOver,
    larger,
    equal,
    reason,
    turn,
    getsOddUnit,
    amountMinor: floorMinor + (getsOddUnit ? 1n : 0n),
  };
}

function reasonFor({
  weight,
  leftOver,
  larger,
  equal,
}: Pick<SharedPart, 'weight' | 'leftOver' | 'larger' | 'equal'>): OddUnitReason {
  if (weight === 0) return 'takes no part';
  if (leftOver === 0) return 'none left over';
  if (larger >= leftOver) return 'remainder too small';
  return larger + equal <= leftOver ? 'remainder large enough' : 'turn';
}

/** `amount × days ÷ days in the month`, rounded half up. Source: README, "How a bill is shared". */
export function explainPerHeadPart(
  perHeadMinor: bigint,
  daysHundredths: number,
  daysInMonth: number,
): PerHeadPart {
  const numerator = perHeadMinor * BigInt(daysHundredths);
  const denominator = BigInt(daysInMonth) * 100n;
  const { quotient, remainder } = divide(numerator, denominator);
  const roundedUp = remainder * 2n >= denominator;
  return {
    perHeadMinor,
    daysHundredths,
    daysInMonth,
    numerator,
    denominator,
    roundedUp,
    amountMinor: quotient + (roundedUp ? 1n : 0n),
  };
}
