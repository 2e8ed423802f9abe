import type { FileRow, RowCheck } from '../imports/file-check.ts';
import type { RowError } from '../imports/report.ts';
import { type Doubt, judgePurchaseDay, sayDoubt } from '../mess/date-doubt.ts';
import type { Month } from '../values/month.ts';
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
  /** The same of dates that cannot be, or are unlikely. */
  refuseDoubtful(added: readonly FilePurchase[]): readonly RowError[];
}

export interface PurchaseCheckOptions {
  /** How the file calls its heads and its dates, and where the dates are. */
  readonly headColumn: string;
  readonly dateColumn: string;
  readonly datePosition: number;
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** Months before it are unlikely. */
  readonly earliest: Month;
  /** Dates that are unlikely are taken. */
  readonly unlikely: boolean;
}

/** Gathers the purchases of a file. */
export function createPurchaseCheck(
  heads: readonly ListedHead[],
  { headColumn, dateColumn, datePosition, unlikely, ...now }: PurchaseCheckOptions,
): PurchaseCheck {
  const purchases: FilePurchase[] = [];
  const hidden = new Map(heads.flatMap((head) => (head.hidden ? [[head.no, head.name]] : [])));
  /** Lines. */
  const withheld = new Set<number>();
  /** As the file has them, by line. */
  const doubted = new Map<number, string>();
  const doubts = new Map<string, Doubt | undefined>();

  function findDoubt(date: string): Doubt | undefined {
    if (!doubts.has(date)) doubts.set(date, judgePurchaseDay(date, now));
    const doubt = doubts.get(date);
    return unlikely && doubt?.isImpossible === false ? undefined : doubt;
  }

  return {
    check({ purchase, errors, cells }) {
      if (purchase !== undefined) purchases.push(purchase);
      const isBlank = purchase === undefined && errors.length === 0;
      // Only such a row may yet be rejected.
      if (purchase === undefined) return { errors, isBlank };
      const isDoubted = findDoubt(purchase.date) !== undefined;
      if (isDoubted) doubted.set(purchase.line, cells[datePosition] ?? '');
      if (!isDoubted && !hidden.has(purchase.headNo)) return { errors, isBlank };
      return { errors, isBlank, group: purchase.line };
    },
    isWithheld: (line) => withheld.has(line),
    listPurchases: () =>
      withheld.size === 0 ? purchases : purchases.filter(({ line }) => !withheld.has(line)),
    refuseDoubtful(added) {
      return added.flatMap(({ line, date }) => {
        const value = doubted.get(line);
        const doubt = value === undefined ? undefined : findDoubt(date);
        if (value === undefined || doubt === undefined) return [];
        withheld.add(line);
        const { reason: code, isImpossible } = doubt;
        return [
          {
            line,
            column: dateColumn,
            code,
            value,
            message: sayDoubt(doubt, date, value),
            remedy: isImpossible ? undefined : ({ offer: 'unlikely' } as const),
          },
        ];
      });
    },
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
