import type { Knex } from 'knex';
import { listDaysChangedAfter } from '../../data/attendance/attendance.ts';
import { findLiveBill, getRollAsOf } from '../../data/billing/bills.ts';
import { listBillHeads } from '../../data/billing/heads.ts';
import { listShares } from '../../data/billing/shares.ts';
import { listMadeBills, listMonthsWrittenSince } from '../../data/billing/touched-bills.ts';
import { listChargesOfBill, listCountedCharges } from '../../data/charges/charges.ts';
import { sumPurchases } from '../../data/purchases/heads.ts';
import { listDatesChanges, listEnteredStudents } from '../../data/students/roll-changes.ts';
import type { StudentAttendance } from '../../domain/attendance/attendance.ts';
import {
  type BillRecord,
  looksAtPurchases,
  NOT_STALE,
  type ShareRecord,
  type Staleness,
} from '../../domain/billing/bill.ts';
import { isOfChargesAlone } from '../../domain/billing/charged-roll.ts';
import {
  findChangedCharges,
  findChangedHeads,
  findChangedStudents,
  findStaleStudents,
  isStale,
  keepBilled,
} from '../../domain/billing/stale-bill.ts';
import { isRollTouched } from '../../domain/billing/touched-bill.ts';
import type { Charge } from '../../domain/charges/charge.ts';
import type { HeadTotal } from '../../domain/purchases/purchase.ts';
import type { MoneyStyle } from '../../domain/values/currency.ts';
import { moneyFormat } from '../../domain/values/money-format.ts';
import { type Month, monthName } from '../../domain/values/month.ts';
import { nameSome } from '../../domain/values/text.ts';
import { createWarning, type Warning } from '../../errors.ts';
import { listRoll } from '../attendance/roll.ts';

/** What of a stored bill is compared with what is recorded now. */
export interface StoredBill {
  readonly bill: BillRecord;
  readonly shares: readonly ShareRecord[];
  readonly purchases: readonly HeadTotal[] | null;
  readonly charges: readonly Charge[];
}

export async function readStoredBill(db: Knex, bill: BillRecord): Promise<StoredBill> {
  return {
    bill,
    shares: await listShares(db, bill.month, bill.revision),
    purchases: await listBillHeads(db, bill),
    charges: bill.chargesMinor === null ? [] : await listChargesOfBill(db, bill),
  };
}

/**
 * How a bill differs from what is recorded now; only a live bill can be stale.
 *
 * @param roll what `listRollOf` gives, where it was read already
 */
export async function findStaleness(
  db: Knex,
  { bill, shares, purchases, charges }: StoredBill,
  roll?: readonly StudentAttendance[],
): Promise<Staleness> {
  if (bill.status !== 'live') return NOT_STALE;
  const charged = findChangedCharges(charges, await listCountedCharges(db, bill.month));
  const isRecorded = bill.origin === 'recorded';
  const ofRoll = isRecorded ? shares : shares.filter((share) => !isOfChargesAlone(share));
  const billed = ofRoll.map(({ studentId, daysHundredths }) => ({ id: studentId, daysHundredths }));
  if (isRecorded) {
    const students = findChangedStudents(billed, await listDaysChangedAfter(db, bill));
    return { students, charged, heads: [] };
  }
  return {
    students: findStaleStudents(bill, billed, roll ?? (await listRollOf(db, bill))),
    charged,
    heads: purchases ? findChangedHeads(purchases, await sumPurchases(db, bill.month)) : [],
  };
}

/** The same of a bill whose shares are not read yet. */
export async function readStaleness(db: Knex, bill: BillRecord): Promise<Staleness> {
  if (bill.status !== 'live') return NOT_STALE;
  return findStaleness(db, await readStoredBill(db, bill));
}

/**
 * Months of live bills that may be stale: their attendance, their charges, the roll, or the purchases they
 * are made up of were touched since. Any other live bill is not stale, and need not be compared.
 *
 * Whatever writes keeps to this: a figure, a charge and a purchase have the entry that wrote them or took them back,
 * a figure that goes stays in the history with the entry that took it, and a `student` command records
 * the dates of a student before and after.
 */
export async function listTouchedMonths(db: Knex): Promise<Set<Month>> {
  const touched = new Set(await listMonthsWrittenSince(db));
  const bills = await listMadeBills(db);
  if (bills.length === 0) return touched;
  const first = Math.min(...bills.map(({ madeBy }) => madeBy));
  const changes = await listDatesChanges(db, first);
  const entered = await listEnteredStudents(db);
  for (const bill of bills) {
    if (isRollTouched(bill, entered, changes)) touched.add(bill.month);
  }
  return touched;
}

/** The students on the roll of its month now who belong to a bill made before, ordered by id. */
export async function listRollOf(db: Knex, bill: BillRecord): Promise<StudentAttendance[]> {
  return keepBilled(await listRoll(db, bill.month), await getRollAsOf(db, bill));
}

/** In what a bill is stale, as one warning; none where it is not. */
export function describeStaleness(
  bill: BillRecord,
  { students, charged, heads }: Staleness,
  { isClosed, ...style }: MoneyStyle & { readonly isClosed: boolean },
): Warning[] {
  const money = moneyFormat(style);
  const changed = heads.map(
    ({ name, billedMinor, spentMinor }) =>
      `${name} ${money(spentMinor)}, not ${money(billedMinor)}`,
  );
  const sentences = [
    ...(students.length > 0
      ? [`Attendance or the roll changed after this bill was made: ${nameSome(students)}.`]
      : []),
    ...(charged.length > 0
      ? [`Charges changed after this bill was made: ${nameSome(charged)}.`]
      : []),
    ...(heads.length > 0
      ? [`Purchases changed after this bill was made: ${nameSome(changed)}.`]
      : []),
  ];
  if (sentences.length === 0) return [];
  const { month, origin } = bill;
  return [createWarning('bill_outdated', sentences.join(' '), { month, origin, isClosed })];
}

/** Bills that no longer match what is recorded in months that were just changed. */
export async function warnAboutBills(db: Knex, months: Iterable<Month>): Promise<Warning[]> {
  const warnings: Warning[] = [];
  for (const month of months) {
    const bill = await findLiveBill(db, month);
    if (bill === undefined || !isStale(await readStaleness(db, bill))) continue;
    const sentence = `The bill of ${monthName(month)} was made before this change.`;
    const about = { month, origin: bill.origin, isClosed: false };
    warnings.push(createWarning('bill_outdated', sentence, about));
  }
  return warnings;
}

/** The same after purchases were changed: a bill whose amounts were given does not know of them. */
export async function warnAboutPurchases(db: Knex, months: Iterable<Month>): Promise<Warning[]> {
  const warnings: Warning[] = [];
  for (const month of months) {
    const bill = await findLiveBill(db, month);
    if (bill === undefined) continue;
    if ((await listBillHeads(db, bill)) !== null)
      warnings.push(...(await warnAboutBills(db, [month])));
    else if (looksAtPurchases(bill)) {
      const sentence = `The bill of ${monthName(month)} is not made up of purchases, so this is not in it.`;
      warnings.push(createWarning('purchases_not_in_bill', sentence, { month }));
    }
  }
  return warnings;
}
