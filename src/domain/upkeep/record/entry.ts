import { contentOf, digestStored, hashEntry } from '../../mess/record-chain.ts';
import type { VerifiedRow } from '../finding.ts';

/** What was done to the record of changes; each is the end of a stable word. */
export type Found = 'altered' | 'inserted' | 'renumbered' | 'sequence' | 'anchor';

export const ALTERED = 'the entry is not what was written';

/** An entry as far as the one after it decides about it. */
export interface Judged {
  readonly sequence: number;
  /** The number that it was written with; undefined where that is not known. */
  readonly number: number | undefined;
  readonly hash: string;
  /** `doubtful`: whether it was altered or inserted is told by what follows. */
  readonly state: 'whole' | 'doubtful' | 'reported';
  readonly finding?: readonly [found: Found, sequence: number, message: string];
}

/**
 * Judges entries one after the other.
 *
 * @param salts by the number of the entry that they are kept for
 * @returns takes an entry, and the hash that it is to follow
 */
export function createEntryJudge(salts: ReadonlyMap<number, string>) {
  const findNumber = createNumberSearch();
  return (row: VerifiedRow, standing: string): Judged => {
    const sequence = Number(row.sequence);
    const [previous, hash] = [String(row.previous_hash), String(row.hash)];
    const isAt = createEntryCheck(row, salts);
    if (isAt(sequence, previous)) return { sequence, number: sequence, hash, state: 'whole' };
    const number = findNumber(sequence, row, (near) => isAt(near, previous));
    if (number !== undefined) {
      const message = `the entry was written as number ${number}`;
      const finding = ['renumbered', sequence, message] as const;
      return { sequence, number, hash, state: 'reported', finding };
    }
    // Linked to the one before it, or whole but for that.
    if (previous !== standing && !isAt(sequence, standing)) {
      return { sequence, number, hash, state: 'doubtful' };
    }
    const finding = ['altered', sequence, ALTERED] as const;
    return { sequence, number: sequence, hash, state: 'reported', finding };
  };
}

/** Tells whether an entry is what was written with a number, after another one. */
function createEntryCheck(row: VerifiedRow, salts: ReadonlyMap<number, string>) {
  const content = contentOf(row);
  const digests = new Map<string | null, string | undefined>();
  const digestWith = (given: string | null): string | undefined => {
    if (!digests.has(given)) digests.set(given, digestStored(content, given));
    return digests.get(given);
  };
  return (number: number, previous: string): boolean => {
    // Its salts may stand where it was written, or have gone with it.
    const found = [number, Number(row.sequence)].map((at) => salts.get(at) ?? null);
    return [...new Set(found)].some((given) => {
      const digest = digestWith(given);
      return digest !== undefined && hashEntry(previous, number, digest) === row.hash;
    });
  };
}

/** How far an entry is looked for that has another number than when it was written. */
const MOVED_AT_MOST = 1000;

/** In characters that are read: a record of which every entry was altered is not searched for each. */
const MAX_EFFORT = 500_000_000;

/** Finds the number that an entry was written with, if it is near. */
function createNumberSearch() {
  let effort = 0;
  return (
    sequence: number,
    row: VerifiedRow,
    isAt: (number: number) => boolean,
  ): number | undefined => {
    const cost = String(row.before).length + String(row.after).length + 500;
    for (let away = 1; away <= MOVED_AT_MOST && effort < MAX_EFFORT; away++) {
      effort += cost;
      for (const number of [sequence - away, sequence + away]) {
        if (number > 0 && isAt(number)) return number;
      }
    }
    return undefined;
  };
}
