import { InvalidInputError } from '../../errors.ts';
import { type DivisionChange, dividedOf, NO_CHANGE } from '../charges/division.ts';
import { formatDays } from '../values/days.ts';
import { calendarDays, type Month, monthName } from '../values/month.ts';
import { nameSome } from '../values/text.ts';
import type { BillAmounts, ShareAmounts } from './bill.ts';
import { apportion, divide, type WeightOf } from './largest-remainder.ts';

/** The most a sum may be, in minor units: what a BIGINT of a database holds. */
export const MAX_SUM_MINOR = 2n ** 63n - 1n;

/** One student on the roll of the month billed. */
export interface RollEntry {
  readonly id: string;
  readonly name: string;
  /** Hundredths of days present; null where nothing is recorded. */
  readonly daysHundredths: number | null;
  /** What the student is charged besides, in minor units, less than 0 for discounts; undefined for nothing. */
  readonly chargesMinor?: bigint | undefined;
  /** Not on the roll of the month, and in the bill for the charges alone. */
  readonly isOutside?: boolean | undefined;
}

export interface DraftShare<T extends RollEntry> extends ShareAmounts {
  readonly student: T;
  /** 0 where nothing is recorded. */
  readonly daysHundredths: number;
}

export interface DraftBill<T extends RollEntry> extends BillAmounts {
  readonly month: Month;
  readonly daysInMonth: number;
  /** The sum of the charges, in minor units; null where there are none. */
  readonly chargesMinor: bigint | null;
  /** The sum of all shares, in minor units. */
  readonly billedMinor: bigint;
  /** One for everybody of the roll, in its order. */
  readonly shares: readonly DraftShare<T>[];
}

/**
 * Shares a bill over the roll of its month. A share is the sum of its parts:
 * dividing `total × days ÷ Σ days` and fixed `fixed ÷ roll`, both by largest remainder, per head
 * `amount × days ÷ days in the month`, each rounded half up on its own, and charges as they are.
 *
 * Source: README, "How a bill is shared".
 *
 * @param roll everybody on the roll of the month, and whoever is charged besides, each id once
 * @param change by how much charges change what is divided of the total
 * @throws InvalidInputError nobody on the roll, no attendance to divide by, a student present more
 *   days than the bill has when there is a per-head part, a share below nothing, or a sum too large to
 *   store
 */
export function draftBill<T extends RollEntry>(
  month: Month,
  daysInMonth: number,
  amounts: BillAmounts,
  roll: readonly T[],
  change: DivisionChange = NO_CHANGE,
): DraftBill<T> {
  refuseUnbillableRoll(month, daysInMonth, amounts, roll);
  const { totalMinor, fixedMinor, perHeadMinor } = amounts;
  const daysOf: WeightOf<T> = ({ daysHundredths }) => daysHundredths ?? 0;
  const onRoll: WeightOf<T> = ({ isOutside }) => (isOutside ? 0 : 1);
  const divided = dividedOf(totalMinor, change);
  const dividing = divided === null ? undefined : apportion(divided, roll, daysOf, month);
  const fixed = fixedMinor === null ? undefined : apportion(fixedMinor, roll, onRoll, month);
  const perHead = perHeadMinor === null ? undefined : perHeadCharge(perHeadMinor, daysInMonth);
  const hasCharges = roll.some(({ chargesMinor }) => chargesMinor !== undefined);

  let billedMinor = 0n;
  let chargesSum = 0n;
  const shares = roll.map((student, index) => {
    const daysHundredths = student.daysHundredths ?? 0;
    // Who is in the bill for charges alone has no part of what is shared.
    const part = (amount: bigint | undefined) => (student.isOutside ? null : (amount ?? null));
    const dividingMinor = part(dividing?.[index]);
    const fixedMinor = part(fixed?.[index]);
    const perHeadMinor = part(perHead?.(daysHundredths));
    const chargesMinor = hasCharges ? (student.chargesMinor ?? 0n) : null;
    const shared = (dividingMinor ?? 0n) + (perHeadMinor ?? 0n) + (fixedMinor ?? 0n);
    const amountMinor = shared + (chargesMinor ?? 0n);
    billedMinor += amountMinor;
    chargesSum += chargesMinor ?? 0n;
    const parts = { dividingMinor, perHeadMinor, fixedMinor, chargesMinor };
    return { student, daysHundredths, ...parts, amountMinor };
  });
  refuseBelowNothing(month, shares);
  if (billedMinor > MAX_SUM_MINOR) {
    throw new InvalidInputError(
      'sum_too_large',
      `The shares of ${monthName(month)} add up to more than can be stored.`,
    );
  }
  const chargesMinor = hasCharges ? chargesSum : null;
  return { month, daysInMonth, ...amounts, chargesMinor, billedMinor, shares };
}

/** A discount that is more than a share is a mistake: nobody is paid for eating. */
function refuseBelowNothing(month: Month, shares: readonly DraftShare<RollEntry>[]): void {
  const below = shares.filter(({ amountMinor }) => amountMinor < 0n);
  if (below.length === 0) return;
  const named = nameSome(below.map(({ student }) => `${student.id} ${student.name}`));
  throw new InvalidInputError(
    'share_below_nothing',
    `The discounts are more than the share in ${monthName(month)}: ${named}.`,
    { about: { month }, details: { students: below.map(({ student }) => student.id) } },
  );
}

function refuseUnbillableRoll(
  month: Month,
  daysInMonth: number,
  amounts: BillAmounts,
  roll: readonly RollEntry[],
): void {
  const name = monthName(month);
  if (roll.every(({ isOutside }) => isOutside)) {
    throw new InvalidInputError(
      'nobody_on_roll',
      `Nobody is on the roll in ${name}, so there is nobody to bill.`,
    );
  }
  const needsDays = amounts.totalMinor !== null || amounts.perHeadMinor !== null;
  if (needsDays && !roll.some(({ daysHundredths }) => (daysHundredths ?? 0) > 0)) {
    throw new InvalidInputError(
      'nobody_present',
      `Nobody was present in ${name}: no attendance is recorded to share the bill by.`,
      { about: { month } },
    );
  }
  if (amounts.perHeadMinor === null) return;
  const tooMany = roll.filter(({ daysHundredths }) => (daysHundredths ?? 0) > daysInMonth * 100);
  const [first] = tooMany;
  if (first !== undefined) {
    const named = nameSome(
      tooMany.map((each) => `${each.id} ${each.name} (${formatDays(each.daysHundredths ?? 0)})`),
    );
    throw new InvalidInputError(
      'too_many_days',
      `Present more than the ${daysInMonth} days of the bill: ${named}.`,
      {
        about: { month, calendarDays: calendarDays(month), id: first.id },
        details: { students: tooMany.map(({ id }) => id) },
      },
    );
  }
}

/**
 * `amount × days ÷ days in the month`, rounded half up: the floor of (2 × numerator + denominator)
 * by (2 × denominator).
 */
function perHeadCharge(amountMinor: bigint, daysInMonth: number): (hundredths: number) => bigint {
  const denominator = BigInt(daysInMonth) * 100n;
  const known = new Map<number, bigint>();
  return (hundredths) => {
    let charge = known.get(hundredths);
    if (charge === undefined) {
      const numerator = amountMinor * BigInt(hundredths);
      charge = divide(2n * numerator + denominator, 2n * denominator).quotient;
      known.set(hundredths, charge);
    }
    return charge;
  };
}
