import { ValueError } from '../../errors.ts';
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
export interface RevisedShare {
  readonly share: Share;
  /** Undefined for who had none. */
  readonly before: Share | undefined;
  /** What is owed now less what was owed before, in minor units. */
  readonly differenceMinor: bigint;
}

/** A revision of a bill beside the bill that it takes the place of. */
export interface BillRevised {
  readonly bill: Bill;
  readonly before: Bill;
  /** One for each of the bill's, in their order. */
  readonly shares: readonly RevisedShare[];
  /** Shares of before whose students have none any more. */
  readonly removed: readonly Share[];
  /** Nothing would change. */
  readonly isSame: boolean;
}

/** Both with shares ordered by id. */
export function compareBills(before: Bill, after: Bill): BillRevised {
  const isSame = hasSameInputs(before, after);
  const earlier = new Map(before.shares.map((share) => [share.studentId, share]));
  // What is not revised stays as it is, also where it would come to something else by now.
  const shares = (isSame ? before : after).shares.map((share) => {
    const had = earlier.get(share.studentId);
    earlier.delete(share.studentId);
    return { share, before: had, differenceMinor: share.amountMinor - (had?.amountMinor ?? 0n) };
  });
  return {
    bill: after,
    before,
    shares,
    removed: [...earlier.values()],
    isSame,
  };
}

/**
 * Whether two bills were worked out from the same. Not by what they come to: where an id was mended, the
 * odd units would fall to others, and that is no reason to bill anybody again. Both ordered by id.
 */
function hasSameInputs(a: Bill, b: Bill): boolean {
  return isAlike(a, b, ['studentId', 'daysHundredths', 'chargesMinor']);
}

/** Whether two bills were worked out from the same, to the same shares. Both ordered by id. */
export function isSameBill(a: Bill, b: Bill): boolean {
  return isAlike(a, b, SHARE_KEYS);
}

function isAlike(a: Bill, b: Bill, shareKeys: readonly (keyof Share)[]): boolean {
  return (
    BILL_KEYS.every((key) => a[key] === b[key]) &&
    a.purchases?.length === b.purchases?.length &&
    (a.purchases ?? []).every(({ head, amountMinor }, index) => {
      const other = b.purchases?.[index];
      return head.no === other?.head.no && amountMinor === other.amountMinor;
    }) &&
    a.charges.length === b.charges.length &&
    a.charges.every(({ no }, index) => no === b.charges[index]?.no) &&
    a.shares.length === b.shares.length &&
    a.shares.every((share, index) => {
      const other = b.shares[index];
      return other !== undefined && shareKeys.every((key) => share[key] === other[key]);
    })
  );
}

const BILL_KEYS = [
  'origin',
  'daysInMonth',
  'totalMinor',
  'perHeadMinor',
  'fixedMinor',
  'chargesMinor',
  'loweredMinor',
  'raisedMinor',
  'billedMinor',
] as const satisfies readonly (keyof Bill)[];

const SHARE_KEYS = [
  'studentId',
  'daysHundredths',
  'dividingMinor',
  'perHeadMinor',
  'fixedMinor',
  'chargesMinor',
  'amountMinor',
] as const satisfies readonly (keyof Share)[];
