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
export interface PurchaseComparison {
  readonly added: readonly FilePurchase[];
  /** Those that are recorded just so already. */
  readonly matched: readonly RecordedPurchase[];
  /** Numbers of those that the file has too, but that were taken back. */
  readonly voided: readonly number[];
  /** Lines that are added although an earlier one says the same. */
  readonly doubled: readonly number[];
  /** Those that count and have no row in the file. */
  readonly unmatched: readonly RecordedPurchase[];
}

/**
 * Rows and purchases are matched one to one, by date, head, amount and note: an office saves a growing
 * sheet again and again, and no purchase must be counted twice, while two that are equal may both be
 * meant. A row that could be one that counts is that one; only then may it be one that was taken back.
 *
 * @param again every row is added, whatever is recorded
 */
export function comparePurchases(
  drafts: readonly FilePurchase[],
  recorded: readonly RecordedPurchase[],
  again: boolean,
): PurchaseComparison {
  const counting = groupByKey(recorded.filter(({ isVoid }) => !isVoid));
  const taken = groupByKey(recorded.filter(({ isVoid }) => isVoid));
  const seen = new Set<string>();
  const added: FilePurchase[] = [];
  const matched: RecordedPurchase[] = [];
  const voided: number[] = [];
  const doubled: number[] = [];
  for (const draft of drafts) {
    const key = keyOf(draft);
    const same = again ? undefined : counting.get(key)?.pop();
    const lost = again || same !== undefined ? undefined : taken.get(key)?.pop();
    if (same !== undefined) matched.push(same);
    else if (lost !== undefined) voided.push(lost.no);
    else {
      added.push(draft);
      if (seen.has(key)) doubled.push(draft.line);
    }
    seen.add(key);
  }
  const unmatched = [...counting.values()].flat().sort((a, b) => a.no - b.no);
  return { added, matched, voided: voided.sort((a, b) => a - b), doubled, unmatched };
}

function groupByKey(purchases: readonly RecordedPurchase[]): Map<string, RecordedPurchase[]> {
  const groups = new Map<string, RecordedPurchase[]>();
  for (const purchase of purchases) {
    const key = keyOf(purchase);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [purchase]);
    else group.push(purchase);
  }
  return groups;
}

function keyOf({ date, headNo, amountMinor, note }: PurchaseDraft): string {
  return `${date} ${headNo} ${amountMinor} ${note ?? ''}`;
}
