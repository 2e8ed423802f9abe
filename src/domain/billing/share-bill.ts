import { InvalidInputError } from '../../errors.ts';
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
}

export interface DraftShare<T extends RollEntry> extends ShareAmounts {
  readonly student: T;
  /** 0 where nothing is recorded. */
  readonly daysHundredths: number;
}

export interface DraftBill<T extends RollEntry> extends BillAmounts {
  readonly month: Month;
  readonly daysInMonth: number;
  /** The sum of all shares, in minor units. */
  readonly billedMinor: bigint;
  /** One for everybody on the roll, in the order of the roll. */
  readonly shares: readonly DraftShare<T>[];
}

/**
 * Shares a bill over the roll of its month. A share is the sum of its parts:
 * dividing `total × days ÷ Σ days` and fixed `fixed ÷ roll`, both by largest remainder, and per
 * head `amount × days ÷ days in the month`, each rounded half up on its own.
 *
 * Source: README, "How a bill is shared".
 *
 * @param roll everybody on the roll of the month, each id once
 * @throws InvalidInputError nobody on the roll, no attendance to divide by, a student present more
 *   days than the bill has when there is a per-head part, or a sum too large to store
 */
export function draftBill<T extends RollEntry>(
  month: Month,
  daysInMonth: number,
  amounts: BillAmounts,
  roll: readonly T[],
): DraftBill<T> {
  refuseUnbillableRoll(month, daysInMonth, amounts, roll);
  const { totalMinor, fixedMinor } = amounts;
  const daysOf: WeightOf<T> = ({ daysHundredths }) => daysHundredths ?? 0;
  const dividing = totalMinor === null ? undefined : apportion(totalMinor, roll, daysOf, month);
  const fixed = fixedMinor === null ? undefined : apportion(fixedMinor, roll, () => 1, month);
  const perHead =
    amounts.perHeadMinor === null ? undefined : perHeadCharge(amounts.perHeadMinor, daysInMonth);

  let billedMinor = 0n;
  const shares = roll.map((student, index) => {
    const daysHundredths = student.daysHundredths ?? 0;
    const dividingMinor = dividing?.[index] ?? null;
    const fixedMinor = fixed?.[index] ?? null;
    const perHeadMinor = perHead?.(daysHundredths) ?? null;
    const amountMinor = (dividingMinor ?? 0n) + (perHeadMinor ?? 0n) + (fixedMinor ?? 0n);
    billedMinor += amountMinor;
    return { student, daysHundredths, dividingMinor, perHeadMinor, fixedMinor, amountMinor };
  });
  if (billedMinor > MAX_SUM_MINOR) {
    throw new InvalidInputError(
      'sum_too_large',
      `The shares of ${monthName(month)} add up to more than can be stored.`,
    );
  }
  return { month, daysInMonth, ...amounts, billedMinor, shares };
}

function refuseUnbillableRoll(
  month: Month,
  daysInMonth: number,
  amounts: BillAmounts,
  roll: readonly RollEntry[],
): void {
  const name = monthName(month);
  if (roll.length === 0) {
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
