import type { FileRow, RowCheck } from '../imports/file-check.ts';
import type { RowError } from '../imports/report.ts';
import type { FilePurchase } from './comparison.ts';
import type { ListedHead } from './purchase.ts';

/** A row of a file of purchases whose cells were parsed as far as they can be. */
export interface PurchaseRow extends FileRow {
  /** Undefined where any cell is faulty, or no cell that counts is filled. */
  readonly purchase: FilePurchase | undefined;
}

export interface PurchaseCheck extends RowCheck<PurchaseRow> {
  /** Those that may be taken, in the order of the file. */
  listPurchases(): readonly FilePurchase[];
  /**
   * New purchases of a hidden head are mistakes, and withheld. One that is recorded already keeps its
   * head: a sheet may be older than the hiding.
   *
   * @param added what the file has and is not recorded
   */
  refuseHidden(added: readonly FilePurchase[]): readonly RowError[];
}

/**
 * Gathers the purchases of a file.
 *
 * @param headColumn how the file calls its heads
 */
export function createPurchaseCheck(
  heads: readonly ListedHead[],
  headColumn: string,
): PurchaseCheck {
  const purchases: FilePurchase[] = [];
  const hidden = new Map(heads.flatMap((head) => (head.hidden ? [[head.no, head.name]] : [])));
  /** Lines. */
  const withheld = new Set<number>();
  return {
    check({ purchase, errors }) {
      if (purchase !== undefined) purchases.push(purchase);
      const isBlank = purchase === undefined && errors.length === 0;
      // Only such a row may yet be rejected.
      if (purchase === undefined || !hidden.has(purchase.headNo)) return { errors, isBlank };
      return { errors, isBlank, group: purchase.line };
    },
    isWithheld: (line) => withheld.has(line),
    listPurchases: () =>
      withheld.size === 0 ? purchases : purchases.filter(({ line }) => !withheld.has(line)),
    refuseHidden(added) {
      const refused = added.filter(({ headNo }) => hidden.has(headNo));
      for (const { line } of refused) withheld.add(line);
      return refused.map(({ line, headNo }) => {
        const value = hidden.get(headNo) ?? '';
        const remedy = { offer: 'show head', head: value } as const;
        return {
          line,
          column: headColumn,
          code: 'hidden_head',
          value,
          message: 'this head is hidden',
          remedy,
        };
      });
    },
  };
}
