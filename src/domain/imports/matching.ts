import { groupBy } from '../values/group-by.ts';

/** Something recorded that a row of a file may be. */
interface Recorded {
  readonly no: number;
  /** It was taken back. */
  readonly isVoid: boolean;
}

/** What the rows of a file come to against what is recorded. */
export interface Matched<D, R> {
  readonly added: readonly D[];
  /** Those that are recorded just so already. */
  readonly matched: readonly R[];
  /** Numbers of those that the file has too, but that were taken back. */
  readonly voided: readonly number[];
  /** Lines that are added although an earlier one says the same. */
  readonly doubled: readonly number[];
  /** Those that count and have no row in the file. */
  readonly unmatched: readonly R[];
}

/**
 * Rows and records are matched one to one, by all that they say: an office saves a growing sheet again and
 * again, and nothing must be counted twice, while two that are equal may both be meant. A row that could be
 * one that counts is that one; only then may it be one that was taken back.
 *
 * @param again every row is added, whatever is recorded
 * @param keyOf all that both say
 */
export function matchRows<K, D extends K & { readonly line: number }, R extends K & Recorded>(
  drafts: readonly D[],
  recorded: readonly R[],
  again: boolean,
  keyOf: (of: K) => string,
): Matched<D, R> {
  const counting = groupBy(
    recorded.filter(({ isVoid }) => !isVoid),
    keyOf,
  );
  const taken = groupBy(
    recorded.filter(({ isVoid }) => isVoid),
    keyOf,
  );
  const seen = new Set<string>();
  const added: D[] = [];
  const matched: R[] = [];
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
