import { ValueError } from '../../errors.ts';

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

/** How many numbers they have, those that are in several counted as often. */
export function countNumbers(ranges: readonly NumberRange[]): number {
  return ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);
}

/** Each number once, in order. */
export function listNumbers(ranges: readonly NumberRange[]): number[] {
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
