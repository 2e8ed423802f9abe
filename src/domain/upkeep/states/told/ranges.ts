import { RowsDigest } from '../../../mess/digests.ts';
import { type Entry, numberOf, textOf } from './entry.ts';
import { otherThanTold, type ReportIn } from './rows.ts';

/** Rows of which an entry says their numbers and what they come to. */
interface Range {
  readonly first: number;
  readonly last: number;
  readonly sequence: number;
  /** Undefined where the program was too old to say it. */
  told: string | undefined;
  readonly digest: RowsDigest;
  readonly found: Set<number>;
}

/**
 * Numbered rows that entries tell of by the first and the last number and a digest.
 *
 * @param table whose rows they are
 * @param field in which an entry says the numbers
 * @param digest which of its digests is theirs
 */
export function createToldRanges(
  table: string,
  field: string,
  digest: 'purchases' | 'charges' | 'ledger' | 'postings' | 'bankLines',
  report: ReportIn,
) {
  const ranges: Range[] = [];
  return {
    addEntry({ sequence, after }: Entry): void {
      const [first, last] = ['first', 'last'].map((name) => numberOf(after, field, name));
      if (typeof first !== 'number' || typeof last !== 'number') return;
      const told = textOf(after, 'digests', digest) ?? undefined;
      ranges.push({
        ...{ first, last, sequence, told },
        digest: new RowsDigest(),
        found: new Set(),
      });
    },
    /** Says anew what the rows come to that an entry tells of. */
    tellAnew(sequence: number, digest: string): void {
      const range = ranges.find((each) => each.sequence === sequence);
      if (range !== undefined) range.told = digest;
    },
    /**
     * Takes a row, in the order of the primary key.
     *
     * @param enteredBy the entry that it says it is of; undefined where it says none
     * @returns whether an entry tells of its number
     */
    add(no: number, json: string, key: string, enteredBy?: unknown): boolean {
      const range = findRange(ranges, no);
      if (range === undefined) return false;
      range.found.add(no);
      range.digest.add(json);
      if (enteredBy !== undefined && enteredBy !== range.sequence) {
        report(table, key, otherThanTold('entered_by'));
      }
      return true;
    },
    /** To be called after the last row. */
    end(): void {
      for (const { first, last, told, digest: found, found: numbers, sequence } of ranges) {
        const isThere = numbers.size === last - first + 1;
        if (isThere && (told === undefined || told === found.finish())) continue;
        const sentence = `${first} to ${last} are not those that entry ${sequence} of the record of changes tells of`;
        report(table, '', sentence);
      }
    },
  };
}

/** They come in the order of their numbers. */
function findRange(ranges: readonly Range[], no: number): Range | undefined {
  let [low, high] = [0, ranges.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = ranges[middle];
    if (found === undefined) return undefined;
    if (no < found.first) high = middle - 1;
    else if (no > found.last) low = middle + 1;
    else return found;
  }
  return undefined;
}
