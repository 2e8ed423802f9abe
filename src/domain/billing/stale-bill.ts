import type { Charge } from '../charges/charge.ts';
import type { HeadTotal } from '../purchases/purchase.ts';
import { compareCodePoints, nameSome } from '../values/text.ts';
import type { BillAmounts, ChangedHead, RollAsOf, Staleness } from './bill.ts';
import type { RollEntry } from './share-bill.ts';

/** What a bill is compared by, when asking whether it still matches what is recorded. */
export interface BilledStudent {
  readonly id: string;
  readonly daysHundredths: number;
}

export function isStale({ students, charged, heads }: Staleness): boolean {
  return students.length > 0 || charged.length > 0 || heads.length > 0;
}

/** Which students and heads a stale bill no longer matches, as text; empty where it is not stale. */
export function nameChanged({ students, charged, heads }: Staleness): string {
  return nameSome([...new Set([...students, ...charged]), ...heads.map(({ name }) => name)]);
}

/** What decides whether a student on the roll belongs to a bill. */
export interface BillCandidate extends RollEntry {
  readonly joined: string | null;
  /** ISO 8601, UTC; may be null where attendance is recorded. */
  readonly enteredAt: string | null;
  /** The audit entry; null where it is not known. */
  readonly enteredBy: number | null;
}

/**
 * The students on a month's roll who belong to a bill that was made before. A student who was entered
 * later, without a joining date, belongs to it only if attendance is recorded.
 *
 * Source: README, "How a bill is shared".
 *
 * @param asOf when the first bill of its line was made; by the order of the record of changes, since a
 *   clock may go back, and machines differ
 */
export function keepBilled<T extends BillCandidate>(roll: readonly T[], asOf: RollAsOf): T[] {
  return roll.filter(({ enteredAt, enteredBy, joined, daysHundredths }) => {
    if (joined !== null || daysHundredths !== null) return true;
    if (enteredBy !== null) return enteredBy < asOf.sequence;
    return enteredAt !== null && enteredAt <= asOf.at;
  });
}

/**
 * The ids of the students for whom a bill no longer matches what is recorded: days present changed
 * (when the bill depends on days), or they came onto the roll or went off it. Sorted by code point.
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
  return [...stale, ...billedDays.keys()].sort(compareCodePoints);
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

/** Heads of which a bill has another amount than was spent by now, those of the bill first. */
export function findChangedHeads(
  billed: readonly HeadTotal[],
  spent: readonly HeadTotal[],
): ChangedHead[] {
  const amounts = new Map<number, { name: string; billedMinor: bigint; spentMinor: bigint }>();
  const of = ({ head }: HeadTotal) =>
    amounts.get(head.no) ?? { name: head.name, billedMinor: 0n, spentMinor: 0n };
  for (const total of billed) {
    amounts.set(total.head.no, { ...of(total), billedMinor: total.amountMinor });
  }
  for (const total of spent) {
    amounts.set(total.head.no, { ...of(total), spentMinor: total.amountMinor });
  }
  return [...amounts.values()].filter(({ billedMinor, spentMinor }) => billedMinor !== spentMinor);
}

/**
 * The ids of the students for whom a bill has other charges than count now, sorted by code point. By the
 * charges and not by what they come to: a bill says of each what it is for.
 */
export function findChangedCharges(
  billed: readonly Pick<Charge, 'no' | 'studentId'>[],
  counted: readonly Pick<Charge, 'no' | 'studentId'>[],
): string[] {
  const before = new Map(billed.map(({ no, studentId }) => [no, studentId]));
  const changed = new Set<string>();
  for (const { no, studentId } of counted) {
    if (!before.delete(no)) changed.add(studentId);
  }
  for (const studentId of before.values()) changed.add(studentId);
  return [...changed].sort(compareCodePoints);
}
