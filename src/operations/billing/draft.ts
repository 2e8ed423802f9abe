import type { Knex } from 'knex';
import { sumPurchases } from '../../data/purchases/heads.ts';
import type { StudentAttendance } from '../../domain/attendance/attendance.ts';
import { type Bill, type BillAmounts, NOT_STALE } from '../../domain/billing/bill.ts';
import { draftBill } from '../../domain/billing/share-bill.ts';
import { type HeadTotal, sumHeads } from '../../domain/purchases/purchase.ts';
import { type Month, monthName } from '../../domain/values/month.ts';
import { nameSome } from '../../domain/values/text.ts';
import { InvalidInputError } from '../../errors.ts';
import type { Mess } from '../mess/mess.ts';

/** What a bill is worked out from, besides the roll. */
export interface BillInputs {
  readonly month: Month;
  readonly daysInMonth: number;
  readonly amounts: BillAmounts;
  /** What the amounts are made up of; null where they were given. */
  readonly purchases: readonly HeadTotal[] | null;
}

/**
 * The amounts that the purchases of a month add up to.
 *
 * @throws InvalidInputError there are none, or a head has more refunds than purchases
 */
export async function readPurchases(
  db: Knex,
  month: Month,
): Promise<ReturnType<typeof sumHeads> & { readonly purchases: readonly HeadTotal[] }> {
  const purchases = await sumPurchases(db, month);
  if (purchases.length === 0) {
    throw new InvalidInputError(
      'no_purchases',
      `No purchases are recorded in ${monthName(month)}, so there is nothing to bill.`,
      { about: { month } },
    );
  }
  const below = purchases.filter(({ amountMinor }) => amountMinor < 0n);
  if (below.length > 0) {
    const heads = nameSome(below.map(({ head }) => head.name));
    const sentence = `More money came back than was spent in ${monthName(month)}: ${heads}. A bill cannot be below zero.`;
    throw new InvalidInputError('refunds_exceed', sentence, { about: { month } });
  }
  return { ...sumHeads(purchases), purchases };
}

/**
 * Works a bill out over a roll, storing nothing.
 *
 * @throws InvalidInputError what is recorded cannot be billed
 */
export function workOutBill(
  { now }: Pick<Mess, 'now'>,
  { month, daysInMonth, amounts, purchases }: BillInputs,
  roll: readonly StudentAttendance[],
  line: Pick<Bill, 'revision' | 'rollAsOf'>,
): Bill {
  const drafted = draftBill(month, daysInMonth, amounts, roll);
  return {
    month,
    daysInMonth,
    ...amounts,
    purchases,
    ...line,
    billedMinor: drafted.billedMinor,
    status: 'live',
    origin: 'computed',
    staleness: NOT_STALE,
    dryRun: false,
    registeredAt: now().toISOString(),
    // Key by key: for tens of thousands, spreading objects took longer than sharing.
    shares: drafted.shares.map((share) => ({
      studentId: share.student.id,
      name: share.student.name,
      branch: share.student.branch,
      daysHundredths: share.daysHundredths,
      dividingMinor: share.dividingMinor,
      perHeadMinor: share.perHeadMinor,
      fixedMinor: share.fixedMinor,
      amountMinor: share.amountMinor,
    })),
    warnings: [],
  };
}
