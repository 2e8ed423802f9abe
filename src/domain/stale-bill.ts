import type { BillAmounts } from './bill.ts';
import type { RollEntry } from './draft-bill.ts';

/** What a bill is compared by, when asking whether it still matches what is recorded. */
export interface BilledStudent {
  readonly id: string;
  readonly daysHundredths: number;
}

/**
 * The ids of the students for whom a bill no longer matches what is recorded: days present changed
 * (when the bill depends on days), or they came onto the roll or went off it. Sorted as the inputs.
 *
 * @param rollNow the roll of the bill's month as it is recorded now
 */
export function findStaleStudents(
  amounts: BillAmounts,
  billed: readonly BilledStudent[],
  rollNow: readonly RollEntry[],
): string[] {
  const dependsOnDays = amounts.totalMinor !== null || amounts.perHeadMinor !== null;
  const billedDays = new Map(billed.map(({ id, daysHundredths }) => [id, daysHundredths]));
  const stale: string[] = [];
  for (const { id, daysHundredths } of rollNow) {
    const before = billedDays.get(id);
    billedDays.delete(id);
    if (before === undefined || (dependsOnDays && before !== (daysHundredths ?? 0))) stale.push(id);
  }
  return [...stale, ...billedDays.keys()];
}

/**
 * The same of a recorded bill, of which mess does not know what it was worked out from: only
 * attendance that was changed after it was taken over makes it stale, and not who is on the roll.
 *
 * @param changedSince what is recorded now, where it was changed after the bill was taken over
 */
export function findChangedStudents(
  billed: readonly BilledStudent[],
  changedSince: readonly BilledStudent[],
): string[] {
  const billedDays = new Map(billed.map(({ id, daysHundredths }) => [id, daysHundredths]));
  return changedSince
    .filter(({ id, daysHundredths }) => daysHundredths !== (billedDays.get(id) ?? 0))
    .map(({ id }) => id);
}
