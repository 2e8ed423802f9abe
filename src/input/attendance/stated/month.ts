import { type Month, parseMonth } from '../../../domain/values/month.ts';

/** `August 2026`, `Aug-26`, `Aug_2026`; after a number it is a part of a date. */
const NAMED =
  /(?<![a-z]|\d(?:st|nd|rd|th)?[\s.,/-]*)([a-z]{3,9})(?:[\s.,_/-]*(\d{4})|['\u2019-](\d{2}))(?!\d)/gi;

/** `08/2026`, `2026-08`; with another number beside it, it is a part of a date. */
const NUMBERED = /(?<!\d[/.-]?)(?:(\d{4})-(\d{2})|(\d{1,2})[/-](\d{4}))(?![/.-]?\d)/g;

/**
 * The month that a text names, such as the title of a sheet; undefined where it names none, or several.
 * It may be the month of something else: for proposing it, and no way to read a file.
 */
export function findStatedMonth(texts: readonly string[]): Month | undefined {
  const months = new Set(texts.flatMap(findMonths));
  const [month] = months;
  return months.size === 1 ? month : undefined;
}

function findMonths(text: string): Month[] {
  const named = [...text.matchAll(NAMED)].map(
    ([, name, year, short]) => `${name} ${year ?? `20${short}`}`,
  );
  const numbered = [...text.matchAll(NUMBERED)].map(([whole, , , number, year]) =>
    number === undefined ? whole : `${number}/${year}`,
  );
  return [...named, ...numbered].flatMap((written) => {
    try {
      return [parseMonth(written)];
    } catch {
      return [];
    }
  });
}
