import type { StudentAttendance } from '../attendance/attendance.ts';
import type { Charge } from '../charges/charge.ts';
import { compareCodePoints } from '../values/text.ts';
import type { ShareAmounts } from './bill.ts';
import type { RollEntry } from './share-bill.ts';

/** Somebody in a bill: of the roll, or charged alone. */
export type Member = StudentAttendance & Pick<RollEntry, 'chargesMinor' | 'isOutside'>;

/**
 * The roll of a month with what each is charged besides, and with those who are charged and not on it, who
 * have no part of what is shared. Ordered by id.
 *
 * @param charges those of the month that count
 */
export function addCharged(
  roll: readonly StudentAttendance[],
  charges: readonly Charge[],
): readonly Member[] {
  if (charges.length === 0) return roll;
  const sums = new Map<number, bigint>();
  const outside = new Map(charges.map((charge) => [charge.studentNo, charge]));
  for (const { studentNo, amountMinor } of charges) {
    sums.set(studentNo, (sums.get(studentNo) ?? 0n) + amountMinor);
  }
  const members: Member[] = roll.map((student) => {
    outside.delete(student.no);
    return { ...student, chargesMinor: sums.get(student.no) };
  });
  for (const { studentNo: no, studentId: id, name, branch } of outside.values()) {
    members.push({
      ...{ no, id, name, branch, joined: null, left: null, enteredAt: null, enteredBy: null },
      ...{ daysHundredths: null, chargesMinor: sums.get(no), isOutside: true },
    });
  }
  return outside.size === 0 ? members : members.sort((a, b) => compareCodePoints(a.id, b.id));
}

/** Whether a share of a bill that mess worked out is of somebody who is in it for charges alone. */
export function isOfChargesAlone(share: Omit<ShareAmounts, 'amountMinor'>): boolean {
  const { dividingMinor, perHeadMinor, fixedMinor, chargesMinor } = share;
  if (chargesMinor === null) return false;
  return dividingMinor === null && perHeadMinor === null && fixedMinor === null;
}
