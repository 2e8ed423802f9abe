import type { FileRow, RowCheck } from '../imports/file-check.ts';
import type { FilePurchase } from './comparison.ts';

/** A row of a file of purchases whose cells were parsed as far as they can be. */
export interface PurchaseRow extends FileRow {
  /** Undefined where any cell is faulty, or no cell that counts is filled. */
  readonly purchase: FilePurchase | undefined;
}

export interface PurchaseCheck extends RowCheck<PurchaseRow> {
  /** In the order of the file. */
  readonly purchases: readonly FilePurchase[];
}

/** Gathers the purchases of a file. */
export function createPurchaseCheck(): PurchaseCheck {
  const purchases: FilePurchase[] = [];
  return {
    purchases,
    check({ purchase, errors }) {
      if (purchase !== undefined) purchases.push(purchase);
      return { errors, isBlank: purchase === undefined && errors.length === 0 };
    },
    // No row stands or falls with another one.
    isWithheld: () => false,
  };
}
