import type { Knex } from 'knex';
import { sumPurchases } from '../../data/purchases/heads.ts';
import { type Bill, type BillAmounts, NOT_STALE } from '../../domain/billing/bill.ts';
import type { Member } from '../../domain/billing/charged-roll.ts';
import { draftBill } from '../../domain/billing/share-bill.ts';
import type { Charge } from '../../domain/charges/charge.ts';
import { changeDivision } from '../../domain/charges/division.ts';
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
  /** Those of the month that count, which the roll is charged with. */
  readonly charges: readonly Charge[];
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
 * @param roll with who is charged: see `addCharged`
 * @throws InvalidInputError what is recorded cannot be billed
 */
export function workOutBill(
  { now, settings }: Pick<Mess, 'now' | 'settings'>,
  { month, daysInMonth, amounts, purchases, charges }: BillInputs,
  roll: readonly Member[],
  line: Pick<Bill, 'revision' | 'rollAsOf'>,
): Bill {
  const change = changeDivision(amounts.totalMinor, charges, settings);
  const drafted = draftBill(month, daysInMonth, amounts, roll, change);
  return {
    month,
    daysInMonth,
    ...amounts,
    purchases,
    charges,
    ...change,
    chargesMinor: drafted.chargesMinor,
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
      chargesMinor: share.chargesMinor,
      amountMinor: share.amountMinor,
    })),
    warnings: [],
  };
}
