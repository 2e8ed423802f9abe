import { UsageError, ValueError } from '../../errors.ts';
import { nameSome } from './text.ts';

/** Whole numbers from the first to the last, both included. */
export interface NumberRange {
  readonly first: number;
  readonly last: number;
}

/**
 * A number, or a range of them: `12` or `12-51`.
 *
 * @throws ValueError `bad_range`
 */
export function parseRange(text: string): NumberRange {
  const match = /^([1-9]\d{0,8})(?:-([1-9]\d{0,8}))?$/.exec(text.trim());
  const [first, last] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
  if (match === null || first > last) {
    throw new ValueError('bad_range', 'not a number or a range; write it like 12 or 12-51');
  }
  return { first, last };
}

const MAX_AT_ONCE = 100_000;

/**
 * Each number once, in order.
 *
 * @throws UsageError `too_many_numbers`: more than 100,000, those that are in several counted as often
 */
export function listNumbers(ranges: readonly NumberRange[]): number[] {
  const count = ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  if (count > MAX_AT_ONCE) {
    throw new UsageError('too_many_numbers', `More than ${MAX_AT_ONCE} numbers at once.`);
  }
  const numbers = new Set<number>();
  for (const { first, last } of ranges) for (let no = first; no <= last; no++) numbers.add(no);
  return [...numbers].sort((a, b) => a - b);
}

/** As `parseRange` reads them, with spaces between: `3 12-51`. */
export function formatRanges(numbers: readonly number[]): string {
  const ranges: { first: number; last: number }[] = [];
  for (const no of numbers) {
    const open = ranges.at(-1);
    if (open?.last === no - 1) open.last = no;
    else ranges.push({ first: no, last: no });
  }
  return ranges
    .map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`))
    .join(' ');
}

/** The first ten of them and how many more there are, for a sentence. */
export function nameRanges(numbers: readonly number[]): string {
  return nameSome(formatRanges(numbers).split(' '));
}
