import type { FilePurchase } from './comparison.ts';
import { median, medianOfOthers } from './median.ts';

/** Of a head, fewer say nothing of what is usual. */
const ENOUGH = 2;
const TIMES = 5n;

/** Of a head, so many of the last are looked at. */
export const LAST_COMPARED = 12;

/**
 * What a purchase of a head mostly costs; undefined where too little is known.
 *
 * @param amounts of its other purchases, in minor units
 */
export function findUsual(amounts: readonly bigint[]): bigint | undefined {
  return amounts.length < ENOUGH ? undefined : median(amounts);
}

/** A slip of the keyboard, such as a 0 too many. */
export function isUnusual(amountMinor: bigint, usualMinor: bigint): boolean {
  return amountMinor >= usualMinor * TIMES;
}

/** A purchase of a file far above what its head mostly costs. */
export interface UnusualPurchase extends FilePurchase {
  readonly usualMinor: bigint;
}

/**
 * Looks at all new purchases of a file together, for the wrong one may be the first.
 *
 * @param lastOf the last amounts of a head that are recorded, in minor units
 */
export function findUnusual(
  added: readonly FilePurchase[],
  lastOf: (headNo: number) => readonly bigint[],
): UnusualPurchase[] {
  const amounts = new Map<number, bigint[]>();
  for (const { headNo, amountMinor } of added) {
    if (amountMinor < 0n) continue;
    const ofHead = amounts.get(headNo);
    if (ofHead === undefined) amounts.set(headNo, [...lastOf(headNo), amountMinor]);
    else ofHead.push(amountMinor);
  }
  const usual = new Map<number, bigint>();
  for (const [headNo, ofHead] of amounts) {
    // The one that is compared is among them.
    if (ofHead.length > ENOUGH) usual.set(headNo, medianOfOthers(ofHead));
  }
  return added.flatMap((purchase) => {
    const usualMinor = usual.get(purchase.headNo);
    if (usualMinor === undefined || !isUnusual(purchase.amountMinor, usualMinor)) return [];
    return [{ ...purchase, usualMinor }];
  });
}
