import { type Matched, matchRows } from '../imports/matching.ts';

/** A purchase that is to be recorded. */
export interface PurchaseDraft {
  readonly date: string;
  readonly headNo: number;
  /** Less than 0 for a refund. */
  readonly amountMinor: bigint;
  readonly note: string | null;
}

/** A purchase of a file. */
export interface FilePurchase extends PurchaseDraft {
  /** The line of the file on which its row starts. */
  readonly line: number;
}

/** A purchase as recorded. */
export interface RecordedPurchase extends PurchaseDraft {
  readonly no: number;
  /** Its audit entry. */
  readonly enteredBy: number;
  readonly isVoid: boolean;
}

/** What the purchases of a file come to against those that are recorded. */
export type PurchaseComparison = Matched<FilePurchase, RecordedPurchase>;

/**
 * By date, head, amount and note: see `matchRows`.
 *
 * @param again every row is added, whatever is recorded
 */
export function comparePurchases(
  drafts: readonly FilePurchase[],
  recorded: readonly RecordedPurchase[],
  again: boolean,
): PurchaseComparison {
  return matchRows(drafts, recorded, again, keyOf);
}

function keyOf({ date, headNo, amountMinor, note }: PurchaseDraft): string {
  return `${date} ${headNo} ${amountMinor} ${note ?? ''}`;
}
