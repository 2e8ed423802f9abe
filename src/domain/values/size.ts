import { ValueError } from '../../errors.ts';

const FACTORS: Readonly<Record<string, number>> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };

/**
 * A size in bytes: `65536`, `64K`, `64KiB`, `256 MiB`; the units are powers of two.
 *
 * @throws ValueError `bad_size`
 */
export function parseSize(text: string): number {
  const match = /^(\d{1,12})\s*(?:([kmg])(?:i?b)?|b)?$/i.exec(text.trim());
  const bytes = Number(match?.[1]) * (FACTORS[(match?.[2] ?? '').toLowerCase()] ?? 1);
  if (match === null || bytes < 1 || bytes > 2 ** 40) {
    throw new ValueError('bad_size', 'not a size; write it like 64KiB or 256MiB');
  }
  return bytes;
}

/** For people, in the largest unit that divides it: `64 KiB`. */
export function formatSize(bytes: number): string {
  for (const [unit, factor] of [
    ['GiB', 2 ** 30],
    ['MiB', 2 ** 20],
    ['KiB', 2 ** 10],
  ] as const) {
    if (bytes % factor === 0) return `${bytes / factor} ${unit}`;
  }
  return `${bytes} bytes`;
}

/**
 * A whole number that is not negative.
 *
 * @throws ValueError `bad_count`
 */
export function parseCount(text: string): number {
  if (!/^\d{1,12}$/.test(text.trim())) throw new ValueError('bad_count', 'not a whole number');
  return Number(text);
}
