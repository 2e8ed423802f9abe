import { ValueError } from '../errors.ts';
import type { Bill, BillAmounts, BillRecord, Share } from './bill.ts';

/** What is said anew of a bill; what is undefined stays as it is. Amounts in minor units. */
export interface GivenAmounts {
  readonly totalMinor?: bigint | undefined;
  readonly perHeadMinor?: bigint | undefined;
  readonly fixedMinor?: bigint | undefined;
}

/**
 * The amounts of a revision. Those of a recorded bill mean what another program meant, so nothing of
 * them is taken.
 *
 * @throws ValueError `missing` of a recorded bill nothing is given
 */
export function reviseAmounts(bill: BillRecord, given: GivenAmounts): BillAmounts {
  const isRecorded = bill.origin === 'recorded';
  const isGiven = Object.values(given).some((amount) => amount !== undefined);
  if (isRecorded && !isGiven) {
    throw new ValueError(
      'missing',
      'the bill was taken over as it was recorded, so the amounts must be given',
    );
  }
  const kept = (amount: bigint | null) => (isRecorded ? null : amount);
  return {
    totalMinor: given.totalMinor ?? kept(bill.totalMinor),
    perHeadMinor: given.perHeadMinor ?? kept(bill.perHeadMinor),
    fixedMinor: given.fixedMinor ?? kept(bill.fixedMinor),
  };
}

/** A share, and what the same student had before. */
export interface RevisedShare extends Share {
  /** In minor units; null for who had no share. */
  readonly beforeMinor: bigint | null;
  readonly beforeDaysHundredths: number | null;
  /** `amountMinor` less what it was before. */
  readonly differenceMinor: bigint;
}

/** A revision of a bill beside the bill that it takes the place of. */
export interface BillRevised {
  readonly bill: Omit<Bill, 'shares'> & { readonly shares: readonly RevisedShare[] };
  readonly before: Bill;
  /** Shares of before whose students have none any more. */
  readonly removed: readonly Share[];
  /** Nothing would be another than it is. */
  readonly isSame: boolean;
}

/** Both with shares ordered by id. */
export function compareBills(before: Bill, after: Bill): BillRevised {
  const earlier = new Map(before.shares.map((share) => [share.studentId, share]));
  const shares = after.shares.map((share) => {
    const had = earlier.get(share.studentId);
    earlier.delete(share.studentId);
    return {
      ...share,
      beforeMinor: had?.amountMinor ?? null,
      beforeDaysHundredths: had?.daysHundredths ?? null,
      differenceMinor: share.amountMinor - (had?.amountMinor ?? 0n),
    };
  });
  return {
    bill: { ...after, shares },
    before,
    removed: [...earlier.values()],
    isSame: isSameBill(before, after),
  };
}

/** Whether two bills were worked out from the same, to the same shares. */
export function isSameBill(a: Bill, b: Bill): boolean {
  return describe(a) === describe(b);
}

/** All that a bill is worked out from and comes to, as text. */
function describe(bill: Bill): string {
  const { origin, daysInMonth, totalMinor, perHeadMinor, fixedMinor, billedMinor } = bill;
  return [
    [origin, daysInMonth, totalMinor, perHeadMinor, fixedMinor, billedMinor].join(' '),
    ...(bill.purchases ?? []).map(({ head, amountMinor }) => `${head.no} ${amountMinor}`),
    ...bill.shares.map((share) =>
      [
        ...[share.studentId, share.daysHundredths, share.dividingMinor],
        ...[share.perHeadMinor, share.fixedMinor, share.amountMinor],
      ].join(' '),
    ),
  ].join('\n');
}
